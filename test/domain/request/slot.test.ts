import { describe, expect, test } from 'vitest'
import { isSlotMissed, nextDueAt, plannedSlot } from '../../../src/domain/request/queries.ts'
import { policy, post } from '../../support/domain/build.ts'
import { day, hour, monday } from '../../support/domain/calendar.ts'
import { ada, lex, sec } from '../../support/domain/cast.ts'
import {
  approve,
  approveWith,
  condition,
  passTime,
  publish,
  reject,
  requestChanges,
  reschedule,
  revise,
  submit,
} from '../../support/domain/moves.ts'
import { given } from '../../support/domain/story.ts'

const asked = given(submit(ada, { content: post('first', monday + 3 * hour) }))
const later = monday + 2 * day

describe('given a post that is planned for a time', () => {
  test('when the time comes and nobody has decided, then it is said once, and nothing else changes', () => {
    expect(nextDueAt(asked.request())).toBe(monday + 3 * hour)
    const passed = asked
      .after(3 * hour)
      .when(passTime)
      .gives('slot_missed')
    expect(passed.request()).toMatchObject({ status: 'in_review', decisions: [] })
    expect(isSlotMissed(passed.request())).toBe(true)
    passed.when(passTime).gives()
    passed.after(hour).when(passTime).gives('reminded', 'reminded')
  })

  test('when the program slept through it and the deadlines, then everything is said at once and the slot once', () => {
    asked
      .after(9 * hour)
      .when(passTime)
      .gives('deadlocked', 'slot_missed')
  })

  test('when it was approved before, then the time may pass, as publishing is up to people', () => {
    const approved = asked.given(approve(sec, 'security'), approve(lex, 'legal')).after(4 * hour)
    approved.when(passTime).gives()
    approved.when(publish(ada)).gives('published')
  })

  test('when it is approved at that very time, then it is too late', () => {
    const late = asked.after(3 * hour).given(approve(sec, 'security'), approve(lex, 'legal'))
    late.when(publish(ada)).refused('slot_passed')
  })

  test('when it is rejected, then nobody is bothered until it is contested', () => {
    const rejected = asked.given(reject(sec, 'security'), reject(lex, 'legal')).after(5 * hour)
    rejected.when(passTime).gives()
  })

  test.each([
    ['in_review', asked.given(approve(sec, 'security'))],
    ['changes_requested', asked.given(approve(sec, 'security'), requestChanges(lex, 'legal'))],
    [
      'conditions_offered',
      asked.given(approve(sec, 'security'), approveWith(lex, 'legal', condition('tag us'))),
    ],
    ['deadlocked', asked.given(approve(sec, 'security'), reject(lex, 'legal'))],
  ] as const)(
    'when a later time is chosen while it is %s, then status and decisions stand',
    (status, story) => {
      expect(story.request().status).toBe(status)
      const moved = story.when(reschedule(ada, later)).gives('rescheduled').request()
      const { version: _one, rescheduledTo: _two, undoable: _three, ...kept } = story.request()
      expect(moved).toMatchObject(kept)
      expect(plannedSlot(moved)).toBe(later)
    },
  )

  test('when the time had passed and a later one is chosen, then that one is watched, and the approval publishes in it', () => {
    const moved = asked.after(4 * hour).given(passTime, reschedule(ada, later))
    expect(isSlotMissed(moved.request())).toBe(false)
    const approved = moved.given(approve(sec, 'security'), approve(lex, 'legal'))
    approved.when(publish(ada)).gives('published')
    const silent = asked.given(reschedule(ada, monday + 5 * hour)).after(5 * hour)
    silent.when(passTime).gives('reminded', 'reminded', 'slot_missed')
  })

  test('when an earlier time is chosen, then that takes a revision', () => {
    asked.when(reschedule(ada, monday + 2 * hour)).refused('slot_earlier')
    asked.when(reschedule(ada, monday)).refused('slot_in_past')
    asked.when(reschedule(ada, monday + 3 * hour)).gives()
    const earlier = post('first', monday + 2 * hour)
    asked.when(revise(ada, 'd2', { content: earlier })).gives('revised')
  })

  test('when an executive has it, or it is rejected, then the time stays', () => {
    const torn = asked.given(approve(sec, 'security'), reject(lex, 'legal')).after(8 * hour)
    torn.given(passTime).when(reschedule(ada, later)).refused('not_now', { status: 'escalated' })
    const rejected = asked.given(reject(sec, 'security'), reject(lex, 'legal'))
    rejected.when(reschedule(ada, later)).refused('not_now', { status: 'rejected' })
  })

  test('when anybody else chooses a time, then it is refused', () => {
    asked.when(reschedule(sec, later)).refused('not_requester')
  })
})

test('given a post that goes out when approved, when a time is chosen in review, then there is none to move', () => {
  given(submit(ada, { policy: policy() }))
    .when(reschedule(ada, later))
    .refused('not_now')
})
