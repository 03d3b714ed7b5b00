import type { Clock } from '../../../src/app/ports.ts'

/** One exchange between an emulated chat and the bot, as the page's developer log shows it. */
export interface LogEntry {
  readonly id: number
  /** Epoch milliseconds of the sandbox's clock. */
  readonly at: number
  /** `from_bot`: a Web API call. `to_bot`: a signed delivery. */
  readonly direction: 'from_bot' | 'to_bot'
  /** Slack when absent. */
  readonly chat?: 'teams'
  /** A method such as `views.open`, or a payload kind such as `block_actions choice:reject` or `adaptiveCard/action`. */
  readonly title: string
  readonly outcome: 'ok' | 'error'
  /** The platform's error code and details; empty when all went well. */
  readonly problems: readonly string[]
  readonly milliseconds: number
  readonly sent: unknown
  readonly received: unknown
}

export interface DeveloperLog {
  add(entry: Omit<LogEntry, 'id' | 'at'>): void
  /** Newest first. */
  entries(): readonly LogEntry[]
  /** Errors since the start or the last reset, also those that fell out of `entries`. */
  errors(): number
  clear(): void
}

const kept = 300

/** @param changed Called after every entry. */
export function developerLog(clock: Clock, changed: () => void): DeveloperLog {
  let entries: LogEntry[] = []
  let nextId = 1
  let errors = 0
  return {
    add(entry) {
      if (entry.outcome === 'error') errors += 1
      entries = [{ ...entry, id: nextId++, at: clock.now() }, ...entries].slice(0, kept)
      changed()
    },
    entries: () => entries,
    errors: () => errors,
    clear() {
      entries = []
      errors = 0
      changed()
    },
  }
}
