import { describe, expect, test } from 'vitest'
import type { RequestEvent, RequestEventType } from '../../src/domain/request/events.ts'
import { homeView, mediationCard, type NoticeKind, noticeCard, notices } from '../../src/view/cards.ts'
import { asText } from '../../src/view/rich.ts'
import { type Locale, locales } from '../../src/view/text.ts'
import { statePosition, undo } from '../support/domain/moves.ts'
import { cast, lena, mara, readerOf, readers } from './support/people.ts'
import {
  ask,
  legalApproves,
  legalRejects,
  securityApproves,
  states,
  type Told,
  tell,
} from './support/states.ts'
import { blemishesOf } from './support/words.ts'

const causes: Readonly<Record<NoticeKind, RequestEventType>> = {
  review_asked: 'submitted',
  widened: 'assigned',
  revised: 'revised',
  changes_requested: 'changes_requested',
  conditions_offered: 'conditions_offered',
  approved: 'approved',
  rejected: 'rejected',
  mediation_opened: 'deadlocked',
  position_stated: 'position_stated',
  resolved: 'deadlock_resolved',
  escalated: 'escalated',
  ruled: 'ruled',
  reminder: 'reminded',
  slot_missed: 'slot_missed',
  undone: 'decision_undone',
  lapsed: 'lapsed',
  withdrawn: 'withdrawn',
  revoked: 'revoked',
}

const agreed = tell(ask(), securityApproves, legalRejects, changeOfMind())
function changeOfMind() {
  return (digest: string) => ({
    type: 'decide' as const,
    actor: lena,
    group: 'legal',
    decision: {
      verb: 'approve_with_conditions' as const,
      comment: '',
      conditions: [
        { text: 'Name the report.', owner: 'requester' as const, due: 'before_publication' as const },
      ],
    },
    assessment: lastAssessment(),
    digest,
  })
}
function lastAssessment() {
  const { request } = states['conditions offered'] ?? agreed
  return request.decisions.at(-1)?.assessment ?? null
}

/** A request whose rules let mis-clicks be taken back. */
function forgiving(digest: string) {
  const asked = ask()(digest)
  const undo = { within: { unit: 'elapsed', milliseconds: 60_000 } } as const
  return asked.type === 'submit' ? { ...asked, policy: { ...asked.policy, undo } } : asked
}
const takenBack = tell(forgiving, securityApproves, legalRejects, undo(lena, 3))

const histories: readonly Told[] = [
  takenBack,
  tell(forgiving, securityApproves, legalApproves, undo(lena, 3)),
  ...Object.values(states),
  agreed,
  tell(ask(), securityApproves, legalRejects, statePosition(mara, 'requester', 'Half of it.')),
]

/** Every history that ended with such an event; a reminder of each state, as its clock would send it. */
function occasionsOf(notice: NoticeKind): readonly { told: Told; cause: RequestEvent }[] {
  if (notice === 'reminder') {
    return Object.values(states).map((told) => ({
      told,
      cause: { type: 'reminded', about: 'mediation', step: 1, at: told.at, by: 'clock' },
    }))
  }
  return histories.flatMap((told) => {
    const cause = told.events.findLast(({ type }) => type === causes[notice])
    return cause === undefined ? [] : [{ told, cause }]
  })
}

const cardOf = (notice: NoticeKind, state: string, reader: string, locale: Locale = 'en') => {
  const told = states[state]
  const cause = told?.events.findLast(({ type }) => type === causes[notice])
  if (told === undefined || cause === undefined) throw new Error(`no ${notice} in ${state}`)
  return noticeCard(notice, told.request, cause, readerOf(reader, locale), cast, told.at)
}
const read = (card: ReturnType<typeof noticeCard>) => card.lines.map(asText).join('\n')

describe.each(notices)('given the notice %s', (notice) => {
  test('then every reader reads clean sentences in both languages', () => {
    const occasions = occasionsOf(notice)
    expect(occasions.length).toBeGreaterThan(0)
    for (const { told, cause } of occasions)
      for (const reader of Object.keys(readers)) {
        const [english, german] = locales.map((locale) =>
          noticeCard(notice, told.request, cause, readerOf(reader, locale), cast, told.at),
        )
        if (english === undefined || german === undefined) throw new Error('no locales')
        expect(blemishesOf([english, german])).toEqual([])
        expect(english.lines.length).toBeGreaterThan(0)
        expect(english.headline).not.toBe(german.headline)
        expect(english.headline).not.toMatch(/sensor|report|fair/)
        expect(Math.max(english.headline.length, german.headline.length)).toBeLessThanOrEqual(150)
        expect(english.choices.at(-1)?.verb).toBe('details')
      }
  })
})

describe('given an outcome, then its notice carries the reasons', () => {
  test.each([
    ['rejected', 'rejected, contestable', 'a competitor would warn us'],
    ['changes_requested', 'changes requested', 'Name the source of the 40 %.'],
    ['conditions_offered', 'conditions offered', 'Name the test report in the first comment.'],
    ['approved', 'approved', 'Fine.'],
    ['ruled', 'rejected by ruling', 'A warning costs more than a day.'],
    ['ruled', 'approved by ruling', 'Link the test report.'],
    ['revoked', 'revoked', 'The product is recalled.'],
    ['mediation_opened', 'deadlocked by disagreement', 'a competitor would warn us'],
  ] as const)('%s of one that is %s', (notice, state, reason) => {
    expect(read(cardOf(notice, state, 'requester'))).toContain(reason)
  })
})

test('given a ruling that sends back, then it is not called final', () => {
  expect(read(cardOf('ruled', 'sent back', 'requester'))).not.toContain('final')
  expect(read(cardOf('ruled', 'rejected by ruling', 'requester'))).toContain('final')
})

test('given a reminder, then it asks again for what was asked, and leads to it without a button that could grow stale', () => {
  const told = states['in review']
  if (told === undefined) throw new Error('no state')
  const cause: RequestEvent = { type: 'reminded', about: 'mediation', step: 1, at: told.at, by: 'clock' }
  const card = noticeCard('reminder', told.request, cause, readerOf('reviewer of legal', 'en'), cast, told.at)
  expect(card.headline).toBe('Reminder: Post #142 needs your decision by Mon 5 Jan, 18:00')
  expect(card.choices.map(({ verb, label }) => [verb, label])).toEqual([['details', 'Open request']])
})

describe.each(locales)('given a mediation (%s)', (locale) => {
  const mediated = Object.entries(states).filter(([, { request }]) => request.deadlocks.length > 0)

  test.each(mediated)('that is %s, then the conversation reads clean sentences', (_, { request, at }) => {
    const card = mediationCard(request, locale, cast, at)
    expect(blemishesOf(card)).toEqual([])
    expect(card.sides.length).toBeGreaterThan(2)
    expect(card.choices.length > 1).toBe(request.status === 'deadlocked')
  })

  test('then the sides stand beside one another with need, reason, risk and what they would accept', () => {
    const { request, at } = states['deadlocked by disagreement'] ?? agreed
    const [requester, security, legal] = mediationCard(request, locale, cast, at).sides
    expect(requester?.wants).toHaveLength(2)
    expect(security?.wants.map(({ value }) => asText(value)).join()).toContain('(4 ')
    expect(legal?.wants.map(({ value }) => asText(value)).join()).toContain('(25 ')
    expect(legal?.accepts.map(asText)).toEqual(['A comparison with our own last model.'])
  })
})

describe.each(locales)('given somebody’s overview (%s)', (locale) => {
  const all = Object.values(states).map(({ request }) => request)
  const home = homeView({
    locale,
    name: 'Lena',
    waiting: all,
    mine: all,
    mayRequest: true,
    cast,
    actor: lena,
  })

  test('then it reads clean, and finished requests stand apart', () => {
    expect(blemishesOf(home)).toEqual([])
    const [waiting, mine, over] = home.sections.map(({ items }) => items.length)
    expect(waiting).toBe(all.length)
    expect((mine ?? 0) + (over ?? 0)).toBe(all.length)
    expect(over).toBeGreaterThan(0)
  })

  test('then whoever may not ask is offered nothing new', () => {
    const guest = homeView({ locale, name: '', waiting: [], mine: [], mayRequest: false, cast })
    expect(guest.actions).toEqual([])
    expect(blemishesOf(guest)).toEqual([])
  })
})
