import { expect, test } from 'vitest'
import { nextDueAt } from '../../../src/domain/request/queries.ts'
import { groupPolicy, policy } from '../../support/domain/build.ts'
import { day, hour, hours } from '../../support/domain/calendar.ts'
import { ada, lex, sec } from '../../support/domain/cast.ts'
import {
  approve,
  approveWith,
  condition,
  passTime,
  reject,
  requestChanges,
  revise,
  submit,
} from '../../support/domain/moves.ts'
import { given } from '../../support/domain/story.ts'

test('given nothing is due, when time passes, then nothing happens', () => {
  given(submit(ada)).after(hour).when(passTime).gives()
})

test('given reminders, when they are due, then each is sent once, and missed ones become one', () => {
  const first = given(submit(ada))
    .after(4 * hour)
    .when(passTime)
  expect(first.events).toMatchObject([
    { about: 'group:security', step: 1, by: 'clock' },
    { about: 'group:legal', step: 1, by: 'clock' },
  ])
  first.gives('reminded', 'reminded').when(passTime).gives()
  const missed = given(submit(ada), approve(sec, 'security'))
    .after(7 * hour)
    .when(passTime)
  expect(missed.events).toMatchObject([{ about: 'group:legal', step: 2 }])
})

test('given a reminder was sent, when the requester revises, then the new review has reminders of its own', () => {
  const { events } = given(submit(ada))
    .after(4 * hour)
    .given(passTime, revise(ada, 'd2'))
    .after(4 * hour)
    .when(passTime)
  expect(events).toMatchObject([
    { about: 'group:security', step: 1 },
    { about: 'group:legal', step: 1 },
  ])
})

test('given a deadline and its reminder are both due, when time passes, then only the deadline counts', () => {
  const events = given(submit(ada))
    .after(8 * hour)
    .when(passTime).events
  expect(events).toMatchObject([{ type: 'deadlocked', kind: 'stalled', groups: ['security', 'legal'] }])
})

test('given two groups with different times, when the first is late, then it alone is named', () => {
  const rules = policy({
    groups: { security: groupPolicy({ respondWithin: hours(2) }), legal: groupPolicy() },
  })
  const story = given(submit(ada, { policy: rules }))
    .after(2 * hour)
    .given(passTime)
  expect(story.request()).toMatchObject({ deadlock: { groups: ['security'] } })
})

test('given an outage of a week, when time passes, then what begins has its full time from now', () => {
  const story = given(submit(ada))
    .after(7 * day)
    .when(passTime)
    .gives('deadlocked')
  expect(story.request()).toMatchObject({
    mediation: { startedAt: story.now(), dueAt: story.now() + 8 * hour },
  })
  expect(nextDueAt(story.request())).toBe(story.now() + 4 * hour)
})

test('given a requester who does not answer, when the time is over, then the request lapses', () => {
  const asked = given(submit(ada), requestChanges(sec, 'security')).after(5 * day)
  expect(asked.given(passTime).request()).toMatchObject({ status: 'lapsed', because: 'requester_silent' })
  const conditions = given(
    submit(ada),
    approve(sec, 'security'),
    approveWith(lex, 'legal', condition('tag us')),
  ).after(5 * day)
  conditions.when(passTime).gives('lapsed')
})

test('given a rejection that nobody contests, when the time is over, then it is final and rests', () => {
  const final = given(submit(ada), reject(sec, 'security'), reject(lex, 'legal'))
    .after(2 * day)
    .when(passTime)
    .gives('rejection_final')
  expect(final.request()).toMatchObject({ status: 'rejected', contestBy: null })
  expect(nextDueAt(final.request())).toBeNull()
})

test('given a policy of no time at all, when time passes, then everything runs out at once and it still ends', () => {
  const none = policy({
    groups: { security: groupPolicy({ respondWithin: hours(0) }) },
    executives: [{ respondWithin: hours(0), remindAt: [0.5] }],
    mediation: { lasts: hours(0), remindAt: [0.5], rounds: 1 },
    lastExecutive: { remindEvery: hours(0), reminders: 2 },
  })
  given(submit(ada, { policy: none }))
    .when(passTime)
    .gives('deadlocked', 'escalated', 'lapsed')
})
