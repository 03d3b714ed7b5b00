/** Teams' limits of messages in one conversation, kept before Teams has to refuse anything. */

/** Microsoft's table "per bot per thread": at most `most` messages in `within` milliseconds. */
const windows = [
  { most: 7, within: 1_000 },
  { most: 8, within: 2_000 },
  { most: 60, within: 30_000 },
  { most: 1_800, within: 3_600_000 },
] as const

const longest = 3_600_000

export interface Pacer {
  /** Takes a place for one message and gives 0, or gives how many milliseconds to wait before asking again. */
  take(conversation: string): number
  /** For how many milliseconds Teams still wants nothing more of this conversation. */
  held(conversation: string): number
  /** Nothing more to this conversation for so long, because Teams said so. */
  hold(conversation: string, milliseconds: number): void
}

/** @param now Epoch milliseconds. */
export function createPacer(now: () => number): Pacer {
  const sent = new Map<string, number[]>()
  const held = new Map<string, number>()
  return {
    held: (conversation) => Math.max(0, (held.get(conversation) ?? 0) - now()),
    take(conversation) {
      const at = now()
      const until = held.get(conversation) ?? 0
      if (until > at) return until - at
      held.delete(conversation)
      const times = (sent.get(conversation) ?? []).filter((time) => time > at - longest)
      const wait = Math.max(0, ...windows.map(({ most, within }) => waitFor(times, most, within, at)))
      if (wait === 0) times.push(at)
      sent.set(conversation, times)
      return wait
    },
    hold(conversation, milliseconds) {
      held.set(conversation, Math.max(held.get(conversation) ?? 0, now() + milliseconds))
    },
  }
}

/** Until the oldest of the last `most` messages has left the window. */
function waitFor(times: readonly number[], most: number, within: number, at: number): number {
  const oldest = times.at(-most)
  return oldest === undefined ? 0 : Math.max(0, oldest + within - at)
}
