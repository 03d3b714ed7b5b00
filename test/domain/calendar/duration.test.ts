import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Duration, parseDuration, printDuration } from '../../../src/domain/calendar/duration.ts'

describe('a duration as the configuration writes it', () => {
  test.each<[string, Duration, string]>([
    ['90s', { unit: 'elapsed', milliseconds: 90_000 }, '90s'],
    ['15m', { unit: 'elapsed', milliseconds: 900_000 }, '15m'],
    ['8h', { unit: 'elapsed', milliseconds: 28_800_000 }, '8h'],
    ['3d', { unit: 'elapsed', milliseconds: 259_200_000 }, '3d'],
    ['72h', { unit: 'elapsed', milliseconds: 259_200_000 }, '3d'],
    ['1.5h', { unit: 'elapsed', milliseconds: 5_400_000 }, '90m'],
    ['8wh', { unit: 'working_hours', hours: 8 }, '8wh'],
    ['2wd', { unit: 'working_days', days: 2 }, '2wd'],
    ['0.5wd', { unit: 'working_days', days: 0.5 }, '0.5wd'],
    ['100wd', { unit: 'working_days', days: 100 }, '100wd'],
    ['0h', { unit: 'elapsed', milliseconds: 0 }, '0s'],
  ])('given %s then it is read and printed as the same length of time', (text, duration, printed) => {
    expect(parseDuration(text)).toEqual(duration)
    expect(printDuration(duration)).toBe(printed)
  })

  test.each([
    '',
    '8',
    'wh',
    '8 wh',
    ' 8wh',
    '8WH',
    '8H',
    '-8h',
    '+8h',
    '.5h',
    '5.h',
    '1e3h',
    '1d12h',
    '8hours',
    '2w',
  ])('given %j then it is not read', (text) => expect(parseDuration(text)).toBeNull())

  test('given any duration when it is printed and read back then it is the same', () => {
    const duration = fc.oneof(
      fc.nat(400 * 86_400).map((s): Duration => ({ unit: 'elapsed', milliseconds: s * 1_000 })),
      fc.nat(400_000_000).map((n): Duration => ({ unit: 'working_hours', hours: n / 1_000_000 })),
      fc.nat(400_000_000).map((n): Duration => ({ unit: 'working_days', days: n / 1_000_000 })),
    )
    fc.assert(
      fc.property(duration, (each) => {
        expect(parseDuration(printDuration(each))).toEqual(each)
      }),
    )
  })
})
