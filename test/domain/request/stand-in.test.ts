import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Away } from '../../../src/domain/request/commands.ts'
import { decide } from '../../../src/domain/request/decide.ts'
import { evolve } from '../../../src/domain/request/evolve.ts'
import type { Request, RequestState } from '../../../src/domain/request/state.ts'
import { groupPolicy, person, policy } from '../../support/domain/build.ts'
import { alwaysOpen, hour, monday } from '../../support/domain/calendar.ts'
import { ada, lex, sec, sec2 } from '../../support/domain/cast.ts'
import {
  acceptConditions,
  approve,
  approveWith,
  condition,
  type Move,
  meetCondition,
  reject,
  revoke,
  statePosition,
  submit,
} from '../../support/domain/moves.ts'
import { given } from '../../support/domain/story.ts'

const lent = (from: string, groups: readonly string[], executiveLevels: readonly number[] = []) => ({
  person: from,
  groups,
  executiveLevels,
})
/** Stands in for Sec of security. */
const bea = person('bea', { standsInFor: [lent('sec', ['security'])] })
const twoVotes = policy({ groups: { security: groupPolicy({ quorum: 2 }), legal: groupPolicy() } })

describe('given Bea stands in for Sec of security', () => {
  test('when Bea decides, then it counts for the group and says for whom', () => {
    const decided = given(submit(ada)).when(approve(bea, 'security'))
    expect(decided.events[0]).toMatchObject({ by: 'bea', onBehalfOf: 'sec' })
    decided.gives('decided').when(approve(lex, 'legal')).gives('decided', 'approved')
  })

  test('when Sec decides too, then nobody’s word counts twice, whoever was first', () => {
    const story = given(submit(ada, { policy: twoVotes }))
    story.given(approve(bea, 'security')).when(approve(sec, 'security')).refused('already_decided')
    story.given(approve(sec, 'security')).when(approve(bea, 'security')).refused('already_decided')
    story.given(approve(bea, 'security')).when(approve(sec2, 'security')).gives('decided')
  })

  test('when Bea asks, or Sec asks, then Bea decides nothing for Sec', () => {
    given(submit(bea)).when(approve(bea, 'security')).refused('own_request')
    given(submit(sec)).when(approve(bea, 'security')).refused('not_reviewer')
  })

  test('when either of them was heard for another group, then Bea does not speak for security', () => {
    const several = person('bea', { groups: ['legal'], standsInFor: bea.standsInFor ?? [] })
    given(submit(ada), approve(several, 'legal')).when(approve(several, 'security')).refused('two_groups')
    const sec = person('sec', { groups: ['legal'] })
    given(submit(ada), approve(sec, 'legal')).when(approve(bea, 'security')).refused('two_groups')
  })

  test('when the absence is over, then Bea has no say', () => {
    given(submit(ada))
      .when(approve(person('bea'), 'security'))
      .refused('not_reviewer')
  })

  test('when Bea is a member too, then Bea speaks for herself', () => {
    const member = person('bea', { groups: ['security'], standsInFor: bea.standsInFor ?? [] })
    const [decided] = given(submit(ada)).when(approve(member, 'security')).events
    expect(decided).not.toHaveProperty('onBehalfOf')
  })

  test('when Sec is back in mediation, then Sec’s own word takes the place of Bea’s', () => {
    const story = given(submit(ada), approve(bea, 'security'), reject(lex, 'legal'))
    const changed = story.when(reject(sec, 'security'))
    expect(changed.events[0]).toMatchObject({ type: 'decided', by: 'sec', changed: true })
    const { decisions, voided } = changed.gives('decided', 'deadlock_resolved', 'rejected').request()
    expect(decisions.map(({ reviewer }) => reviewer)).toEqual(['lex', 'sec'])
    expect(voided.map(({ reviewer }) => reviewer)).toEqual(['bea'])
  })

  test('when Bea states a position, confirms a condition or revokes, then it says for whom', () => {
    const disputed = given(submit(ada), approve(bea, 'security'), reject(lex, 'legal'))
    const forSec = { by: 'bea', onBehalfOf: 'sec' }
    expect(disputed.when(statePosition(bea, 'security')).events[0]).toMatchObject(forSec)
    const asked = given(
      submit(ada),
      approve(lex, 'legal'),
      approveWith(sec, 'security', condition('Check it.', { owner: 'group' })),
      acceptConditions(ada),
    )
    expect(asked.when(meetCondition(bea, 'c1.1')).events[0]).toMatchObject(forSec)
    expect(asked.when(revoke(bea, 'A leak.')).events[0]).toMatchObject(forSec)
    expect(asked.when(revoke(sec2, 'A leak.')).events[0]).not.toHaveProperty('onBehalfOf')
  })
})

function told(state: RequestState, move: Move, away: Away, at = monday): Request {
  const outcome = decide(move(''), state, { at, calendar: alwaysOpen(), away })
  if (!outcome.ok) throw new Error(outcome.refusal.code)
  const next = outcome.events.reduce<RequestState>(evolve, state)
  if (next === null) throw new Error('nothing')
  return next
}
const passing: Move = () => ({ type: 'pass_time' })

describe('given everybody of security is away', () => {
  test.each([
    [9 * hour, 'escalated', 1],
    [8 * hour, 'escalated', 1],
    [8 * hour - 1, 'in_review', undefined],
  ])('when the first is back %i ms after the submission, then it is %s', (back, status, level) => {
    const request = told(null, submit(ada), { groups: { security: monday + back }, executives: {} })
    expect(request.status).toBe(status)
    if (request.status === 'escalated') expect(request.level).toBe(level)
    if (request.status === 'in_review') {
      expect(request.review.security?.dueAt).toBe(monday + back + 8 * hour)
      expect(request.review.legal?.dueAt).toBe(monday + 8 * hour)
    }
  })

  test('when it has decided already, then nobody waits for it and nothing happens', () => {
    const story = given(submit(ada), approve(sec, 'security'))
    const away = { groups: { security: monday + 90 * hour }, executives: {} }
    expect(told(story.request(), passing, away).status).toBe('in_review')
  })

  test('when all executives are away too, then the last ones are waited for', () => {
    const far = monday + 900 * hour
    const away = { groups: { security: far }, executives: { 1: far, 2: far } }
    const request = told(null, submit(ada), away)
    expect(request).toMatchObject({ status: 'escalated', level: 2 })
    expect(told(request, passing, away)).toEqual(request)
  })

  test('then, whoever is away for however long, nothing is ever approved or ended by it', () => {
    const back = fc.option(
      fc.integer({ min: 0, max: 40 * hour }).map((ms) => monday + ms),
      { nil: undefined },
    )
    const only = <Key extends string | number>(entries: readonly (readonly [Key, number | undefined])[]) =>
      Object.fromEntries(entries.filter((entry): entry is [Key, number] => entry[1] !== undefined))
    fc.assert(
      fc.property(back, back, back, back, (security, legal, first, second) => {
        const away = {
          groups: only([['security', security] as const, ['legal', legal] as const]),
          executives: only([[1, first] as const, [2, second] as const]),
        }
        const request = told(null, submit(ada), away)
        expect(['in_review', 'escalated']).toContain(request.status)
        // Told once more, the same absences change nothing.
        expect(told(request, passing, away)).toEqual(request)
      }),
    )
  })
})
