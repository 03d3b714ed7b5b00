import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instantOnWallClock, wallClockAt } from '../../src/calendar/wall-clock.ts'

const zones = ['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'UTC']

describe('clocks on the wall', () => {
  test('given any minute in any zone, then what clocks show leads back to it or to the same time an hour earlier', () => {
    const minute = fc.integer({ min: 0, max: 66_000_000 }).map((minutes) => minutes * 60_000)
    fc.assert(
      fc.property(minute, fc.constantFrom(...zones), (at, zone) => {
        const back = instantOnWallClock(zone, wallClockAt(zone, at))
        if (back === null) throw new Error('not read')
        expect(wallClockAt(zone, back)).toEqual(wallClockAt(zone, at))
        expect(at - back).toBeGreaterThanOrEqual(0)
        expect(at - back).toBeLessThanOrEqual(3_600_000)
      }),
    )
  })

  test('given a time that clocks jump over, then the time after the jump that is as far behind it', () => {
    const at = instantOnWallClock('Europe/Berlin', { date: '2026-03-29', time: '02:30' })
    expect(at).toBe(Date.UTC(2026, 2, 29, 1, 30))
  })

  test.each([
    ['2026-02-30', '10:00', 'UTC'],
    ['2026-13-01', '10:00', 'UTC'],
    ['2026-01-01', '24:30', 'UTC'],
    ['tomorrow', '10:00', 'UTC'],
    ['2026-01-01', 'noon', 'UTC'],
    ['2026-01-01', '10:00', 'Mars/Olympus'],
  ])('given %s %s in %s, then there is no such time', (date, time, zone) => {
    expect(instantOnWallClock(zone, { date, time })).toBeNull()
  })
})
