import { timezone } from '../../../adapters/sandbox/organisation.ts'
import { parseDuration, type WorkingTime } from '../../../src/domain/calendar/duration.ts'
import type { Instant } from '../../../src/domain/flavour.ts'
import type { ManualClock } from '../clock.ts'
import type { startProduct } from './product.ts'

/** The clock of a scenario: time passes, and whatever is due on the way happens when it is due. */
export interface ScenarioClock {
  now(): Instant
  /** `8wh`, `2wd`, `15m`, as the configuration writes it. */
  passes(duration: string): Promise<void>
  /** Until a time of the organisation's day in this week or a later one, for example `Tue 13:00`. */
  strikes(when: string): Promise<void>
  /** The instant that lies so far ahead, without going there. */
  in(duration: string): Instant
  /** Time passes while the program is not running; it then wakes and finds everything overdue. */
  passesUnattended(duration: string): Promise<void>
}

const earliest = (one: Instant | null, other: Instant | null): Instant | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other)

/** The clock of a running product. */
export function clockOf(
  clock: ManualClock,
  { organisation, database: { store }, settle }: Awaited<ReturnType<typeof startProduct>>,
): ScenarioClock {
  const nextAt = async () => earliest(await store.nextDueAt(), await store.nextCardAt())
  return scenarioClock({ clock, calendar: organisation.calendar, timezone, nextAt, settle })
}

function scenarioClock(options: {
  readonly clock: ManualClock
  readonly calendar: WorkingTime
  readonly timezone: string
  readonly nextAt: () => Promise<Instant | null>
  readonly settle: () => Promise<void>
}): ScenarioClock {
  const { clock, calendar, settle } = options
  const after = (text: string) => {
    const duration = parseDuration(text)
    if (duration === null) throw new Error(`${text} is no duration`)
    return calendar.after(clock.now(), duration)
  }
  const goTo = async (target: Instant) => {
    for (;;) {
      const next = await options.nextAt()
      if (next === null || next > target || next <= clock.now()) break
      clock.set(next)
      await settle()
    }
    clock.set(target)
    await settle()
  }
  return {
    now: () => clock.now(),
    in: after,
    passes: (duration) => goTo(after(duration)),
    strikes: (when) => goTo(nextTimeOf(when, clock.now(), options.timezone)),
    async passesUnattended(duration) {
      clock.set(after(duration))
      await settle()
    },
  }
}

/** The next instant, on a full minute, at which clocks in the time zone show this: `Mon 13:00`. */
function nextTimeOf(when: string, now: Instant, timezone: string): Instant {
  const format = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: timezone,
  })
  const minute = 60_000
  for (let at = Math.ceil(now / minute) * minute; at < now + 8 * 86_400_000; at += minute)
    if (format.format(at).replace(',', '') === when && at > now) return at
  throw new Error(`${when} never comes`)
}
