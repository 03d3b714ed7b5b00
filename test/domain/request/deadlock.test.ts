import { expect, test } from 'vitest'
import { hour } from '../../support/domain/calendar.ts'
import { ada, both, lex, lex2, sec, sec2, zoe } from '../../support/domain/cast.ts'
import {
  approve,
  contest,
  passTime,
  reject,
  requestChanges,
  revise,
  statePosition,
  submit,
} from '../../support/domain/moves.ts'
import { given } from '../../support/domain/story.ts'

const disagreement = given(submit(ada), approve(sec, 'security'), reject(lex, 'legal'))
const rejected = given(submit(ada), reject(sec, 'security'), reject(lex, 'legal'))

test('given a disagreement, when the rejecting reviewer comes round, then the request is approved at once', () => {
  const story = disagreement.when(approve(lex, 'legal')).gives('decided', 'deadlock_resolved', 'approved')
  expect(story.request()).toMatchObject({
    decisions: [{ reviewer: 'sec' }, { reviewer: 'lex', decision: { verb: 'approve' } }],
    voided: [{ reviewer: 'lex', decision: { verb: 'reject' } }],
  })
})

test('given a disagreement, when the approving group comes round, then the request is rejected', () => {
  disagreement.when(reject(sec, 'security')).gives('decided', 'deadlock_resolved', 'rejected')
})

test('given a mediation, when the same decision arrives again, then nothing happens', () => {
  disagreement.when(reject(lex, 'legal')).gives()
  disagreement.when(reject(lex, 'legal', 'for another reason')).gives('decided')
})

test('given a mediation, when a colleague decides against a settled group, then the group stays settled', () => {
  const story = disagreement.when(approve(lex2, 'legal')).gives('decided')
  expect(story.request().status).toBe('deadlocked')
  story.when(approve(lex, 'legal')).gives('decided', 'deadlock_resolved', 'approved')
})

test('given a silent group, when its time is over, then that is a deadlock, and its late yes resolves it', () => {
  const stalled = given(submit(ada), approve(sec, 'security'))
    .after(8 * hour)
    .when(passTime)
    .gives('deadlocked')
  expect(stalled.request()).toMatchObject({ deadlock: { kind: 'stalled', groups: ['legal'] } })
  stalled.when(approve(lex, 'legal')).gives('decided', 'deadlock_resolved', 'approved')
})

test('given a rejection, when the requester contests it in time, then it is mediated, once per request', () => {
  rejected.when(contest(sec)).refused('not_requester')
  rejected.when(contest(ada, ' ')).refused('reason_required')
  rejected.when(contest(ada, 'why', '')).refused('would_accept_required')
  rejected
    .after(48 * hour)
    .when(contest(ada))
    .refused('contest_closed')
  const contested = rejected.when(contest(ada)).gives('contested', 'deadlocked')
  expect(contested.request()).toMatchObject({
    contest: { of: 'rejection' },
    deadlock: { kind: 'contested', groups: ['security', 'legal'] },
    positions: [{ side: 'requester', wouldAccept: 'a shorter text' }],
  })
  contested.when(contest(ada)).refused('already_contested')
})

test('given a request under review, when it is contested, then it is not the time', () => {
  given(submit(ada)).when(contest(ada)).refused('not_now', { status: 'in_review' })
})

test('given a contested rejection, when all groups uphold it, then it stays with the mediation and goes to the executive', () => {
  const upheld = rejected
    .given(contest(ada), revise(ada, 'd2'), reject(sec, 'security'))
    .when(reject(lex, 'legal'))
    .gives('decided')
  upheld
    .after(8 * hour)
    .when(passTime)
    .gives('escalated')
})

test('given a mediation that ended in a rejection, when it is contested, then there is no second mediation', () => {
  const again = disagreement.given(reject(sec, 'security'))
  const escalated = again.when(contest(ada)).gives('contested', 'escalated')
  expect(escalated.request()).toMatchObject({
    level: 1,
    deadlock: { kind: 'contested', groups: ['security', 'legal'] },
    deadlocks: [{ kind: 'disagreement' }, { kind: 'contested' }],
  })
})

test('given a revision made in mediation and rejected there, when it is contested, then there is no second mediation', () => {
  disagreement
    .given(revise(ada, 'd2'), reject(sec, 'security'), reject(lex, 'legal'))
    .when(contest(ada))
    .gives('contested', 'escalated')
})

test('given a new revision after a mediation, when the groups conflict again, then it is mediated again', () => {
  disagreement
    .given(reject(sec, 'security'), revise(ada, 'd2'), approve(sec, 'security'))
    .when(reject(lex, 'legal'))
    .gives('decided', 'deadlocked')
})

test('given a mediation, when the sides say what they would accept, then it is recorded for the side they may speak for', () => {
  disagreement.when(statePosition(ada, 'requester')).gives('position_stated')
  disagreement.when(statePosition({ ...ada, groups: ['security'] }, 'security')).refused('own_request')
  disagreement.when(statePosition(zoe, 'legal')).refused('not_reviewer')
  disagreement.when(statePosition(sec, 'requester')).refused('not_requester')
  disagreement.when(statePosition(sec2, 'security', '')).refused('would_accept_required')
  const stated = disagreement.when(statePosition(sec2, 'security')).gives('position_stated')
  stated.when(statePosition(sec2, 'security')).gives()
  given(submit(ada)).when(statePosition(ada, 'requester')).refused('not_now')
})

test('given somebody who decided for one group, when they speak for another in mediation, then they may not', () => {
  const story = given(submit(ada), reject(both, 'security'), approve(lex, 'legal'))
  story.when(statePosition(both, 'legal')).refused('two_groups')
  story.when(approve(both, 'legal')).refused('two_groups')
})

test('given a mediation, when changes are asked for, then the requester may make them and the mediation goes on', () => {
  const asked = disagreement.when(requestChanges(lex, 'legal')).gives('decided')
  expect(asked.request().status).toBe('deadlocked')
  asked
    .given(revise(ada, 'd2'), approve(sec, 'security'))
    .when(approve(lex, 'legal'))
    .gives('decided', 'deadlock_resolved', 'approved')
})
