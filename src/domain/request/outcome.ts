import type { Instant, PersonId } from '../flavour.ts'
import type { Context } from './commands.ts'
import type { RequestEvent } from './events.ts'
import type { Outcome, Refusal, RefusalCode } from './refusal.ts'

/** Who and when: what every event carries. */
export interface Stamp {
  readonly at: Instant
  readonly by: PersonId | 'clock'
}

/** The stamp of everything that follows from one person's command, or from the clock's. */
export function stampOf({ at }: Pick<Context, 'at'>, by: PersonId | 'clock'): Stamp {
  return { at, by }
}

export function accepted(...events: readonly RequestEvent[]): Outcome<RequestEvent> {
  return { ok: true, events }
}

/** The click arrived before and stands: nothing to record, nothing to complain about. */
export const repeated: Outcome<RequestEvent> = { ok: true, events: [] }

export function refused(refusal: Refusal): Outcome<RequestEvent> {
  return { ok: false, refusal }
}

export function refusal(code: RefusalCode, params: Refusal['params'] = {}): Refusal {
  return { code, params }
}
