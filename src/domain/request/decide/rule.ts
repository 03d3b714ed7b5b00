import type { Actor } from '../actor.ts'
import type { Context, Rule } from '../commands.ts'
import { areComplete, rulingConditions } from '../conditions.ts'
import { requesterDeadline } from '../deadlines.ts'
import type { Ruling, RulingVerb } from '../decision.ts'
import type { RequestEvent } from '../events.ts'
import { accepted, refusal, refused, repeated, type Stamp, stampOf } from '../outcome.ts'
import type { Outcome, Refusal } from '../refusal.ts'
import { executiveRefusal } from '../roles.ts'
import { same } from '../same.ts'
import { approval } from '../settle.ts'
import type { Request } from '../state.ts'
import { notNow, staleRefusal } from '../status.ts'
import { isBlank } from '../text.ts'
import { levelsOf, voiceAtLevel } from '../voice.ts'

/** An executive's ruling. It needs neither the groups nor the requester to agree, but always a reason. */
export function rule(command: Rule, request: Request, context: Context): Outcome<RequestEvent> {
  const { actor, ruling, digest } = command
  const barred = executiveRefusal(request, actor)
  if (barred !== null) return refused(barred)
  const stale = staleRefusal(request, digest)
  if (stale === null && isRepeated(command, request)) return repeated
  const refusing = ruleRefusal(request, actor, ruling.verb) ?? stale ?? wordingRefusal(ruling)
  if (refusing !== null || request.status !== 'escalated') return refused(refusing ?? notNow(request))
  const stamp = stampOf(context, actor.person)
  const level = levelOf(request, actor, request.level)
  const voice = voiceAtLevel(request, actor, level)
  const ruled: RequestEvent = { type: 'ruled', level, ruling, ...stamp, ...voice }
  return accepted(ruled, consequence(ruling, request, context, stamp))
}

export function ruleRefusal(request: Request, actor: Actor, verb: RulingVerb): Refusal | null {
  const barred = executiveRefusal(request, actor)
  if (barred !== null) return barred
  if (request.status !== 'escalated') return notNow(request)
  if (!levelsOf(request, actor).some((level) => level <= request.level)) return refusal('not_executive')
  return verb === 'send_back' && wasSentBack(request) ? refusal('send_back_used') : null
}

function wordingRefusal(ruling: Ruling): Refusal | null {
  if (isBlank(ruling.reason)) return refusal('reason_required')
  const incomplete = ruling.verb === 'approve_with_conditions' && !areComplete(ruling.conditions)
  return incomplete ? refusal('conditions_required') : null
}

function consequence(ruling: Ruling, request: Request, context: Context, stamp: Stamp): RequestEvent {
  switch (ruling.verb) {
    case 'approve':
      return approval(request, 'ruling', [], context, stamp)
    case 'approve_with_conditions':
      return approval(request, 'ruling', rulingConditions(request, ruling.conditions), context, stamp)
    case 'reject':
      return { type: 'rejected', contestBy: null, ...stamp }
    case 'send_back':
      return { type: 'changes_requested', respondBy: requesterDeadline(request.policy, context), ...stamp }
    default:
      return ruling satisfies never
  }
}

/** The highest level, up to the one asked now, that the person speaks for; a level of their own goes first. */
function levelOf(request: Request, { executiveLevels, ...actor }: Actor, asked: number): number {
  const own = executiveLevels.filter((level) => level <= asked)
  const lent = levelsOf(request, { ...actor, executiveLevels: [] }).filter((level) => level <= asked)
  return Math.max(...(own.length > 0 ? own : lent))
}

function wasSentBack(request: Request): boolean {
  return request.rulings.some(({ ruling }) => ruling.verb === 'send_back')
}

/** Only what the ruling led to may lie between it and its repetition. */
function isRepeated({ actor, ruling }: Rule, request: Request): boolean {
  const last = request.rulings.at(-1)
  return request.status !== 'escalated' && last?.by === actor.person && same(last.ruling, ruling)
}
