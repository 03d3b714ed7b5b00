import { expect, test } from 'vitest'
import { groupOutcomes } from '../../../src/domain/request/queries.ts'
import { assessment, groupPolicy, person, policy } from '../../support/domain/build.ts'
import { ada, both, lex, lex2, sec, sec2, zoe } from '../../support/domain/cast.ts'
import {
  approve,
  approveWith,
  condition,
  decideAs,
  reject,
  requestChanges,
  revise,
  seeing,
  submit,
  withdraw,
} from '../../support/domain/moves.ts'
import { given } from '../../support/domain/story.ts'

test('given one group approves, when the other does too, then the request is approved', () => {
  const story = given(submit(ada), approve(sec, 'security'))
  expect(story.request().status).toBe('in_review')
  const approved = story.when(approve(lex, 'legal')).gives('decided', 'approved')
  expect(approved.request()).toMatchObject({
    status: 'approved',
    approval: { basis: 'quorum', digest: 'd1' },
  })
})

test('given a quorum of two, when one person approves twice, then that is one approval', () => {
  const two = policy({ groups: { security: groupPolicy({ quorum: 2 }) } })
  const story = given(submit(ada, { policy: two }), approve(sec, 'security'))
  const again = story.when(approve(sec, 'security')).gives()
  again.when(approve(sec, 'security', 'and again')).refused('already_decided')
  again.when(approve(sec2, 'security')).gives('decided', 'approved')
})

test('given approvals and rejections in one group, when a threshold is reached, then the first one reached counts', () => {
  const rules = policy({
    groups: { security: groupPolicy({ quorum: 2, rejections: 2 }), legal: groupPolicy() },
  })
  const sec3 = person('sec3', { groups: ['security'] })
  const story = given(submit(ada, { policy: rules }), reject(sec, 'security'), approve(sec2, 'security'))
  expect(groupOutcomes(story.request())).toEqual({ security: 'pending', legal: 'pending' })
  const settled = story.given(approve(sec3, 'security'))
  expect(groupOutcomes(settled.request())).toEqual({ security: 'approved', legal: 'pending' })
})

test('given a settled group, when a colleague decides, then the group needs no more decisions', () => {
  given(submit(ada), approve(sec, 'security')).when(approve(sec2, 'security')).refused('group_settled')
})

test('given a request, when somebody decides who may not, then each is told why', () => {
  const story = given(submit(ada))
  story.when(approve(zoe, 'security')).refused('not_reviewer')
  story.when(approve(sec, 'legal')).refused('not_reviewer')
  story.when(approve({ ...zoe, groups: ['press'] }, 'press')).refused('not_reviewer')
  story.when(approve({ ...ada, groups: ['security'] }, 'security')).refused('own_request')
})

test('given somebody in two groups who decided for one, when they decide for the other on a later revision, then never', () => {
  const story = given(submit(ada), requestChanges(both, 'security'), revise(ada, 'd2'))
  story.when(approve(both, 'legal')).refused('two_groups')
  story.when(approve(both, 'security')).gives('decided')
})

test('given a revision, when somebody decides on the card of the earlier one, then it is out of date', () => {
  given(submit(ada), revise(ada, 'd2'))
    .when(seeing('d1', approve(sec, 'security')))
    .refused('stale_revision')
})

test('given both groups reject, when the second does, then the request is rejected and can be contested', () => {
  const story = given(submit(ada), reject(sec, 'security'))
    .when(reject(lex, 'legal'))
    .gives('decided', 'rejected')
  expect(story.request()).toMatchObject({ status: 'rejected', contestBy: { startedAt: story.now() } })
})

test('given one group rejects while another is silent, when nothing else happens, then the review goes on', () => {
  const story = given(submit(ada)).when(reject(sec, 'security')).gives('decided')
  expect(story.request().status).toBe('in_review')
})

test('given one group approves, when another rejects, then they are deadlocked, even while a third is silent', () => {
  const three = policy({ groups: { security: groupPolicy(), legal: groupPolicy(), press: groupPolicy() } })
  const story = given(submit(ada, { policy: three }), approve(sec, 'security'))
    .when(reject(lex, 'legal'))
    .gives('decided', 'deadlocked')
  expect(story.request()).toMatchObject({ deadlock: { kind: 'disagreement', groups: ['security', 'legal'] } })
})

test('given a change request, when other groups answer, then they may only add changes of their own', () => {
  const story = given(submit(ada)).when(requestChanges(sec, 'security')).gives('decided', 'changes_requested')
  story.when(approve(lex, 'legal')).refused('not_now', { status: 'changes_requested' })
  story.when(requestChanges(sec2, 'security')).refused('group_settled')
  const both = story.when(requestChanges(lex, 'legal')).gives('decided')
  expect(both.request()).toMatchObject({ status: 'changes_requested', decisions: [{}, {}] })
  both.when(requestChanges(lex2, 'legal')).refused('group_settled')
})

test('given more revisions than rounds, when changes are asked for once more, then that is a deadlock', () => {
  const once = policy({ mediation: { ...policy().mediation, rounds: 1 } })
  const story = given(submit(ada, { policy: once }), requestChanges(sec, 'security'), revise(ada, 'd2'))
  const stuck = story.when(requestChanges(sec, 'security')).gives('decided', 'deadlocked')
  expect(stuck.request()).toMatchObject({ deadlock: { kind: 'rounds', groups: ['security'], revision: 2 } })
})

test('given a decision without its words, when it is sent, then the missing ones are named', () => {
  const story = given(submit(ada))
  const say = (decision: Parameters<typeof decideAs>[2]) => story.when(decideAs(sec, 'security', decision))
  say({ verb: 'reject', reason: ' \u200b', wouldAccept: 'x' }).refused('reason_required')
  say({ verb: 'reject', reason: 'x', wouldAccept: '\n' }).refused('would_accept_required')
  say({ verb: 'request_changes', changes: '' }).refused('changes_required')
  say({ verb: 'approve_with_conditions', conditions: [], comment: '' }).refused('conditions_required')
  const empty = [condition('a link to the source'), condition('\u2060')]
  say({ verb: 'approve_with_conditions', conditions: empty, comment: '' }).refused('conditions_required')
})

test('given a high tier, when it is approved unexamined, then the questionnaire is required', () => {
  const yes = { verb: 'approve', comment: '' } as const
  const story = given(submit(ada, { tier: 'high' }))
  const answers = [null, assessment('low', { complete: false }), assessment('critical', { rationale: ' ' })]
  for (const assessed of answers) {
    story.when(decideAs(sec, 'security', yes, assessed)).refused('questionnaire_required')
  }
  story.when(decideAs(sec, 'security', yes, null)).refused('questionnaire_required', { tier: 'high' })
  story.when(decideAs(sec, 'security', yes, assessment('low'))).gives('decided')
  story.when(reject(sec, 'security')).gives('decided')
  const low = given(submit(ada, { tier: 'low' }))
  low.when(decideAs(sec, 'security', yes, null)).gives('decided')
  const worse = assessment('critical', { complete: false })
  low.when(decideAs(sec, 'security', yes, worse)).refused('questionnaire_required', { tier: 'critical' })
})

test('given the click that approved, when it arrives again, then it is no complaint and no event', () => {
  const approved = given(submit(ada), approve(sec, 'security'), approve(lex, 'legal'))
  approved.when(approve(lex, 'legal')).gives()
  approved.when(approve(lex, 'legal', 'another')).refused('not_now', { status: 'approved' })
  const conditional = given(submit(ada), approveWith(sec, 'security', condition('tag us')))
  conditional.when(approveWith(sec, 'security', condition('tag us'))).gives()
})

test('given a withdrawn request, when anything is clicked, then it is not the time', () => {
  const story = given(submit(ada), approve(sec, 'security'), withdraw(ada))
  story.when(approve(lex, 'legal')).refused('not_now', { status: 'withdrawn' })
  story.when(withdraw(ada)).gives()
  given(submit(ada)).when(withdraw(sec)).refused('not_requester')
})
