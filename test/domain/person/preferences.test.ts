import { expect, test } from 'vitest'
import { readMinuteOfDay, readOwnHours } from '../../../src/domain/person/preferences.ts'

test.each([
  ['9', 540],
  ['09:00', 540],
  [' 9.30 ', 570],
  ['0:00', 0],
  ['23:59', 1439],
  ['24:00', null],
  ['25:00', null],
  ['9:60', null],
  ['-9', null],
  ['noon', null],
  ['', null],
])('given “%s” as a time of the day, then it is read as %s', (text, minutes) => {
  expect(readMinuteOfDay(text)).toBe(minutes)
})

test.each([
  ['9-17', { from: 540, to: 1020 }],
  ['09:00 – 24:00', { from: 540, to: 1440 }],
  ['17-9', null],
  ['9-9', null],
  ['9-12-15', null],
  ['9', null],
  ['24-24', null],
])('given “%s” as hours, then they are read as %o', (text, hours) => {
  expect(readOwnHours(text)).toEqual(hours)
})
