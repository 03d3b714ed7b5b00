import { expect, test } from 'vitest'
import { day, hour } from '../../support/domain/calendar.ts'
import { ada, ceo, cmo, lex, sec, zoe } from '../../support/domain/cast.ts'
import {
  approve,
  condition,
  contest,
  passTime,
  reject,
  revise,
  rule,
  seeing,
  statePosition,
  submit,
  withdraw,
} from '../../support/domain/moves.ts'
import { given, type Story } from '../../support/domain/story.ts'

const toExecutive = (story: Story): Story =>
  story
    .given(approve(sec, 'security'), reject(lex, 'legal'))
    .after(8 * hour)
    .given(passTime)
const escalated = toExecutive(given(submit(ada)))
const yes = { verb: 'approve', reason: 'worth the risk' } as const
const back = { verb: 'send_back', reason: 'shorten it' } as const

test('given an escalation, when an executive approves, then it is approved by ruling, without the groups', () => {
  const story = escalated.when(rule(cmo, yes)).gives('ruled', 'approved')
  expect(story.request()).toMatchObject({
    approval: { basis: 'ruling', obligations: [] },
    rulings: [{ by: 'cmo', level: 1, ruling: yes }],
  })
  story.when(rule(cmo, yes)).gives()
  story.when(rule(cmo, { ...yes, reason: 'on second thoughts' })).refused('not_now', { status: 'approved' })
})

test('given an escalation, when an executive approves with conditions, then these alone bind', () => {
  const story = escalated.given(
    rule(cmo, {
      verb: 'approve_with_conditions',
      conditions: [condition('add the note')],
      reason: 'so be it',
    }),
  )
  expect(story.request()).toMatchObject({
    approval: { obligations: [{ id: 'c1.1', from: 'executive', text: 'add the note', met: null }] },
  })
})

test('given an escalation, when an executive rejects, then that is final', () => {
  const story = escalated.given(rule(cmo, { verb: 'reject', reason: 'not now' }))
  expect(story.request()).toMatchObject({ status: 'rejected', contestBy: null })
  story.when(contest(ada)).refused('not_now', { status: 'rejected' })
  story.when(revise(ada, 'd2')).refused('not_now')
  story.when(withdraw(ada)).refused('not_now')
})

test('given an escalation, when it is sent back, then the requester revises, and it is not sent back again', () => {
  const returned = escalated.when(rule(cmo, back)).gives('ruled', 'changes_requested')
  const again = toExecutive(returned.given(revise(ada, 'd2')))
  again.when(rule(cmo, back)).refused('send_back_used')
  again.when(rule(cmo, yes)).gives('ruled', 'approved')
})

test('given an escalation, when somebody rules who may not, then each is told why', () => {
  escalated.when(rule(zoe, yes)).refused('not_executive')
  escalated.when(rule(ceo, yes)).refused('not_executive')
  escalated.when(rule({ ...ada, executiveLevels: [1] }, yes)).refused('own_request')
  escalated.when(rule({ ...sec, executiveLevels: [1] }, yes)).refused('decided_as_reviewer')
  escalated.when(seeing('d0', rule(cmo, yes))).refused('stale_revision')
  escalated.when(rule(cmo, { ...yes, reason: '' })).refused('reason_required')
  escalated
    .when(rule(cmo, { verb: 'approve_with_conditions', conditions: [], reason: 'if' }))
    .refused('conditions_required')
  given(submit(ada)).when(rule(cmo, yes)).refused('not_now', { status: 'in_review' })
})

test('given an escalation, when the groups still talk, then only the requester can end it, by withdrawing', () => {
  escalated.when(approve(lex, 'legal')).refused('not_now', { status: 'escalated' })
  escalated.when(statePosition(ada, 'requester')).refused('not_now')
  escalated.when(withdraw(ada)).gives('withdrawn')
})

test('given a silent executive, when the time is over, then the next is asked and the first may still rule', () => {
  const second = escalated
    .after(8 * hour)
    .when(passTime)
    .gives('escalated')
  expect(second.request()).toMatchObject({ level: 2 })
  expect(second.given(rule(cmo, yes)).request()).toMatchObject({ rulings: [{ level: 1 }] })
  expect(second.given(rule(ceo, yes)).request()).toMatchObject({ rulings: [{ level: 2 }] })
})

test('given the last executive, when asked, then the extra reminders belong to the deadline, and after it the request lapses', () => {
  const last = escalated.after(8 * hour).given(passTime)
  const start = last.now()
  const end = start + 4 * hour
  expect(last.request()).toMatchObject({
    respondBy: {
      dueAt: end + 3 * day,
      reminders: [start + 2 * hour, end, end + day, end + 2 * day],
    },
  })
  const lapsed = last
    .after(4 * hour + 3 * day)
    .when(passTime)
    .gives('lapsed')
  expect(lapsed.request()).toMatchObject({ status: 'lapsed', because: 'executives_silent' })
  lapsed.when(rule(ceo, yes)).refused('not_now', { status: 'lapsed' })
})
