import type { Route } from '../domain/request/policy.ts'
import { listOf, sentence } from './rich.ts'
import { namesOfGroups, type Sight } from './sight.ts'
import { asPlain, type Rich } from './text.ts'

/** Which groups review the request, where not all of them do, and by which rule. */
export function routeOf(sight: Sight): readonly Rich[] {
  const { routing, groups } = sight.request.policy
  if (routing === undefined || Object.keys(routing.others).length === 0) return []
  const ids = Object.keys(groups)
  const names = namesOfGroups(sight, ids)
  const { route } = sight.messages
  const rule = routing.rule === null ? undefined : routing.rules[routing.rule]
  // A group that was required before stays so, whatever the rule says of this revision.
  const isWholeReason = rule !== undefined && ids.every((id) => rule.groups.includes(id))
  return [
    isWholeReason ? route.because(names, ids.length, reasonOf(sight, rule)) : route.only(names, ids.length),
  ]
}

/** "low-risk post on LinkedIn or Instagram" */
function reasonOf({ cast, locale, messages }: Sight, { when }: Route): Rich {
  const anyOf = (items: readonly string[]) =>
    listOf(
      items.map((item) => sentence(item)),
      locale,
      'any',
    )
  const { route } = messages
  return route.reason(
    when.kind?.length === 1 ? (when.kind[0] ?? null) : null,
    when.tier === undefined ? null : anyOf(when.tier.map((tier) => route.tier[tier])),
    when.platform === undefined ? null : anyOf(when.platform.map((id) => asPlain(cast.platform(id)))),
  )
}
