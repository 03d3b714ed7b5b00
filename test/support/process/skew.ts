/**
 * Loaded before the program, `node --import skew.ts?by=45000`: its clock is wrong by so many milliseconds. Only what tells the
 * time is moved; how long something takes stays true. The product knows nothing of it.
 */
const by = Number(new URL(import.meta.url).searchParams.get('by') ?? 0)
const real = Date.now.bind(Date)
const now = () => real() + by

class SkewedDate extends Date {
  constructor(...given: readonly unknown[]) {
    if (given.length === 0) super(now())
    else super(...(given as [number]))
  }
  static override now = now
}

Object.defineProperty(globalThis, 'Date', { value: SkewedDate, configurable: true, writable: true })
