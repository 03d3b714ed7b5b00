import type { Request } from '../../domain/request/state.ts'
import { rosterOf } from '../cards/roster.ts'
import { type Conversation, knownConversation } from '../conversation.ts'
import type { Parts } from '../parts.ts'
import { type CardRow, type Chat, type Destination, LookupFailed, type Person } from '../ports.ts'
import { waysTo } from './chat-of.ts'
import { openFor, placeIn, talkersOf, whichOf } from './opening.ts'
import { inThread } from './thread.ts'

export type Address =
  | {
      readonly outcome: 'found'
      readonly chat: Chat
      readonly to: Destination
      /** The reference of the message that this one answers; absent where it stands for itself. */
      readonly thread?: string
      /** Others read along there whom the request does not concern. */
      readonly overheard?: true
    }
  | { readonly outcome: 'wait'; readonly afterMs: number; readonly error: string }
  /** There is no such place any more, and nobody misses the card. */
  | { readonly outcome: 'gone' }
  | { readonly outcome: 'unreachable'; readonly error: string }

/** With this code a card waits for its workspace. */
export const notConnected = 'not_connected'
/** With this code a card waits for the app to be added where it is to go. The adapter says it. */
export const notInstalled = 'app_not_installed'

/** Where a card goes now. Opens the mediation's conversation when its first card is on its way. */
export async function addressOf(
  row: CardRow,
  request: Request,
  person: Person | null,
  parts: Parts,
): Promise<Address> {
  const { recipient } = row
  switch (recipient.type) {
    case 'person':
      return personal(row, person, parts)
    case 'channel':
      return ofGroup(recipient.group, parts)
    case 'mediation':
      return ofMediation(row, request, parts)
    default:
      return recipient satisfies never
  }
}

/** The chat that the person chose, or where they were active last; the other one where that is closed. */
async function personal(row: CardRow, person: Person | null, parts: Parts): Promise<Address> {
  const found = person === null ? null : await directTo(row, person, parts)
  if (found !== null) return found
  const had = person?.identities.some(({ platform }) =>
    parts.chats.some((chat) => chat.platform === platform),
  )
  if (person === null || had !== true) return { outcome: 'unreachable', error: 'no_account' }
  // Perhaps they have an account in another workspace, from which they have not done anything yet.
  const elsewhere = await accountElsewhere(person, parts)
  // The card is woken when the workspace is connected again.
  return (
    (elsewhere && (await directTo(row, elsewhere, parts))) ?? {
      outcome: 'unreachable',
      error: 'not_connected',
    }
  )
}

async function directTo(row: CardRow, person: Person, parts: Parts): Promise<Address | null> {
  const [best] = await waysTo(person, row, parts)
  if (best === undefined) return null
  const { chat, identity } = best
  return { outcome: 'found', chat, to: { type: 'direct', identity } }
}

/** The same person with the accounts that their address has now; null when there are none, or nobody says. */
async function accountElsewhere({ id, email }: Person, parts: Parts): Promise<Person | null> {
  if (email === null) return null
  try {
    const found = await parts.directory.personByEmail(email)
    const { now } = await parts.directory.whoIsWho()
    return found?.id === now(id) ? found : null
  } catch (fault) {
    if (fault instanceof LookupFailed) return null
    throw fault
  }
}

function ofGroup(group: string, parts: Parts): Address {
  const channel = parts.organisation().groups.find(({ id }) => id === group)?.channel ?? null
  if (channel === null) return { outcome: 'gone' }
  const place = placeIn(channel, parts)
  if (place === null) return { outcome: 'unreachable', error: 'no_platform' }
  return { outcome: 'found', chat: place.chat, to: { type: 'channel', channel: place.channel } }
}

async function ofMediation(row: CardRow, request: Request, parts: Parts): Promise<Address> {
  const which = whichOf(row)
  const known = await knownConversation(request.id, parts, which)
  if (known === 'impossible')
    // Nothing is wrong where one person is left in each chat: they were told, and no conversation can hold them.
    return (await talkersOf(request, await rosterOf(request, parts), which, parts)) === null
      ? { outcome: 'gone' }
      : { outcome: 'unreachable', error: 'no_conversation' }
  if (known !== null) return inConversation(row, known, parts)
  // A mediation that ended before its conversation was open needs none any more.
  if (request.status !== 'deadlocked') return { outcome: 'gone' }
  const opening = await openFor(request, which, parts)
  return opening.outcome === 'opened' ? inConversation(row, opening.conversation, parts) : opening
}

async function inConversation(row: CardRow, conversation: Conversation, parts: Parts): Promise<Address> {
  const chat = parts.chats.find(({ platform }) => platform === conversation.platform)
  if (chat === undefined) return { outcome: 'unreachable', error: 'no_platform' }
  if (conversation.thread === true) return inThread(row, conversation, chat, parts)
  return { outcome: 'found', chat, to: { type: 'channel', channel: conversation.channel } }
}
