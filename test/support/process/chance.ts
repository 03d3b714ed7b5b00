/** Chance that can be had again: the same seed gives the same draws. */
export interface Chance {
  /** Uniform in [0, 1). */
  draw(): number
  /** A whole number from 0 to `below` - 1. */
  below(below: number): number
  likely(probability: number): boolean
  /** Throws for an empty list. */
  oneOf<Item>(items: readonly Item[]): Item
  /** A source of its own, so that what one person draws does not depend on how fast another one is. */
  branch(): Chance
}

/** Mulberry32: 32 bits of state are plenty for a story. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const draw = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(draw() * limit)
  return {
    draw,
    below,
    likely: (probability) => draw() < probability,
    oneOf(items) {
      const item = items[below(items.length)]
      if (item === undefined) throw new Error('nothing to choose from')
      return item
    },
    branch: () => chanceOf(below(2 ** 32)),
  }
}
