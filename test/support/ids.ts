import type { Ids } from '../../src/app/ports.ts'

/** Ids that count up, as long as real ones and sorted like them. */
export class CountingIds implements Ids {
  #last = 0
  readonly #prefix: string

  /** `prefix` tells several sources apart. */
  constructor(prefix = '') {
    this.#prefix = prefix
  }

  next(): string {
    this.#last += 1
    return this.#prefix + String(this.#last).padStart(26 - this.#prefix.length, '0')
  }
}
