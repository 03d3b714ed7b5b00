import type { RequestEventType } from '../domain/request/events.ts'
import { CodecError } from './error.ts'

type Payload = Readonly<Record<string, unknown>>

/** Leads a payload from one schema version to the next one. Pure; the stored row stays as it was written. */
export type Upcaster = (payload: Payload) => Payload

/** Upcasters of each event type, by the schema version that they start from. */
export type Upcasters = Readonly<Partial<Record<RequestEventType, Readonly<Record<number, Upcaster>>>>>

/** The form in which each type is written today. Raise it together with an upcaster and a new golden file. */
export const schemaVersions: Readonly<Record<RequestEventType, number>> = {
  submitted: 1,
  revised: 1,
  stage_opened: 1,
  assigned: 1,
  decided: 1,
  changes_requested: 1,
  conditions_offered: 1,
  conditions_accepted: 1,
  rejected: 1,
  contested: 1,
  deadlocked: 1,
  position_stated: 1,
  deadlock_resolved: 1,
  decision_undone: 1,
  escalated: 1,
  ruled: 1,
  approved: 1,
  condition_met: 1,
  rescheduled: 1,
  slot_missed: 1,
  published: 1,
  revoked: 1,
  withdrawn: 1,
  requester_left: 1,
  requester_returned: 1,
  lapsed: 1,
  taken: 1,
  handed_back: 1,
  rejection_final: 1,
  reminded: 1,
}

/** Empty as long as every type is in its first form. */
export const shippedUpcasters: Upcasters = {}

/** The payload in today's form. Throws `CodecError` `newer_schema` or `no_upcaster`. */
export function upcast(
  stored: { readonly type: RequestEventType; readonly schema: number; readonly payload: Payload },
  upcasters: Upcasters,
): Payload {
  const current = schemaVersions[stored.type]
  if (stored.schema > current) {
    throw new CodecError(
      'newer_schema',
      `event ${stored.type} is stored in form ${stored.schema}, this program reads up to ${current}`,
    )
  }
  let payload = stored.payload
  for (let schema = stored.schema; schema < current; schema += 1) {
    const step = upcasters[stored.type]?.[schema]
    if (step === undefined) {
      throw new CodecError('no_upcaster', `no upcaster leads event ${stored.type} from form ${schema}`)
    }
    payload = step(payload)
  }
  return payload
}
