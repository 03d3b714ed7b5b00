import { aheadOf, overlap } from '../../domain/absence/absence.ts'
import { type AbsenceTold, type AbsenceView, absenceView } from '../../view/absence.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../ports.ts'
import type { KnownAbsence } from './absences.ts'
import { presentOf } from './availability.ts'

/** What is recorded of the person's absences, in words, with what it means for their groups. Throws `LookupFailed`. */
export async function tellAbsence(
  parts: Parts,
  person: Person,
  said: 'back' | 'cancelled' | 'repeated' | null,
): Promise<AbsenceView> {
  const { locale } = person
  const now = parts.clock.now()
  const absences = aheadOf(await parts.absences.of(person.id), now)
  const [first] = absences
  return absenceView({
    locale,
    timezone: person.timezone ?? parts.organisation().timezone,
    now,
    absences: await Promise.all(absences.map((absence) => toldOf(parts, person, absence))),
    uncovered: first === undefined || said === 'back' ? [] : await uncovered(parts, person, first),
    standsInFor: first === undefined ? [] : await standsInFor(parts, person, first),
    said,
  })
}

async function toldOf(parts: Parts, person: Person, absence: KnownAbsence): Promise<AbsenceTold> {
  const { id, source, from, until } = absence
  const delegate = absence.delegate === null ? null : await parts.directory.person(absence.delegate)
  if (delegate === null) return { id, source, from, until, delegate: null }
  const standIn = await parts.directory.standIn(person, delegate, 'lately')
  const { groups } = parts.organisation()
  return {
    id,
    source,
    from,
    until,
    delegate: {
      name: delegate.name,
      groups: groups.filter((group) => standIn.groups.includes(group.id)).map(({ name }) => name),
      levels: standIn.executiveLevels,
    },
  }
}

/** Groups of the person of which too few are there for a quorum when the absence begins, or now where it has begun. */
async function uncovered(parts: Parts, person: Person, absence: KnownAbsence): Promise<readonly string[]> {
  const at = Math.max(parts.clock.now(), absence.from)
  const actor = await parts.directory.readerOf(person)
  const { groups: all, policy } = parts.organisation()
  const groups = all.filter(({ id }) => actor.groups.includes(id))
  const lent = await lentLater(parts, person, absence)
  const names = await Promise.all(
    groups.map(async ({ id, name }) => {
      const members = await parts.directory.membersOf(id)
      const delegate = lent.delegate !== null && !members.includes(lent.delegate) && lent.groups.includes(id)
      const needed = (policy.groups[id]?.quorum ?? 1) - (delegate ? 1 : 0)
      if (needed <= 0) return []
      const { backAt } = await presentOf(members, { group: id }, { at, excluded: [], needed }, parts)
      return backAt === null ? [] : [name]
    }),
  )
  return names.flat()
}

/** What the delegate of an absence that has not begun will decide for; of the present one, they are there already. */
async function lentLater(parts: Parts, person: Person, { delegate, from }: KnownAbsence) {
  const known = delegate === null || from <= parts.clock.now() ? null : await parts.directory.person(delegate)
  if (known === null) return { delegate: null, groups: [] }
  return { delegate, groups: (await parts.directory.standIn(person, known, 'lately')).groups }
}

async function standsInFor(parts: Parts, person: Person, absence: KnownAbsence): Promise<readonly string[]> {
  const said = [...(await parts.absences.said(parts.clock.now()))]
  const people = said
    .filter(([, list]) => list.some((other) => other.delegate === person.id && overlap(other, absence)))
    .map(([id]) => id)
  const found = await Promise.all(people.map((id) => parts.directory.person(id)))
  return found.filter((each) => each !== null).map(({ name }) => name)
}
