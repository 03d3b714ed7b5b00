import { isOpen } from '../../domain/request/queries.ts'
import type { Request } from '../../domain/request/state.ts'
import type { Reader } from '../../view/cast.ts'
import type { Parts } from '../parts.ts'
import type { CardRow, Chat, Person } from '../ports.ts'
import { chosenChat, homeOf, waysTo } from './chat-of.ts'

/**
 * What a card says of the chat that it is in. The choice is offered once: on the first card of whoever has two chats, for
 * as long as they have not chosen.
 */
export async function chatWords(
  row: CardRow,
  request: Request,
  person: Person | null,
  { chat }: { readonly chat: Chat },
  parts: Parts,
): Promise<Pick<Reader, 'chat'>> {
  if (person === null || row.purpose.type !== 'living') return {}
  const chosen = await chosenChat(person, parts)
  if (chosen !== null) return chosen === chat.platform ? {} : { chat: { says: 'instead', closed: chosen } }
  const platforms = new Set((await waysTo(person, row, parts)).map((way) => way.chat.platform))
  const home = homeOf(row.reference, parts)
  if (home !== null && home !== chat) return { chat: { says: 'instead', closed: home.platform } }
  // Nothing of a request that is over changes any more: an answer would leave the question standing.
  if (platforms.size < 2 || !isOpen(request)) return {}
  const fact = `asked_chat:${(await parts.directory.whoIsWho()).now(person.id)}`
  const asked = await parts.store.getFact(fact)
  if (asked === null) await parts.store.putFact(fact, row.id)
  return asked === null || asked === row.id ? { chat: { says: 'asks' } } : {}
}
