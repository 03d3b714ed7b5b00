/** Randomness that a seed decides completely. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** A whole number from 0 to `below - 1`. */
  int(below: number): number
  chance(probability: number): boolean
  /** Throws where there is nothing to choose from. */
  pick<Item>(items: readonly Item[]): Item
}

/** Mulberry32: 32 bits of state, which is plenty for choosing among a few things some thousand times. */
export function createRandom(seed: number): Random {
  let state = (seed * 0x9e3779b1) >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (below: number) => Math.floor(next() * below)
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick(items) {
      const item = items[int(items.length)]
      if (item === undefined) throw new Error('nothing to choose from')
      return item
    },
  }
}
