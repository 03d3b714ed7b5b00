import { expect, test } from 'vitest'
import { groupOutcomes } from '../../../src/domain/request/queries.ts'
import { hour } from '../../support/domain/calendar.ts'
import { ada, cmo, lex, sec } from '../../support/domain/cast.ts'
import {
  approve,
  approveWith,
  condition,
  passTime,
  reject,
  requestChanges,
  reschedule,
  revise,
  rule,
  seeing,
  submit,
} from '../../support/domain/moves.ts'
import { given } from '../../support/domain/story.ts'

test('given decisions, when the requester revises, then they are void and everybody has the full time again', () => {
  const story = given(submit(ada), approve(sec, 'security')).after(hour).given(revise(ada, 'd2'))
  const request = story.request()
  expect(request).toMatchObject({
    status: 'in_review',
    decisions: [],
    voided: [{ reviewer: 'sec', revision: 1 }],
    review: { security: { startedAt: story.now(), dueAt: story.now() + 8 * hour } },
  })
  expect(groupOutcomes(request)).toEqual({ security: 'pending', legal: 'pending' })
})

test('given an approval, when the requester revises, then the approval is void', () => {
  const approved = given(submit(ada), approve(sec, 'security'), approve(lex, 'legal'))
  const revised = approved.given(reschedule(ada, approved.now() + hour), revise(ada, 'd2'))
  expect(revised.request()).toMatchObject({ status: 'in_review', rescheduledTo: null })
  expect(revised.request()).not.toHaveProperty('approval')
})

test.each([
  ['changes are asked for', [requestChanges(sec, 'security')]],
  ['conditions are offered', [approve(sec, 'security'), approveWith(lex, 'legal', condition('tag us'))]],
  ['it is rejected', [reject(sec, 'security'), reject(lex, 'legal')]],
])('given %s, when the requester revises, then it is reviewed anew', (_given, moves) => {
  const story = given(submit(ada), ...moves).given(revise(ada, 'd2'))
  expect(story.request().status).toBe('in_review')
})

test('given a request, when others revise, or nothing changes, or an old form is sent, then it is refused', () => {
  const story = given(submit(ada))
  story.when(revise(sec, 'd2')).refused('not_requester')
  story.when(revise(ada, 'd1')).refused('unchanged')
  const revised = story.given(revise(ada, 'd2'))
  revised.when(seeing('d1', revise(ada, 'd3'))).refused('stale_revision')
  revised.when(seeing('d1', revise(ada, 'd2'))).gives()
})

test('given a mediation, when the requester revises, then decisions are void and the end of the mediation stands', () => {
  const story = given(submit(ada), approve(sec, 'security'), reject(lex, 'legal')).after(7 * hour)
  const revised = story.when(revise(ada, 'd2')).gives('revised')
  expect(revised.request()).toMatchObject({ status: 'deadlocked', decisions: [], deadlock: { revision: 2 } })
  const escalated = revised.after(hour).when(passTime).gives('escalated')
  escalated.when(revise(ada, 'd3')).refused('not_now', { status: 'escalated' })
  escalated.when(rule(cmo, { verb: 'approve', reason: 'worth it' })).gives('ruled', 'approved')
})

test('given a rejection whose time to contest has passed, when the requester revises, then it is too late', () => {
  given(submit(ada), reject(sec, 'security'), reject(lex, 'legal'))
    .after(48 * hour)
    .when(revise(ada, 'd2'))
    .refused('not_now')
})
