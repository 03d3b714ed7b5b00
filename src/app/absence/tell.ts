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

/** Groups of the person of which nobody is there when the absence begins, or now where it has begun. */
async function uncovered(parts: Parts, person: Person, absence: KnownAbsence): Promise<readonly string[]> {
  const at = Math.max(parts.clock.now(), absence.from)
  const actor = await parts.directory.readerOf(person)
  const groups = parts.organisation().groups.filter(({ id }) => actor.groups.includes(id))
  const names = await Promise.all(
    groups.map(async ({ id, name }) => {
      if (absence.delegate !== null) return []
      const members = await parts.directory.membersOf(id)
      const { backAt } = await presentOf(members, { group: id }, { at, excluded: [] }, parts)
      return backAt === null ? [] : [name]
    }),
  )
  return names.flat()
}

async function standsInFor(parts: Parts, person: Person, absence: KnownAbsence): Promise<readonly string[]> {
  const said = [...(await parts.absences.said(parts.clock.now()))]
  const people = said
    .filter(([, list]) => list.some((other) => other.delegate === person.id && overlap(other, absence)))
    .map(([id]) => id)
  const found = await Promise.all(people.map((id) => parts.directory.person(id)))
  return found.filter((each) => each !== null).map(({ name }) => name)
}
