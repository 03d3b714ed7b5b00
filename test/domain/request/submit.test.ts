import { expect, test } from 'vitest'
import { decide } from '../../../src/domain/request/decide.ts'
import { nextDueAt, waitingFor } from '../../../src/domain/request/queries.ts'
import { policy } from '../../support/domain/build.ts'
import { alwaysOpen, hour, monday } from '../../support/domain/calendar.ts'
import { ada, sec, zoe } from '../../support/domain/cast.ts'
import { approve, submit } from '../../support/domain/moves.ts'
import { given } from '../../support/domain/story.ts'

test('given nothing, when somebody who may ask submits, then every group is asked with its own deadline', () => {
  const request = given(submit(ada)).request()
  expect(request).toMatchObject({ status: 'in_review', requester: 'ada', number: 142, version: 1 })
  expect(waitingFor(request)).toEqual({
    key: 'group:security',
    dueAt: monday + 8 * hour,
    groups: ['security', 'legal'],
  })
  expect(nextDueAt(request)).toBe(monday + 4 * hour)
})

test('given a request, when it is submitted again, then it exists already', () => {
  given(submit(ada)).when(submit(ada)).refused('already_exists')
})

test.each(['guest', 'external', 'bot', 'deactivated'] as const)(
  'given a %s account, when it submits or decides, then it is told so, whatever else is wrong',
  (standing) => {
    const account = { ...zoe, standing, mayRequest: false }
    given().when(submit(account)).refused(standing)
    given().when(approve(account, 'security')).refused(standing)
    given(submit(ada))
      .when(approve({ ...sec, standing }, 'security'))
      .refused(standing)
  },
)

test('given somebody who is not among the requesters, when they submit, then they may not', () => {
  given()
    .when(submit({ ...ada, mayRequest: false }))
    .refused('may_not_request')
})

test('given no request, when somebody decides or the clock ticks, then the request is unknown', () => {
  given().when(approve(sec, 'security')).refused('unknown_request')
  expect(decide({ type: 'pass_time' }, null, { at: monday, calendar: alwaysOpen() }).ok).toBe(false)
})

test('given a policy that nobody could ever decide under, when it is used, then that is a fault', () => {
  expect(() => given().when(submit(ada, { policy: policy({ groups: {} }) }))).toThrow('at least one group')
  expect(() => given().when(submit(ada, { policy: policy({ executives: [] }) }))).toThrow(
    'at least one executive',
  )
})
