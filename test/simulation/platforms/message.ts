/** A message as a platform keeps it, with every look that it ever had: clients show old ones for a while. */
export interface Posted {
  readonly id: string
  readonly place: string
  /** Which card it shows; null for what the bot says besides. */
  readonly card: string | null
  readonly looks: unknown[]
  readonly thread: string | null
}

export const lookNow = (message: Posted): unknown => message.looks.at(-1)

/**
 * Posts of a card of which nobody can know whether they arrived, or that arrived when somebody else had long taken over:
 * only they excuse a second message.
 */
export class Ambiguities {
  readonly #counts = new Map<string, number>()

  add(card: string): void {
    this.#counts.set(card, this.of(card) + 1)
  }

  of(card: string): number {
    return this.#counts.get(card) ?? 0
  }
}

/** No delivery of a process that is awake takes as long as this to get to the post, in milliseconds. */
export const overtaken = 4_000
