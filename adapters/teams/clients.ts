/** The ids by which Teams' clients know people (`29:…`): a card names with them whose clients ask for a view of their own. */
import type { Identity } from '../../src/app/ports.ts'
import { CallFailed } from './call.ts'
import type { Connector } from './connector.ts'
import type { Conversations, Place } from './conversations.ts'
import { limits } from './limits.ts'

/** Whoever was not found in a conversation is asked for there again after this long, in milliseconds. */
const absentFor = 3_600_000
const mostRemembered = 5_000

export interface Clients {
  /** Of these people, those whose id is known or is found in the conversation, at most as many as Teams takes. */
  inside(place: Place, people: readonly Identity[]): Promise<readonly string[]>
}

/**
 * Clients tell their id with everything that they send; whoever never wrote is asked for in the conversation. What cannot
 * be found out is left out: the card is right for everybody without it.
 * @param now Epoch milliseconds.
 */
export function createClients(
  { connector, conversations }: { readonly connector: Connector; readonly conversations: Conversations },
  now: () => number,
): Clients {
  const absent = new Map<string, number>()
  const idOf = async (place: Place, person: Identity): Promise<string | null> => {
    const key = `${place.conversation} ${person.user}`
    if ((absent.get(key) ?? 0) > now()) return null
    const known = await conversations.account(person)
    if (known !== null) return known
    try {
      const found = await connector.member(place, person.user)
      if (found?.aadObjectId?.toLowerCase() === person.user) {
        await conversations.rememberAccount(person, found.id)
        return found.id
      }
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      // It says nothing about the next time.
      if (error.afterMs !== null) return null
    }
    if (absent.size >= mostRemembered) absent.clear()
    absent.set(key, now() + absentFor)
    return null
  }
  return {
    async inside(place, people) {
      const wanted = people.slice(0, limits.refresh.userIds)
      const found = await Promise.all(wanted.map((person) => idOf(place, person)))
      return found.filter((id) => id !== null)
    },
  }
}
