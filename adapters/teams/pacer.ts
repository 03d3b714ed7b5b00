/** Teams' limits of messages in one conversation, kept before Teams has to refuse anything. */

import type { Conversations } from './conversations.ts'

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
  take(conversation: string): Promise<number>
  /** For how many milliseconds Teams still wants nothing more of this conversation. */
  held(conversation: string): Promise<number>
  /** Nothing more to this conversation for so long, because Teams said so: whichever process asks, and after a restart. */
  hold(conversation: string, milliseconds: number): Promise<void>
}

/**
 * How many messages went where is counted by each process for itself. What Teams asked for is shared. Never throws: where
 * the store cannot be used, each process keeps to what it was told itself.
 * @param now Epoch milliseconds.
 */
export function createPacer(
  now: () => number,
  conversations: Pick<Conversations, 'heldUntil' | 'hold'>,
): Pacer {
  const sent = new Map<string, number[]>()
  const told = new Map<string, number>()
  const held = async (conversation: string): Promise<number> => {
    const until = told.get(conversation) ?? 0
    if (until > now()) return until - now()
    told.delete(conversation)
    const elsewhere = await conversations.heldUntil(conversation).catch(() => 0)
    return Math.max(0, elsewhere - now())
  }
  return {
    held,
    async take(conversation) {
      const wait = await held(conversation)
      return wait > 0 ? wait : place(conversation)
    },
    async hold(conversation, milliseconds) {
      const until = Math.max(told.get(conversation) ?? 0, now() + milliseconds)
      told.set(conversation, until)
      await conversations.hold(conversation, until).catch(() => undefined)
    },
  }

  function place(conversation: string): number {
    const at = now()
    const times = (sent.get(conversation) ?? []).filter((time) => time > at - longest)
    const wait = Math.max(0, ...windows.map(({ most, within }) => waitFor(times, most, within, at)))
    if (wait === 0) times.push(at)
    sent.set(conversation, times)
    return wait
  }
}

/** Until the oldest of the last `most` messages has left the window. */
function waitFor(times: readonly number[], most: number, within: number, at: number): number {
  const oldest = times.at(-most)
  return oldest === undefined ? 0 : Math.max(0, oldest + within - at)
}
