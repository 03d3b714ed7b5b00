import type { Digest, Instant } from '../../domain/flavour.ts'
import type { Actor } from '../../domain/request/actor.ts'
import type { Context, PersonCommand } from '../../domain/request/commands.ts'
import { decide } from '../../domain/request/decide.ts'
import type { ConditionDraft, Decision, Ruling } from '../../domain/request/decision.ts'
import { type AllowedVerb, allowedVerbs, currentRevision, plannedSlot } from '../../domain/request/queries.ts'
import type { Refusal } from '../../domain/request/refusal.ts'
import type { Request } from '../../domain/request/state.ts'
import type { Verb } from '../../domain/request/verbs.ts'

/** A click before anything was typed. */
export interface Intent {
  readonly verb: Verb
  readonly subject: string | undefined
  readonly digest: Digest
  readonly actor: Actor
}

export type Offer =
  | { readonly outcome: 'offered'; readonly subject: string | undefined }
  /** The person did exactly this before: nothing is left to do, and nothing is wrong. */
  | { readonly outcome: 'repeated' }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }

/**
 * Whether the verb is this person's to use now, on the revision that they saw. Asked before a form is opened and before
 * its fields are judged, so that nobody fills in or corrects a form that can only be refused.
 */
export function offer(request: Request, intent: Intent, context: Context): Offer {
  const allowed = allowedVerbs(request, intent.actor, context.at).find((one) => matches(one, intent))
  const current = intent.verb === 'withdraw' || intent.digest === currentRevision(request).digest
  return allowed !== undefined && current
    ? { outcome: 'offered', subject: intent.subject ?? allowed.subject }
    : answerTo(request, intent, context)
}

/** Only a verb that is offered per thing is bound to its subject; others carry what their button needs. */
const matches = (allowed: AllowedVerb, { verb, subject }: Intent) =>
  allowed.verb === verb &&
  (subject === undefined || (allowed.subject ?? unboundSubject(verb, subject)) === subject)

/** The requester states a position of their own, not a group's, though nothing is named where it is offered. */
const unboundSubject = (verb: Verb, subject: string) => (verb === 'state_position' ? 'requester' : subject)

/** The domain's own answer to the same click with everything typed that could be missing. */
function answerTo(request: Request, intent: Intent, context: Context): Offer {
  const outcome = decide(probeOf(request, intent, context.at), request, context)
  if (outcome.ok && outcome.events.length === 0) return { outcome: 'repeated' }
  const told = !outcome.ok && outcome.refusal.code !== 'questionnaire_required'
  const notNow: Refusal = { code: 'not_now', params: { status: request.status } }
  return { outcome: 'refused', refusal: told ? outcome.refusal : notNow }
}

const typed = '…'
const conditions: readonly ConditionDraft[] = [{ text: typed, owner: 'requester', due: 'before_publication' }]

function probeOf(request: Request, intent: Intent, at: Instant): PersonCommand {
  const { verb, actor, digest } = intent
  const by = { actor, digest }
  const subject = intent.subject ?? actor.groups.find((group) => group in request.policy.groups) ?? ''
  const decision = (said: Decision): PersonCommand => ({
    type: 'decide',
    ...by,
    group: subject,
    decision: said,
    assessment: null,
  })
  const rule = (ruling: Ruling): PersonCommand => ({ type: 'rule', ...by, ruling })
  switch (verb) {
    case 'approve':
      return decision({ verb, comment: '' })
    case 'approve_with_conditions':
      return decision({ verb, comment: '', conditions })
    case 'request_changes':
      return decision({ verb, changes: typed })
    case 'reject':
      return decision({ verb, reason: typed, wouldAccept: typed })
    case 'revise':
      return probeRevision(request, intent)
    case 'withdraw':
      return { type: 'withdraw', actor, reason: typed }
    case 'accept_conditions':
      return { type: 'accept_conditions', ...by }
    case 'contest':
      return { type: 'contest', ...by, reason: typed, wouldAccept: typed }
    case 'state_position':
      return { type: 'state_position', ...by, side: intent.subject ?? 'requester', wouldAccept: typed }
    case 'rule_approve':
      return rule({ verb: 'approve', reason: typed })
    case 'rule_approve_with_conditions':
      return rule({ verb: 'approve_with_conditions', reason: typed, conditions })
    case 'rule_reject':
      return rule({ verb: 'reject', reason: typed })
    case 'rule_send_back':
      return rule({ verb: 'send_back', reason: typed })
    case 'meet_condition':
      return { type: 'meet_condition', ...by, condition: subject, evidence: typed }
    case 'reschedule':
      return { type: 'reschedule', ...by, slot: Math.max(at, plannedSlot(request) ?? at) + 86_400_000 }
    case 'publish':
      return { type: 'publish', ...by, url: 'https://example.com/' }
    case 'undo':
      return { type: 'undo', ...by, act: actOf(intent.subject) }
    case 'take':
    case 'hand_back':
      return { type: verb, ...by, group: subject }
    case 'revoke':
      return { type: 'revoke', ...by, reason: typed }
    default:
      return verb satisfies never
  }
}

/** The version of the event that a button for taking back carries; 0, which is nobody's, where it carries none. */
export const actOf = (subject: string | undefined): number =>
  subject !== undefined && /^\d{1,9}$/.test(subject) ? Number(subject) : 0

/** A revision that differs from the current one in its digest alone: enough to hear who or when is wrong. */
function probeRevision(request: Request, { actor, digest }: Intent): PersonCommand {
  const { content } = currentRevision(request)
  const other = '0'.repeat(64)
  return { type: 'revise', actor, from: digest, content, digest: other, screening: request.screening }
}
