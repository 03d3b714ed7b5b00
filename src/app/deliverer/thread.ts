import type { Conversation } from '../conversation.ts'
import type { Parts } from '../parts.ts'
import type { CardRow, Chat, Reached } from '../ports.ts'
import type { Address } from './address.ts'

/** What is told to each in person as well, so that it need not ring in the channel. */
const toldInPerson: readonly string[] = ['ruled', 'withdrawn', 'lapsed']

/** Where a message of a mediation goes that is held in a channel: its card opens a thread, everything else answers it. */
export async function inThread(
  { request, recipient, purpose }: CardRow,
  { channel, people, platform }: Conversation,
  chat: Chat,
  parts: Parts,
): Promise<Address> {
  const rings = purpose.type === 'living' || !toldInPerson.includes(purpose.notice)
  const records = await Promise.all((rings ? people : []).map((id) => parts.directory.person(id)))
  const reaches = records.flatMap((person): readonly Reached[] => {
    const identity = person?.identities.find((each) => each.platform === platform)
    return person === null || identity === undefined ? [] : [{ identity, name: person.name }]
  })
  const found = {
    outcome: 'found',
    chat,
    to: { type: 'channel', channel, reaches },
    overheard: true,
  } as const
  if (purpose.type === 'living') return found
  const cards = await parts.store.cardsOf(request)
  const head = cards.find(
    (card) => card.purpose.type === 'living' && JSON.stringify(card.recipient) === JSON.stringify(recipient),
  )
  if (head === undefined) return { outcome: 'gone' }
  if (head.reference !== null) return { ...found, thread: head.reference }
  // What it would answer is not there: not yet, or not any more because the mediation was over before it was posted.
  if (head.parked) return { outcome: 'unreachable', error: head.lastError ?? 'no_conversation' }
  return head.delivered >= head.wanted
    ? { outcome: 'gone' }
    : { outcome: 'wait', afterMs: 1_000, error: 'thread_not_open' }
}
