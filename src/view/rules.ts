import type { Duration } from '../domain/calendar/duration.ts'
import { isOpen, type RuleChange, ruleChanges } from '../domain/request/queries.ts'
import type { Fact } from './card.ts'
import { sentence } from './rich.ts'
import { instant, type Sight } from './sight.ts'
import { asPlain, type Rich } from './text.ts'

/**
 * That the request keeps the rules it was submitted under, where those in force now are others, and which. Nothing is
 * decided any more on a request that is over, so nothing is said of it.
 */
export function rulesOf(sight: Sight): readonly Fact[] {
  const { request, cast, messages } = sight
  if (!isOpen(request)) return []
  const changes = ruleChanges(request, cast.rules)
  if (changes.length === 0) return []
  const { rules, terms } = messages
  const since = changes.map((change) => inWords(sight, change)).join('; ')
  const value: Rich = rules.kept(instant(sight, request.submittedAt), sentence(since))
  return [{ label: asPlain(terms.label.rules), value }]
}

function inWords({ messages, cast }: Sight, change: RuleChange): string {
  const { rules } = messages
  switch (change.of) {
    case 'group_added':
      return rules.groupAdded(cast.group(change.group))
    case 'group_dropped':
      return rules.groupDropped(cast.group(change.group))
    case 'quorum':
      return rules.quorum(cast.group(change.group), change.now, change.was)
    case 'rejections':
      return rules.rejections(cast.group(change.group), change.now, change.was)
    case 'stage':
      return rules.stage(cast.group(change.group), change.now, change.was)
    case 'group_time':
      return rules.groupTime(cast.group(change.group), ...times(change))
    case 'executives':
      return rules.executives(change.now, change.was)
    case 'executive_time':
      return rules.executiveTime(change.level, ...times(change))
    case 'mediation_rounds':
      return rules.rounds(change.now, change.was)
    case 'mediation_time':
    case 'contest_time':
    case 'requester_time':
    case 'validity':
      return rules.time[change.of](...times(change))
    case 'questionnaire_from':
      return rules.questionnaireFrom(messages.terms.tier[change.now], messages.terms.tier[change.was])
    case 'independent_votes':
      return change.now ? rules.votesHidden : rules.votesShown
    default:
      return change satisfies never
  }

  function times({ now, was }: { readonly now: Duration; readonly was: Duration }): [string, string] {
    return [lengthOf(now), lengthOf(was)]
  }

  /** In the largest unit that needs no fraction. */
  function lengthOf(duration: Duration): string {
    if (duration.unit === 'working_hours') return rules.length.workingHours(duration.hours)
    if (duration.unit === 'working_days') return rules.length.workingDays(duration.days)
    const { milliseconds } = duration
    if (milliseconds % 86_400_000 === 0) return rules.length.days(milliseconds / 86_400_000)
    if (milliseconds % 3_600_000 === 0) return rules.length.hours(milliseconds / 3_600_000)
    return milliseconds % 60_000 === 0
      ? rules.length.minutes(milliseconds / 60_000)
      : rules.length.seconds(milliseconds / 1_000)
  }
}
