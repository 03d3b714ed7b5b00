import { foldAbsences } from '../../domain/absence/evolve.ts'
import type { PersonId } from '../../domain/flavour.ts'
import type { Request } from '../../domain/request/state.ts'
import type { Parts } from '../parts.ts'
import { isAbsenceEvent } from './absences.ts'

/**
 * Whom somebody stood in for on this request and does not any more, so that their card can say why it has nothing left
 * to do. Throws `LookupFailed` where a list was never known.
 */
export async function formerlyStoodInFor(
  parts: Pick<Parts, 'store' | 'directory' | 'clock'>,
  request: Request,
  delegate: PersonId,
): Promise<readonly PersonId[]> {
  const now = parts.clock.now()
  const lists = await Promise.all([
    ...Object.keys(request.policy.groups).map((group) => parts.directory.membersOf(group)),
    ...request.policy.executives.map((_, index) => parts.directory.executivesOf(index + 1)),
  ])
  const people = [...new Set(lists.flat())].filter((person) => person !== delegate)
  const found = await Promise.all(
    people.map(async (person) => {
      const stored = await parts.store.readDirectory({ topic: 'absence', person })
      const { list } = foldAbsences(stored.map(({ event }) => event).filter(isAbsenceEvent))
      const stood = list.some(
        (absence) =>
          absence.delegate === delegate && absence.until <= now && absence.until >= request.submittedAt,
      )
      return stood ? [person] : []
    }),
  )
  return found.flat()
}
