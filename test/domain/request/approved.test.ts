import { expect, test } from 'vitest'
import { plannedSlot } from '../../../src/domain/request/queries.ts'
import { channel, post } from '../../support/domain/build.ts'
import { day, hour, monday } from '../../support/domain/calendar.ts'
import { ada, cmo, lex, lex2, sec, zoe } from '../../support/domain/cast.ts'
import {
  acceptConditions,
  approve,
  approveWith,
  condition,
  meetCondition,
  passTime,
  publish,
  reject,
  reschedule,
  revoke,
  rule,
  seeing,
  submit,
  withdraw,
} from '../../support/domain/moves.ts'
import { given } from '../../support/domain/story.ts'

const approved = given(submit(ada), approve(sec, 'security'), approve(lex, 'legal'))
const conditional = given(
  submit(ada),
  approveWith(sec, 'security', condition('tag us')),
  approveWith(lex, 'legal', condition('watch replies', { owner: 'group', due: 'after_publication' })),
  acceptConditions(ada),
)

test('given an approval, when the requester publishes, then it is over and says where', () => {
  approved.when(publish(sec)).refused('not_requester')
  approved.when(seeing('d0', publish(ada))).refused('stale_revision')
  const published = approved.when(publish(ada, ' https://example.com/1 ')).gives('published')
  expect(published.request()).toMatchObject({ status: 'published', url: 'https://example.com/1' })
  published.when(publish(ada, 'https://example.com/1')).gives()
  published.when(publish(ada, 'https://example.com/2')).refused('not_now')
  published.when(withdraw(ada)).refused('not_now', { status: 'published' })
})

test.each([
  '',
  'example.com/1',
  'http:example.com',
  'ftp://example.com/1',
  'javascript:alert(1)',
  'https://',
  'https://linkedin.com@evil.example/1',
  'https://example.com/a b',
])('given an approval, when it is published at "%s", then that is no address', (url) => {
  approved.when(publish(ada, url)).refused('invalid_url')
})

test('given a slot that passed before the approval, when it is published, then a new slot must be chosen first', () => {
  const late = given(submit(ada, { content: post('first', monday + hour) }), approve(sec, 'security'))
    .after(2 * hour)
    .given(approve(lex, 'legal'))
  late.when(publish(ada)).refused('slot_passed')
  late.when(reschedule(ada, late.now())).refused('slot_in_past')
  late.when(reschedule(sec, late.now() + hour)).refused('not_requester')
  const moved = late.when(reschedule(ada, late.now() + hour)).gives('rescheduled')
  expect(plannedSlot(moved.request())).toBe(late.now() + hour)
  moved.when(reschedule(ada, late.now() + hour)).gives()
  moved
    .after(3 * hour)
    .when(publish(ada))
    .gives('published')
})

test('given a channel, when a slot is chosen, then it has none', () => {
  given(submit(ada, { content: channel('news') }), approve(sec, 'security'), approve(lex, 'legal'))
    .when(reschedule(ada, monday + day))
    .refused('not_now')
})

test('given obligations, when one due before publication is open, then publishing waits for it', () => {
  conditional.when(publish(ada)).refused('conditions_open', { count: 1 })
  const met = conditional.when(meetCondition(ada, 'c1.1')).gives('condition_met')
  expect(met.request()).toMatchObject({ approval: { obligations: [{ met: { by: 'ada' } }, { met: null }] } })
  met.when(meetCondition(ada, 'c1.1')).gives()
  met.when(meetCondition(ada, 'c1.1', 'other evidence')).refused('condition_already_met')
  const published = met.when(publish(ada)).gives('published')
  published.when(meetCondition(lex2, 'c1.2')).gives('condition_met')
})

test('given obligations, when somebody else reports them met, then only the owner can', () => {
  conditional.when(meetCondition(sec, 'c1.1')).refused('not_condition_owner')
  conditional.when(meetCondition(sec, 'c1.2')).refused('not_condition_owner')
  conditional.when(meetCondition({ ...ada, groups: ['legal'] }, 'c1.2')).refused('own_request')
  conditional.when(meetCondition(ada, 'c9.9')).refused('unknown_condition')
  approved.when(meetCondition(ada, 'c1.1')).refused('unknown_condition')
  given(submit(ada)).when(meetCondition(ada, 'c1.1')).refused('not_now')
})

test('given an executive whose condition a group must meet, when any reviewer reports it met, then it is', () => {
  const ruled = given(submit(ada), approve(sec, 'security'), reject(lex, 'legal'))
    .after(8 * hour)
    .given(
      passTime,
      rule(cmo, {
        verb: 'approve_with_conditions',
        conditions: [condition('check it', { owner: 'group' })],
        reason: 'if checked',
      }),
    )
  ruled.when(meetCondition(zoe, 'c1.1')).refused('not_condition_owner')
  ruled.when(meetCondition(lex2, 'c1.1')).gives('condition_met')
})

test('given an approval or a publication, when the risk changes, then a reviewer or an executive revokes it', () => {
  approved.when(revoke(zoe)).refused('not_reviewer')
  approved.when(revoke({ ...ada, groups: ['security'] })).refused('own_request')
  approved.when(revoke(sec, '')).refused('reason_required')
  approved.when(revoke(cmo)).gives('revoked')
  const revoked = approved.given(publish(ada)).when(revoke(lex2)).gives('revoked')
  expect(revoked.request()).toMatchObject({ status: 'revoked', by: 'lex2' })
  revoked.when(revoke(lex2)).gives()
  revoked.when(revoke(sec)).refused('not_now', { status: 'revoked' })
  given(submit(ada)).when(revoke(sec)).refused('not_now')
})

test('given an approval, when its validity ends, then it lapses, and cannot be used even before the clock says so', () => {
  const late = approved.after(10 * day)
  late.when(publish(ada)).refused('not_now', { status: 'lapsed' })
  late.when(reschedule(ada, late.now() + hour)).refused('not_now', { status: 'lapsed' })
  const lapsed = late.when(passTime).gives('lapsed')
  expect(lapsed.request()).toMatchObject({ because: 'validity_ended' })
  approved
    .after(8 * day)
    .when(passTime)
    .gives('reminded')
})
