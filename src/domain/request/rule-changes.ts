/** How the rules that a request was submitted under differ from those that it would be submitted under now. */
import type { Duration } from '../calendar/duration.ts'
import type { GroupId } from '../flavour.ts'
import type { Tier } from '../risk/types.ts'
import { routed } from '../routing/route.ts'
import type { GroupPolicy, Policy } from './policy.ts'
import { currentRevision } from './revision.ts'
import { same } from './same.ts'
import { stageOf } from './stages.ts'
import type { Request } from './state.ts'

type Changed<Of extends string, Value> = { readonly of: Of; readonly was: Value; readonly now: Value }
type InGroup = { readonly group: GroupId }

/** One difference. `now` is what would hold for a new request, `was` what holds for this one. */
export type RuleChange =
  | ({ readonly of: 'group_added' | 'group_dropped' } & InGroup)
  | (Changed<'quorum' | 'rejections' | 'stage', number> & InGroup)
  | (Changed<'group_time', Duration> & InGroup)
  | Changed<'executives' | 'mediation_rounds', number>
  | (Changed<'executive_time', Duration> & { readonly level: number })
  | Changed<'mediation_time' | 'contest_time' | 'requester_time' | 'validity', Duration>
  | Changed<'questionnaire_from', Tier>
  | Changed<'independent_votes', boolean>

/**
 * Everything that decides who decides, by when, and how many of them. When somebody is reminded, who of a group is asked
 * first, and how long a mis-click can be taken back change no outcome, and are left out. Groups come first, in the order
 * of the request. Throws where `routed` does.
 */
export function ruleChanges(request: Request, present: Policy): readonly RuleChange[] {
  const kept = request.policy
  const { content } = currentRevision(request)
  const fresh = routed(present, content, request.screening)
  return [...groupsChanged(kept, fresh), ...chainChanged(kept, fresh), ...restChanged(kept, fresh)]
}

function groupsChanged(kept: Policy, fresh: Policy): readonly RuleChange[] {
  const added = Object.keys(fresh.groups).filter((group) => !Object.hasOwn(kept.groups, group))
  return [
    ...Object.entries(kept.groups).flatMap(([group, rules]): readonly RuleChange[] => {
      const now = fresh.groups[group]
      return now === undefined
        ? [{ of: 'group_dropped', group }]
        : [...changed('stage', stageOf(kept, group), stageOf(fresh, group)), ...groupChanged(rules, now)].map(
            (change) => ({ ...change, group }),
          )
    }),
    ...added.map((group): RuleChange => ({ of: 'group_added', group })),
  ]
}

const groupChanged = (kept: GroupPolicy, now: GroupPolicy) => [
  ...changed('quorum', kept.quorum, now.quorum),
  ...changed('rejections', kept.rejections, now.rejections),
  ...changed('group_time', kept.respondWithin, now.respondWithin),
]

function chainChanged(kept: Policy, fresh: Policy): readonly RuleChange[] {
  return [
    ...changed('executives', kept.executives.length, fresh.executives.length),
    ...kept.executives.flatMap(({ respondWithin }, index) => {
      const now = fresh.executives[index]
      if (now === undefined) return []
      const times = changed('executive_time', respondWithin, now.respondWithin)
      return times.map((change) => ({ ...change, level: index + 1 }))
    }),
  ]
}

function restChanged(kept: Policy, fresh: Policy): readonly RuleChange[] {
  return [
    ...changed('mediation_time', kept.mediation.lasts, fresh.mediation.lasts),
    ...changed('mediation_rounds', kept.mediation.rounds, fresh.mediation.rounds),
    ...changed('contest_time', kept.contest.within, fresh.contest.within),
    ...changed('requester_time', kept.requester.respondWithin, fresh.requester.respondWithin),
    ...changed('validity', kept.approval.validFor, fresh.approval.validFor),
    ...changed('questionnaire_from', kept.questionnaireFrom, fresh.questionnaireFrom),
    ...changed('independent_votes', kept.independentVotes, fresh.independentVotes),
  ]
}

const changed = <Of extends string, Value>(of: Of, was: Value, now: Value): readonly Changed<Of, Value>[] =>
  same(was, now) ? [] : [{ of, was, now }]
