/** What people are told of the plan: who decides by when, and whether the planned slot can be met. */
import { type Urgency, urgencyOf } from '../domain/feasibility/decide-by.ts'
import { type Plan, planOfRequest, type Stage } from '../domain/feasibility/plan.ts'
import type { Instant } from '../domain/flavour.ts'
import { isSlotMissed, plannedSlot } from '../domain/request/queries.ts'
import type { Request } from '../domain/request/state.ts'
import type { Choice, Fact } from './card.ts'
import type { Cast, Reader } from './cast.ts'
import { suggestedSlotChoice } from './choices.ts'
import { listOf, textOf } from './rich.ts'
import { executivesOf, instant, may, namesOfGroups, type Sight, sightOf } from './sight.ts'
import type { In } from './situation/situation.ts'
import { asPlain, type Rich } from './text.ts'

/** What the requester is told right after asking, and a way to the earliest slot where the planned one cannot be met. */
export interface PlanTold {
  readonly verdict: Plan['verdict']
  readonly lines: readonly Rich[]
  readonly choices: readonly Choice[]
}

/** Null where nobody is waited for who decides. */
export function planTold(request: Request, reader: Reader, cast: Cast, at: Instant): PlanTold | null {
  const plan = planOfRequest(request, cast.calendar)
  if (plan === null) return null
  const sight = sightOf(request, reader, cast, at)
  const offered = plan.verdict === 'infeasible' && may(sight, 'reschedule')
  return {
    verdict: plan.verdict,
    lines: [...deciders(sight, plan), ...verdictLines(sight, plan)],
    choices: offered ? [suggestedSlotChoice(sight, plan.earliest.ordinary)] : [],
  }
}

function deciders(sight: Sight, { stages }: Plan): readonly Rich[] {
  const { plan } = sight.messages
  const by = (who: Rich, stage: Stage) => plan.by(who, instant(sight, stage.by))
  const groups = stages.flatMap((stage) => (stage.who === 'group' ? [stage] : []))
  const times = [...new Set(groups.map((stage) => stage.by))].sort((a, b) => a - b)
  const parts = times.flatMap((time) => {
    const together = groups.filter((stage) => stage.by === time)
    const names = namesOfGroups(
      sight,
      together.map(({ group }) => group),
    )
    return together.slice(0, 1).map((stage) => by(names, stage))
  })
  const chain = stages.flatMap((stage) =>
    stage.who === 'executives' ? [by(executivesOf(sight, stage.level), stage)] : [],
  )
  const mediation = stages.find(({ who }) => who === 'mediation')
  return [
    ...(parts.length === 0 ? [] : [plan.decide(listOf(parts, sight.locale))]),
    ...(mediation === undefined
      ? []
      : [plan.deadlock(instant(sight, mediation.by), oneAfterTheOther(chain, plan.afterwards))]),
  ]
}

const oneAfterTheOther = (parts: readonly Rich[], join: string): Rich =>
  parts.flatMap((part, index) => (index === 0 ? part : [textOf(join), ...part]))

function verdictLines(
  sight: Sight,
  { slot, verdict, ordinaryBy, earliest, slowest, stages }: Plan,
): readonly Rich[] {
  if (slot === null || verdict === 'no_slot') return []
  const { plan } = sight.messages
  const planned = instant(sight, slot)
  switch (verdict) {
    case 'feasible':
      return [plan.feasible(planned)]
    case 'tight':
      return [plan.tight(planned, instant(sight, earliest.always))]
    case 'infeasible':
      return [
        plan.infeasible(planned, instant(sight, ordinaryBy), instant(sight, earliest.ordinary)),
        ...sooner(sight, slowest, stages),
        plan.asked(),
      ]
    default:
      return verdict satisfies never
  }
}

/** What brings the decision forward: an early answer of those whose time ends last. */
function sooner(sight: Sight, slowest: Plan['slowest'], stages: Plan['stages']): readonly Rich[] {
  const { plan } = sight.messages
  if (slowest.length === 0) return []
  const everybody = stages.every((stage) => stage.who !== 'group' || slowest.includes(stage.group))
  const names = namesOfGroups(sight, slowest)
  return [everybody ? plan.everybodyEarly(names) : plan.slowest(names)]
}

/** For the requester only: to others the slot is a wish, and their own line says what it asks of them. */
export function canBeMet(sight: Sight): readonly Fact[] {
  if (sight.role !== 'requester') return []
  const { label, ...words } = sight.messages.plan.canBeMet
  const fact = (value: Rich): readonly Fact[] => [{ label: asPlain(label), value }]
  const plan = planOfRequest(sight.request, sight.cast.calendar)
  if (sight.request.status !== 'approved' && isSlotMissed(sight.request)) {
    return fact(plan === null ? words.missed() : words.missedEarliest(instant(sight, plan.earliest.ordinary)))
  }
  switch (plan?.verdict) {
    case 'feasible':
      return fact(words.feasible())
    case 'tight':
      return fact(words.tight(plan.phase, instant(sight, plan.earliest.always)))
    case 'infeasible':
      return fact(words.infeasible(instant(sight, plan.ordinaryBy), instant(sight, plan.earliest.ordinary)))
    default:
      return []
  }
}

/** For whoever decides in a review: what the slot asks of a group with this deadline, if it asks anything. */
export function urgencyLines(
  sight: Sight,
  request: In<'in_review'>,
  deadline: { readonly startedAt: Instant; readonly dueAt: Instant },
): readonly Rich[] {
  const { urgency } = sight.messages.plan
  const slot = plannedSlot(request)
  if (slot !== null && isSlotMissed(request)) return [urgency.missed(instant(sight, slot))]
  const found = urgencyOf(request, deadline, sight.cast.calendar)
  return found === null ? [] : [urgencyLine(sight, found)]
}

function urgencyLine(sight: Sight, found: Urgency): Rich {
  const { urgency } = sight.messages.plan
  const slot = instant(sight, found.slot)
  switch (found.kind) {
    case 'before':
      return urgency.before(slot)
    case 'later':
      return found.by === null ? urgency.laterAnyway(slot) : urgency.later(slot, instant(sight, found.by))
    case 'margin':
      return urgency.margin(slot, instant(sight, found.by))
    case 'agreement':
      return urgency.agreement(slot)
    default:
      return found satisfies never
  }
}
