import { expect, test } from 'vitest'
import type { Policy } from '../../src/domain/request/policy.ts'
import { requestCard } from '../../src/view/cards.ts'
import { asText } from '../../src/view/rich.ts'
import type { Locale } from '../../src/view/text.ts'
import { groupPolicy } from '../support/domain/build.ts'
import { hour, minute } from '../support/domain/calendar.ts'
import { cast, readerOf } from './support/people.ts'
import { rules, states } from './support/states.ts'

const elapsed = (milliseconds: number) => ({ unit: 'elapsed', milliseconds }) as const
const legal = groupPolicy({
  quorum: 3,
  rejections: 2,
  stage: 2,
  respondWithin: { unit: 'working_hours', hours: 0.5 },
})
const everythingElse: Policy = {
  ...rules,
  groups: { legal, press: groupPolicy() },
  executives: [{ respondWithin: elapsed(90_000), remindAt: [] }],
  mediation: { lasts: { unit: 'working_days', days: 1 }, remindAt: [], rounds: 1 },
  contest: { within: elapsed(30 * minute) },
  requester: { respondWithin: elapsed(24 * hour), remindAt: [] },
  approval: { validFor: elapsed(36 * hour) },
  questionnaireFrom: 'critical',
  independentVotes: false,
}

function told(state: string, reader: string, locale: Locale, inDetail: boolean, present: Policy) {
  const of = states[state]
  if (of === undefined) throw new Error(`no state ${state}`)
  const asked = { ...readerOf(reader, locale), ...(inDetail ? { inDetail: true as const } : {}) }
  const card = requestCard(of.request, asked, { ...cast, rules: present }, of.at)
  const label = { en: 'Rules', de: 'Regeln' }[locale]
  return card.facts.filter((fact) => fact.label === label).map(({ value }) => asText(value))
}

test('given every rule changed since, when details are asked for, then each difference is said in words', () => {
  expect(told('in review', 'requester', 'en', true, everythingElse)).toMatchInlineSnapshot(`
    [
      "Decided under the rules of Mon, 5 Jan 2026, 10:00. Since then, for newer requests only: Security does not review any more; Legal is asked in step 2, not 1; Legal needs 3 approvals, not 1; Legal needs 2 rejections to reject, not 1; Legal has 0.5 working hours to decide, not 8 hours; a group reviews too; there is 1 level of executives, not 2; executives of level 1 have 90 seconds to rule, not 8 hours; a mediation lasts 1 working day, not 8 hours; a mediation begins after 1 round of changes, not 3; a rejection can be contested for 30 minutes, not 2 days; requesters have 1 day to answer, not 5 days; an approval is valid for 36 hours, not 10 days; the questionnaire is needed from risk “Critical” on, not “Medium”; groups see the others’ decisions at once.",
    ]
  `)
  expect(told('in review', 'requester', 'de', true, everythingElse)).toMatchInlineSnapshot(`
    [
      "Entschieden wird nach den Regeln von Mo., 5. Jan. 2026, 10:00 Uhr. Seitdem gilt, nur für neuere Anfragen: Security prüft nicht mehr; Legal wird in Schritt 2 gefragt statt in Schritt 1; Legal braucht 3 Zustimmungen statt 1; Legal braucht für ein Nein 2 Ablehnungen statt 1; Legal hat zum Entscheiden 0,5 Arbeitsstunden statt 8 Stunden; a group prüft ebenfalls; es gibt 1 Ebene der Geschäftsleitung statt 2; die Geschäftsleitung der Ebene 1 hat zum Entscheiden 90 Sekunden statt 8 Stunden; für eine Klärung gibt es 1 Arbeitstag statt 8 Stunden; zu einer Klärung kommt es nach 1 Änderungsrunde statt nach 3; für den Widerspruch gegen eine Ablehnung gibt es 30 Minuten statt 2 Tage; anfragende Personen haben für ihre Antwort 1 Tag statt 5 Tage; die Gültigkeit einer Freigabe beträgt 36 Stunden statt 10 Tage; der Fragebogen ist ab dem Risiko „Kritisch“ nötig statt ab „Mittel“; Gruppen sehen die Entscheidungen der anderen sofort.",
    ]
  `)
})

test('given rules changed since, then cards of everybody but the executive who rules leave it out', () => {
  expect(told('in review', 'requester', 'en', false, everythingElse)).toEqual([])
  expect(told('escalated', 'requester', 'en', false, everythingElse)).toEqual([])
  expect(told('escalated', 'executive of level 1', 'en', false, everythingElse)).toHaveLength(1)
  expect(told('escalated', 'executive of level 1', 'en', true, rules)).toEqual([])
  expect(told('published', 'requester', 'en', true, everythingElse)).toEqual([])
})
