import { z } from 'zod'
import type { GroupId } from '../../domain/flavour.ts'
import { undoableActs } from '../../domain/request/decision.ts'
import type { RequestEvent, RequestEventType } from '../../domain/request/events.ts'
import { count, deadline, digest, identifier, instant, orderedRecord } from './basics.ts'
import { content } from './content.ts'
import { condition, decision, ruling } from './decision.ts'
import { policy, rerouting } from './policy.ts'
import { assessment, screening } from './risk.ts'

const conditions = z.array(condition).readonly()
const deadlockKind = z.enum(['disagreement', 'contested', 'stalled', 'rounds'])
const deadlineKey = z.union([
  // Not z.templateLiteral: its `group:${string}` does not fit the domain's flavoured `group:${GroupId}`.
  z.custom<`group:${GroupId}`>((value) => typeof value === 'string' && /^group:./su.test(value)),
  z.enum(['requester', 'mediation', 'contest', 'executive', 'validity']),
])

/** One event type; every event says when, and who acted (or `clock`). */
function eventOf<Type extends RequestEventType, Shape extends z.ZodRawShape>(type: Type, shape: Shape) {
  return z.strictObject({ type: z.literal(type), at: instant, by: identifier, ...shape })
}

/**
 * Every event of a request: domain form on the one side, on the other the JSON that is stored.
 * Strict in both directions: an unexpected field is a fault, because dropping it would falsify the record.
 */
export const eventSchema = z.discriminatedUnion('type', [
  eventOf('submitted', {
    request: identifier,
    number: count,
    content,
    digest,
    screening,
    policy,
    review: orderedRecord(deadline),
    observers: z.array(identifier).readonly().exactOptional(),
  }),
  eventOf('revised', {
    revision: count,
    content,
    digest,
    screening,
    review: orderedRecord(deadline).nullable(),
    routed: rerouting.exactOptional(),
  }),
  eventOf('stage_opened', { stage: count, review: orderedRecord(deadline) }),
  eventOf('assigned', {
    group: identifier,
    people: z.array(identifier).readonly(),
    because: z.enum(['rotation', 'least_loaded', 'replaced', 'widened']),
  }),
  eventOf('decided', {
    group: identifier,
    revision: count,
    digest,
    decision,
    assessment: assessment.nullable(),
    changed: z.boolean(),
    openedAt: instant.exactOptional(),
    together: z.literal(true).exactOptional(),
    onBehalfOf: identifier.exactOptional(),
  }),
  eventOf('changes_requested', { respondBy: deadline }),
  eventOf('conditions_offered', { conditions, respondBy: deadline }),
  eventOf('conditions_accepted', {}),
  eventOf('rejected', { contestBy: deadline.nullable() }),
  eventOf('contested', {
    of: z.enum(['rejection', 'conditions']),
    reason: z.string(),
    wouldAccept: z.string(),
  }),
  eventOf('deadlocked', {
    kind: deadlockKind,
    groups: z.array(identifier).readonly(),
    mediation: deadline,
    everybodyAway: z.literal(true).exactOptional(),
  }),
  eventOf('position_stated', {
    side: identifier,
    wouldAccept: z.string(),
    onBehalfOf: identifier.exactOptional(),
  }),
  eventOf('deadlock_resolved', {}),
  eventOf('decision_undone', { act: count, of: z.enum(undoableActs) }),
  eventOf('escalated', {
    level: count,
    because: z.enum(['mediation_ended', 'mediation_used', 'executive_silent', 'everybody_away']),
    respondBy: deadline,
    deadlock: z.strictObject({ kind: deadlockKind, groups: z.array(identifier).readonly() }).exactOptional(),
  }),
  eventOf('ruled', { level: count, ruling, onBehalfOf: identifier.exactOptional() }),
  eventOf('approved', {
    basis: z.enum(['quorum', 'conditions_accepted', 'ruling']),
    conditions,
    valid: deadline,
  }),
  eventOf('condition_met', {
    condition: identifier,
    evidence: z.string(),
    onBehalfOf: identifier.exactOptional(),
  }),
  eventOf('rescheduled', { slot: instant }),
  eventOf('slot_missed', { slot: instant }),
  eventOf('published', { url: z.string() }),
  eventOf('revoked', { reason: z.string(), onBehalfOf: identifier.exactOptional() }),
  eventOf('withdrawn', { reason: z.string(), onBehalfOf: identifier.exactOptional() }),
  eventOf('requester_left', {}),
  eventOf('requester_returned', {}),
  eventOf('lapsed', { because: z.enum(['validity_ended', 'requester_silent', 'executives_silent']) }),
  eventOf('taken', { group: identifier }),
  eventOf('handed_back', { group: identifier, because: z.enum(['returned', 'gone']) }),
  eventOf('rejection_final', {}),
  eventOf('reminded', { about: deadlineKey, step: count }),
])

type Fits<Value extends Expected, Expected> = Value
/** Compile-time proof that schema and domain say the same: neither compiles when the other gains or loses a field. */
export type SchemaFitsDomain = Fits<z.output<typeof eventSchema>, RequestEvent>
export type DomainFitsSchema = Fits<RequestEvent, z.output<typeof eventSchema>>
