/**
 * Commands as sentences: `approve(sec, 'security')`. A move becomes a command once it is known which revision is the
 * current one, because that is what people normally see; `seeing` gives it another one.
 */
import type { Digest, Instant } from '../../../src/domain/flavour.ts'
import type { Actor } from '../../../src/domain/request/actor.ts'
import type { Command } from '../../../src/domain/request/commands.ts'
import type { Content } from '../../../src/domain/request/content.ts'
import type { ConditionDraft, Decision, Ruling } from '../../../src/domain/request/decision.ts'
import type { Policy } from '../../../src/domain/request/policy.ts'
import type { Assessment, Tier } from '../../../src/domain/risk/types.ts'
import { assessment, policy, post, screening } from './build.ts'

export type Move = (current: Digest) => Command

/** The same move, made on a card of another revision. */
export const seeing =
  (digest: Digest, move: Move): Move =>
  () =>
    move(digest)

export const passTime: Move = () => ({ type: 'pass_time' })

/** Whom the group asks: its people in the order of their turn, each with whether they are there. */
export const asks =
  (group: string, ...people: readonly (readonly [string, boolean])[]): Move =>
  () => ({
    type: 'assign',
    group,
    candidates: people.map(([person, available]) => ({ person, available, load: 0, askedAgo: null })),
  })

export const submit =
  (actor: Actor, parts: { policy?: Policy; content?: Content; digest?: Digest; tier?: Tier } = {}): Move =>
  () => ({
    type: 'submit',
    actor,
    request: 'request-1',
    number: 142,
    content: parts.content ?? post('first'),
    digest: parts.digest ?? 'd1',
    screening: screening(parts.tier),
    policy: parts.policy ?? policy(),
  })

export const revise =
  (actor: Actor, digest: Digest, parts: { content?: Content; tier?: Tier } = {}): Move =>
  (from) => ({
    type: 'revise',
    actor,
    from,
    digest,
    content: parts.content ?? post(digest),
    screening: screening(parts.tier),
  })

export const decideAs =
  (actor: Actor, group: string, decision: Decision, assessed: Assessment | null = assessment()): Move =>
  (digest) => ({ type: 'decide', actor, group, decision, assessment: assessed, digest })

export const approve = (actor: Actor, group: string, comment = ''): Move =>
  decideAs(actor, group, { verb: 'approve', comment })

export const approveWith = (actor: Actor, group: string, ...conditions: readonly ConditionDraft[]): Move =>
  decideAs(actor, group, { verb: 'approve_with_conditions', conditions, comment: '' })

export const reject = (actor: Actor, group: string, reason = 'too risky'): Move =>
  decideAs(actor, group, { verb: 'reject', reason, wouldAccept: 'without the picture' }, null)

export const requestChanges = (actor: Actor, group: string, changes = 'name the source'): Move =>
  decideAs(actor, group, { verb: 'request_changes', changes }, null)

export const acceptConditions =
  (actor: Actor, conditions?: readonly string[]): Move =>
  (digest) => ({
    type: 'accept_conditions',
    actor,
    digest,
    ...(conditions === undefined ? {} : { conditions }),
  })

export const contest =
  (actor: Actor, reason = 'the launch is on Friday', wouldAccept = 'a shorter text'): Move =>
  (digest) => ({ type: 'contest', actor, digest, reason, wouldAccept })

export const statePosition =
  (actor: Actor, side: string, wouldAccept = 'half of it'): Move =>
  (digest) => ({ type: 'state_position', actor, side, digest, wouldAccept })

export const take =
  (actor: Actor, group: string): Move =>
  (digest) => ({ type: 'take', actor, digest, group })

export const handBack =
  (actor: Actor, group: string): Move =>
  (digest) => ({ type: 'hand_back', actor, digest, group })

export const rule =
  (actor: Actor, ruling: Ruling): Move =>
  (digest) => ({ type: 'rule', actor, digest, ruling })

export const meetCondition =
  (actor: Actor, condition: string, evidence = 'done'): Move =>
  (digest) => ({ type: 'meet_condition', actor, digest, condition, evidence })

export const reschedule =
  (actor: Actor, slot: Instant): Move =>
  (digest) => ({ type: 'reschedule', actor, digest, slot })

export const publish =
  (actor: Actor, url = 'https://example.com/posts/1'): Move =>
  (digest) => ({ type: 'publish', actor, digest, url })

export const revoke =
  (actor: Actor, reason = 'the product was recalled'): Move =>
  (digest) => ({ type: 'revoke', actor, digest, reason })

export const undo =
  (actor: Actor, act: number): Move =>
  (digest) => ({ type: 'undo', actor, digest, act })

export const withdraw =
  (actor: Actor, reason = ''): Move =>
  () => ({ type: 'withdraw', actor, reason })

export function condition(text: string, parts: Partial<ConditionDraft> = {}): ConditionDraft {
  return { text, owner: 'requester', due: 'before_publication', ...parts }
}
