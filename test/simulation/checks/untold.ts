/** Whether everybody who is asked about a request has a card of it. */
import type { CardRow } from '../../../src/app/ports.ts'
import type { GroupId, PersonId } from '../../../src/domain/flavour.ts'
import type { WhoIsWho } from '../../../src/domain/person/accounts.ts'
import { askedOf } from '../../../src/domain/request/queries.ts'
import type { Request } from '../../../src/domain/request/state.ts'
import type { Place } from '../replica.ts'
import { powersNow, type Somebody } from '../world.ts'

/**
 * Names those whom an open request waits for and who were never told of it: members of its groups as they are now. Whom
 * the ledger once chose and who has left the group, or may not act any more, is not asked: they may have gone in the
 * moment between being chosen and being told.
 * @param rows The cards of this request.
 * @param away Who is absent at this moment: they are asked when they are back.
 */
export function untold(
  request: Request,
  rows: readonly CardRow[],
  away: readonly PersonId[],
  who: WhoIsWho,
  { judge, world }: Pick<Place, 'judge' | 'world'>,
): readonly string[] {
  const isOne = (somebody: Somebody) => (id: PersonId) => {
    const account = judge.whoIs(id) ?? judge.whoIs(who.now(id))
    const isJoined = who.othersOf(who.now(id)).length > 0
    return account === somebody || (isJoined && account?.human === somebody.human)
  }
  const told = rows.flatMap(({ recipient, purpose }) =>
    recipient.type === 'person' && purpose.type === 'living' ? [recipient.person] : [],
  )
  const isAsked = (somebody: Somebody, group: GroupId) => {
    const { standing, groups } = powersNow(somebody)
    const chosen = askedOf(request, group)
    return (
      standing === 'active' && groups.includes(group) && (chosen === null || chosen.some(isOne(somebody)))
    )
  }
  const groups = request.status === 'in_review' ? Object.keys(request.review) : []
  return world.people
    .filter((somebody) => groups.some((group) => isAsked(somebody, group)))
    .filter((somebody) => ![request.requester, ...away, ...told].some(isOne(somebody)))
    .map(({ name }) => name)
}
