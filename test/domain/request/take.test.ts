import { expect, test } from 'vitest'
import { groupPolicy, policy } from '../../support/domain/build.ts'
import { hour, minute } from '../../support/domain/calendar.ts'
import { ada, lex, sec, sec2 } from '../../support/domain/cast.ts'
import { approve, handBack, passTime, reject, submit, take, undo } from '../../support/domain/moves.ts'
import { given } from '../../support/domain/story.ts'

const asked = given(submit(ada))

test('given a review, when a reviewer takes it, then that is recorded once and binds nobody', () => {
  const taken = asked.when(take(sec, 'security')).gives('taken')
  expect(taken.request().taken).toMatchObject({ security: { by: 'sec' } })
  taken.when(take(sec, 'security')).gives()
  taken.when(approve(sec2, 'security')).gives('decided')
})

test('given it is taken, when a colleague takes it over, then only that one can hand it back', () => {
  const over = asked.given(take(sec, 'security')).when(take(sec2, 'security')).gives('taken')
  over.when(handBack(sec, 'security')).refused('not_taken')
  const back = over.when(handBack(sec2, 'security')).gives('handed_back')
  expect(back.request().taken).toEqual({})
})

test('given a review, then nobody takes it for another group, for themselves as requester, or when it is decided', () => {
  asked.when(take(lex, 'security')).refused('not_reviewer')
  asked.when(take(ada, 'security')).refused('own_request')
  asked.given(approve(sec, 'security')).when(take(sec2, 'security')).refused('group_settled')
  asked.given(approve(sec, 'security'), reject(lex, 'legal')).when(take(sec2, 'security')).refused('not_now')
})

test('given whoever took it is gone, when time passes, then it goes back to the group before anybody is reminded', () => {
  const taken = asked.given(take(sec, 'security'), take(lex, 'legal')).after(4 * hour)
  const gone = () => ({ type: 'pass_time', gone: ['sec'] }) as const
  const back = taken.when(gone).gives('handed_back', 'reminded', 'reminded')
  expect(back.request().taken).toMatchObject({ legal: { by: 'lex' } })
  expect(back.request().taken.security).toBeUndefined()
  taken.when(passTime).gives('reminded', 'reminded')
})

test('given groups one after the other, then a later one takes nothing before its turn', () => {
  const groups = { security: groupPolicy(), legal: groupPolicy({ stage: 2 }) }
  const staged = given(submit(ada, { policy: policy({ groups }) }))
  staged.when(take(lex, 'legal')).refused('not_your_turn')
  staged.given(approve(sec, 'security')).when(take(lex, 'legal')).gives('taken')
})

test('given a decision, when others take it and the decision is undone, then the taking stands', () => {
  const forgiving = policy({ undo: { within: { unit: 'elapsed', milliseconds: minute } } })
  const decided = given(submit(ada, { policy: forgiving }), approve(sec, 'security'), take(lex, 'legal'))
  const undone = decided.when(undo(sec, 2)).gives('decision_undone')
  expect(undone.request()).toMatchObject({ decisions: [], taken: { legal: { by: 'lex' } } })
})
