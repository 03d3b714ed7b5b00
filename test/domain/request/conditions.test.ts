import { expect, test } from 'vitest'
import { mergedConditions } from '../../../src/domain/request/queries.ts'
import { ada, lex, lex2, sec, zoe } from '../../support/domain/cast.ts'
import {
  acceptConditions,
  approve,
  approveWith,
  condition,
  contest,
  decideAs,
  reject,
  revise,
  seeing,
  submit,
} from '../../support/domain/moves.ts'
import { given } from '../../support/domain/story.ts'

const tag = condition('tag us')
const brief = condition('brief the hotline', { owner: 'group', due: 'after_publication' })
const offered = given(
  submit(ada),
  approveWith(sec, 'security', tag),
  approveWith(lex, 'legal', tag, brief, brief),
)

test('given conditions of two groups, when all approve, then they are merged and the requester is asked', () => {
  expect(offered.request()).toMatchObject({
    status: 'conditions_offered',
    conditions: [
      { id: 'c1.1', text: 'tag us', from: 'security' },
      { id: 'c1.2', text: 'tag us', from: 'legal' },
      { id: 'c1.3', text: 'brief the hotline', from: 'legal' },
    ],
  })
})

test('given offered conditions, when the requester accepts, then they become obligations', () => {
  offered.when(acceptConditions(sec)).refused('not_requester')
  offered.when(seeing('d0', acceptConditions(ada))).refused('stale_revision')
  const accepted = offered.when(acceptConditions(ada)).gives('conditions_accepted', 'approved')
  expect(accepted.request()).toMatchObject({
    approval: { basis: 'conditions_accepted', obligations: [{ met: null }, { met: null }, { met: null }] },
  })
  accepted.when(acceptConditions(ada)).gives()
})

test('given contested conditions, when they are changed in mediation, then they are offered again under new ids', () => {
  const contested = offered.when(contest(ada)).gives('contested', 'deadlocked')
  expect(contested.request()).toMatchObject({
    deadlock: { kind: 'contested', groups: ['security', 'legal'] },
  })
  const milder = contested
    .when(approveWith(lex, 'legal', brief))
    .gives('decided', 'deadlock_resolved', 'conditions_offered')
  expect(mergedConditions(milder.request()).map(({ id }) => id)).toEqual(['c1.1', 'c1.3'])
  const other = contested.given(approveWith(lex, 'legal', condition('tag them')))
  expect(mergedConditions(other.request()).map(({ id }) => id)).toEqual(['c1.1', 'c1.4'])
  other.when(contest(ada)).refused('already_contested')
  other.when(acceptConditions(ada, ['c1.1', 'c1.2', 'c1.3'])).refused('stale_revision')
  other.when(acceptConditions(ada, ['c1.4', 'c1.1'])).gives('conditions_accepted', 'approved')
})

test('given contested conditions, when a colleague agrees with them as they are, then the mediation goes on', () => {
  const contested = offered.given(contest(ada))
  const same = contested.when(approve(lex2, 'legal')).gives('decided')
  same.when(acceptConditions(ada)).gives('conditions_accepted', 'deadlock_resolved', 'approved')
})

test('given contested conditions, when a group takes its approval back, then there is nothing to accept', () => {
  const contested = offered.given(contest(ada))
  contested.given(reject(lex, 'legal')).when(acceptConditions(ada)).refused('not_now')
  contested.given(revise(ada, 'd2')).when(acceptConditions(ada)).refused('not_now')
})

test('given contested conditions, when the groups drop them, then the request is approved', () => {
  given(submit(ada), approve(sec, 'security'), approveWith(lex, 'legal', tag), contest(ada))
    .when(decideAs(lex, 'legal', { verb: 'approve', comment: 'agreed' }))
    .gives('decided', 'deadlock_resolved', 'approved')
})

test('given no conditions, when somebody accepts them, then there is nothing to accept', () => {
  given(submit(ada)).when(acceptConditions(ada)).refused('not_now', { status: 'in_review' })
  given(submit(ada)).when(acceptConditions(zoe)).refused('not_requester')
})
