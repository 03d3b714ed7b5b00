/** What people type, made from one number: mostly complete, sometimes not. */
import type { Digest, Instant } from '../../../src/domain/flavour.ts'
import type { Actor } from '../../../src/domain/request/actor.ts'
import type { Command } from '../../../src/domain/request/commands.ts'
import type { Content } from '../../../src/domain/request/content.ts'
import { togetherRefusal } from '../../../src/domain/request/decide/review.ts'
import type { ConditionDraft } from '../../../src/domain/request/decision.ts'
import { type AllowedVerb, plannedSlot } from '../../../src/domain/request/queries.ts'
import type { Request } from '../../../src/domain/request/state.ts'
import type { Assessment } from '../../../src/domain/risk/types.ts'
import { tiers } from '../../../src/domain/risk/types.ts'
import { assessment, channel, post, screening } from '../../support/domain/build.ts'
import { hour, monday } from '../../support/domain/calendar.ts'

/** The number that decides about the words; each use looks at another remainder. */
export type Wording = number

export interface Click {
  readonly actor: Actor
  /** The digest on the card that was clicked. */
  readonly seen: Digest
  readonly wording: Wording
  readonly state: Request
  readonly at: Instant
  readonly kind: Content['kind']
}

export function contentOf(kind: Content['kind'], revision: number, wording: Wording): Content {
  if (kind === 'channel') return channel(`purpose ${revision}`)
  return post(`text ${revision}`, wording % 3 === 0 ? null : monday + (wording % 7) * 30 * hour)
}

export function commandFor({ verb, subject = '' }: AllowedVerb, click: Click): Command {
  const { actor, seen: digest, wording } = click
  switch (verb) {
    case 'approve':
    case 'approve_with_conditions':
    case 'request_changes':
    case 'reject':
      return decision(verb, subject, click)
    case 'rule_approve':
    case 'rule_approve_with_conditions':
    case 'rule_reject':
    case 'rule_send_back':
      return ruling(verb, click)
    case 'revise':
      return revision(click)
    case 'withdraw':
      return { type: 'withdraw', actor, reason: wording % 2 === 0 ? '' : `Withdrawn ${wording}.` }
    case 'accept_conditions':
      return { type: 'accept_conditions', actor, digest }
    case 'contest':
      return {
        type: 'contest',
        actor,
        digest,
        reason: words('need', wording),
        wouldAccept: words('less', wording),
      }
    case 'state_position':
      return {
        type: 'state_position',
        actor,
        digest,
        side: subject || 'requester',
        wouldAccept: words('half', wording),
      }
    case 'meet_condition':
      return { type: 'meet_condition', actor, digest, condition: subject, evidence: words('proof', wording) }
    case 'reschedule':
      return { type: 'reschedule', actor, digest, slot: slotOf(click) }
    case 'publish':
      return { type: 'publish', actor, digest, url: wording % 9 === 1 ? 'nowhere' : 'https://example.com/1' }
    case 'undo':
      return { type: 'undo', actor, digest, act: /^\d+$/.test(subject) ? Number(subject) : 0 }
    case 'take':
    case 'hand_back':
      return { type: verb, actor, digest, group: subject }
    case 'revoke':
      return { type: 'revoke', actor, digest, reason: words('recall', wording) }
    default:
      return verb satisfies never
  }
}

/** Usually later than planned; sometimes the same, earlier, or over. */
function slotOf({ state, at, wording }: Click): Instant {
  const from = wording % 4 === 0 ? at : Math.max(at, plannedSlot(state) ?? at)
  return from + ((wording % 5) - 1) * hour
}

function decision(
  verb: 'approve' | 'approve_with_conditions' | 'request_changes' | 'reject',
  group: string,
  { actor, seen: digest, wording, at, state }: Click,
): Command {
  // Opened in this very moment, a while ago, or, by a clock that was set back, later.
  const opening = wording % 4 === 0 ? {} : { openedAt: at - ((wording % 5) - 1) * 10_000 }
  // Mostly where it may be, so that histories do not end in refusals.
  const may = togetherRefusal(state, group, verb) === null
  const several = wording % (may ? 3 : 59) === 2 ? { together: true as const } : {}
  const assessment = assessmentOf(wording)
  const base = { type: 'decide', actor, group, digest, assessment, ...opening, ...several } as const
  switch (verb) {
    case 'approve':
      return { ...base, decision: { verb, comment: words('fine', wording) } }
    case 'approve_with_conditions':
      return { ...base, decision: { verb, conditions: conditionsOf(wording), comment: '' } }
    case 'request_changes':
      return { ...base, decision: { verb, changes: words('source', wording) } }
    case 'reject':
      return {
        ...base,
        decision: { verb, reason: words('risk', wording), wouldAccept: words('less', wording + 1) },
      }
    default:
      return verb satisfies never
  }
}

function ruling(
  verb: 'rule_approve' | 'rule_approve_with_conditions' | 'rule_reject' | 'rule_send_back',
  { actor, seen: digest, wording }: Click,
): Command {
  const reason = words('because', wording)
  const base = { type: 'rule', actor, digest } as const
  switch (verb) {
    case 'rule_approve':
      return { ...base, ruling: { verb: 'approve', reason } }
    case 'rule_approve_with_conditions':
      return {
        ...base,
        ruling: { verb: 'approve_with_conditions', conditions: conditionsOf(wording), reason },
      }
    case 'rule_reject':
      return { ...base, ruling: { verb: 'reject', reason } }
    case 'rule_send_back':
      return { ...base, ruling: { verb: 'send_back', reason } }
    default:
      return verb satisfies never
  }
}

/** Usually something new; sometimes nothing new, sometimes an earlier revision again. */
function revision({ actor, seen, wording, state, kind }: Click): Command {
  const next =
    wording % 10 === 1 ? Math.max(1, state.revisions.length - (wording % 3)) : state.revisions.length + 1
  return {
    type: 'revise',
    actor,
    from: seen,
    content: contentOf(kind, next, wording),
    digest: `d${next}`,
    screening: screening(tiers[wording % 4]),
  }
}

function words(text: string, wording: Wording): string {
  return wording % 17 === 0 ? ' ' : `${text} ${wording % 4}`
}

function assessmentOf(wording: Wording): Assessment | null {
  const tier = tiers[wording % 4]
  const shapes = [null, assessment(tier, { complete: false }), assessment(tier, { rationale: '' })]
  return shapes[wording % 7] ?? assessment(tier)
}

function conditionsOf(wording: Wording): readonly ConditionDraft[] {
  const one: ConditionDraft = {
    text: words('condition', wording),
    owner: wording % 2 === 0 ? 'requester' : 'group',
    due: wording % 3 === 0 ? 'after_publication' : 'before_publication',
  }
  return [[], [one, one], [one, { ...one, text: 'another' }]][wording % 5] ?? [one]
}
