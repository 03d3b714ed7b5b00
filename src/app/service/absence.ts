import { readSpokenAbsence } from '../../calendar/spoken-absence.ts'
import type { AbsenceCommand, Candidate } from '../../domain/absence/decide.ts'
import type { Refusal } from '../../domain/request/refusal.ts'
import type { FieldErrors, Form, FormValues } from '../../view/form.ts'
import { absenceFields, absenceForm } from '../../view/forms.ts'
import { lendsNothing } from '../absence/eligibility.ts'
import { recordAbsence } from '../absence/record.ts'
import { tellAbsence } from '../absence/tell.ts'
import { cleanText } from '../clean-text.ts'
import type { Parts } from '../parts.ts'
import type { Identity, Person } from '../ports.ts'
import type { AbsenceAnswer, RefusedAnswer, Service } from '../service.ts'
import { refused } from './answers.ts'
import { asking } from './asking.ts'
import { createProblems, readValues } from './read-values.ts'

type Said = { readonly from: number; readonly until: number; readonly delegate: Candidate | null }

/** What is known of the person's absence, for App Home and after something was recorded. */
export function absence(parts: Parts): Service['absence'] {
  return ({ identity }) =>
    asking(parts, identity, async (person) => {
      const barred = standingOf(person)
      if (barred !== null) return barred
      return { outcome: 'absence', view: await tellAbsence(parts, person, null) } as const
    })
}

/** The form, with what is recorded already. */
export function openAbsence(parts: Parts): Service['openAbsence'] {
  return ({ identity, changes }) =>
    asking(parts, identity, async (person) => {
      const barred = standingOf(person)
      return barred ?? ({ outcome: 'form', form: await formFor(parts, person, changes) } as const)
    })
}

/** "until Friday, delegate @bea", as typed after the command. */
export function goAway(parts: Parts): Service['goAway'] {
  return ({ identity, words, delegate, dedupeKey }) =>
    asking(parts, identity, async (person) => {
      const barred = standingOf(person)
      if (barred !== null) return barred
      const spoken = readSpokenAbsence(cleanText(words, 'one'), {
        now: parts.clock.now(),
        timezone: person.timezone ?? parts.organisation().timezone,
        calendar: parts.organisation().calendar,
      })
      if (!spoken.ok) return refused(refusalOf(spoken), person.locale)
      const named = delegate ?? spoken.delegate
      const found = named === null ? null : await personNamed(parts, named)
      if (named !== null && found === null)
        return refused({ code: 'delegate_unknown', params: {} }, person.locale)
      const candidate = found === null ? null : await candidateOf(parts, person, found)
      const said = { from: spoken.from, until: spoken.until, delegate: candidate }
      return recordSaid(parts, person, said, { changes: null, dedupeKey, repeated: spoken.repeated })
    })
}

export function comeBack(parts: Parts): Service['comeBack'] {
  return ({ identity, absence: number, dedupeKey }) =>
    asking(parts, identity, async (person) => {
      const barred = standingOf(person)
      if (barred !== null) return barred
      const command: AbsenceCommand = { type: 'come_back', person: person.id, absence: number }
      const recorded = await recordAbsence(parts, command, dedupeKey)
      if (!recorded.ok) return refused(recorded.refusal, person.locale)
      await parts.availability.look()
      const view = await tellAbsence(parts, person, recorded.wasAway ? 'back' : 'cancelled')
      return { outcome: 'absence', view } as const
    })
}

/** A filled-in form. */
export async function submitAbsence(
  parts: Parts,
  person: Person,
  input: { readonly changes: number | null; readonly values: FormValues; readonly dedupeKey: string },
): Promise<AbsenceAnswer | RefusedAnswer | { outcome: 'errors'; errors: FieldErrors }> {
  const barred = standingOf(person)
  if (barred !== null) return barred
  const { changes, dedupeKey } = input
  const problems = createProblems(person.locale)
  const form = await formFor(parts, person, changes)
  const now = parts.clock.now()
  const entered = readValues(form, input.values, now, problems)
  if (problems.any) return { outcome: 'errors', errors: problems.errors }
  const id = entered.choice(absenceFields.delegate)
  const found = id === null ? null : await parts.directory.person(id)
  const delegate = found === null ? null : await candidateOf(parts, person, found)
  const said = {
    from: entered.instant(absenceFields.from) ?? now,
    until: entered.instant(absenceFields.until) ?? now,
    delegate,
  }
  return recordSaid(parts, person, said, { changes, dedupeKey, repeated: false })
}

async function recordSaid(
  parts: Parts,
  person: Person,
  said: Said,
  how: { readonly changes: number | null; readonly dedupeKey: string; readonly repeated: boolean },
): Promise<AbsenceAnswer | RefusedAnswer> {
  const command: AbsenceCommand = { type: 'go_away', person: person.id, changes: how.changes, ...said }
  const recorded = await recordAbsence(parts, command, how.dedupeKey)
  if (!recorded.ok) return refused(recorded.refusal, person.locale)
  await parts.availability.look()
  const view = await tellAbsence(parts, person, how.repeated ? 'repeated' : null)
  return { outcome: 'absence', view }
}

async function formFor(parts: Parts, person: Person, changes: number | null): Promise<Form> {
  const known = (await parts.absences.of(person.id)).find(({ id }) => id !== null && id === changes)
  const delegates = await parts.directory.delegatesFor(person)
  return absenceForm({
    locale: person.locale,
    changes: known?.id ?? null,
    from: known === undefined || known.from <= parts.clock.now() ? null : known.from,
    until: known?.until ?? null,
    delegate: known?.delegate ?? null,
    delegates,
  })
}

function standingOf({ standing, locale }: Person): RefusedAnswer | null {
  return standing === 'active' ? null : refused({ code: standing, params: {} }, locale)
}

/** An account that the chat names, or an address that was typed; null for anything else. */
async function personNamed(parts: Parts, named: Identity | string): Promise<Person | null> {
  if (typeof named === 'string')
    return named.includes('@') && !named.startsWith('@') ? parts.directory.personByEmail(named) : null
  const identified = await parts.directory.personOf(named)
  return identified.ok ? identified.person : null
}

async function candidateOf(parts: Parts, person: Person, delegate: Person): Promise<Candidate> {
  const standIn = await parts.directory.standIn(person, delegate, 'now')
  const others = (await parts.directory.delegatesFor(person)).filter(({ id }) => id !== delegate.id)
  const now = parts.clock.now()
  const away = await parts.absences.awayAt(
    others.map(({ id }) => id),
    now,
  )
  const names = others.filter(({ id }) => !away.has(id)).map(({ name }) => name)
  return {
    person: delegate.id,
    standing: delegate.standing,
    eligible: !lendsNothing(standIn),
    eligibleNames: [...names]
      .sort((one, other) => one.localeCompare(other, person.locale))
      .slice(0, 10)
      .join(', '),
  }
}

function refusalOf(spoken: Extract<ReturnType<typeof readSpokenAbsence>, { readonly ok: false }>): Refusal {
  const words = spoken.words.slice(0, 60)
  switch (spoken.problem) {
    case 'unreadable':
      return { code: 'absence_unreadable', params: { words } }
    case 'no_such_day':
      return { code: 'absence_no_such_day', params: { words } }
    case 'hour_skipped':
      return { code: 'absence_hour_skipped', params: { words, instead: spoken.instead } }
    default:
      return spoken satisfies never
  }
}
