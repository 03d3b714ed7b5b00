import { expect, test } from 'vitest'
import { personalHours } from '../../src/calendar/personal-hours.ts'
import { reminderTime } from '../../src/domain/calendar/own-hours.ts'

const hoursIn = personalHours({
  timezone: 'Europe/Berlin',
  workingHours: { mon: [{ from: 540, to: 1020 }], tue: [{ from: 540, to: 1020 }] },
  holidays: { regions: [], dates: ['2026-11-10'] },
})
const at = (text: string) => Date.parse(text)
const deadline = at('2026-11-30T00:00:00Z')

test('given somebody without a time zone, then the organisation’s hours count', () => {
  expect(reminderTime(at('2026-11-02T06:00:00Z'), deadline, hoursIn(null, null))).toBe(
    at('2026-11-02T08:00:00Z'),
  )
})

test('given somebody overseas, then the same hours count on their own clocks', () => {
  expect(reminderTime(at('2026-11-02T10:00:00Z'), deadline, hoursIn('America/New_York', null))).toBe(
    at('2026-11-02T14:00:00Z'),
  )
})

test('given hours of their own, then these count on the organisation’s working days', () => {
  const own = hoursIn('Europe/Berlin', { from: 720, to: 900 })
  expect(reminderTime(at('2026-11-02T08:30:00Z'), deadline, own)).toBe(at('2026-11-02T11:00:00Z'))
  expect(reminderTime(at('2026-11-03T15:00:00Z'), deadline, own)).toBe(at('2026-11-09T11:00:00Z'))
})

test('given a deadline before the next working minute, then a reminder goes out at once', () => {
  const evening = at('2026-11-02T20:00:00Z')
  expect(reminderTime(evening, at('2026-11-03T08:00:00Z'), hoursIn(null, null))).toBe(evening)
  expect(reminderTime(evening, at('2026-11-03T08:00:01Z'), hoursIn(null, null))).toBe(
    at('2026-11-03T08:00:00Z'),
  )
})

test('given nobody works in the next weeks, then a reminder goes out at once', () => {
  const none = personalHours({
    timezone: 'Europe/Berlin',
    workingHours: {},
    holidays: { regions: [], dates: [] },
  })
  expect(reminderTime(5, 10, none(null, null))).toBe(5)
})
