/** Which groups review a request, by its kind, its platforms and the tier of its screening. */
import type { GroupId } from '../flavour.ts'
import type { Content } from '../request/content.ts'
import type { GroupPolicy, Policy, Route } from '../request/policy.ts'
import type { Screening } from '../risk/types.ts'

/** What a revision changes about who reviews. */
export interface Rerouting {
  readonly rule: number | null
  /** Groups that were not asked so far, with the rules that they are asked under. */
  readonly added: Readonly<Record<GroupId, GroupPolicy>>
}

/**
 * The policy with the groups alone that review this content; the others are kept for revisions. Without routes it is
 * the policy itself. Throws for a rule whose groups do not exist: the configuration refuses it.
 */
export function routed(policy: Policy, content: Content, screening: Screening): Policy {
  const { routing } = policy
  if (routing === undefined) return policy
  const everybody = { ...policy.groups, ...routing.others }
  const rule = matching(routing.rules, content, screening)
  const wanted = groupsOf(rule, routing.rules, Object.keys(everybody))
  const [groups, others] = parted(everybody, (group) => wanted.includes(group))
  if (Object.keys(groups).length === 0) throw new Error(`route ${rule} names no group that there is`)
  return { ...policy, groups, routing: { ...routing, rule, others } }
}

/**
 * Who else reviews a revision; null where nothing changes. A group that was required before stays so, whatever the rules
 * say of the new content: otherwise a revision could get rid of a reviewer.
 */
export function rerouted(policy: Policy, content: Content, screening: Screening): Rerouting | null {
  const { routing } = policy
  if (routing === undefined) return null
  const rule = matching(routing.rules, content, screening)
  const wanted = groupsOf(rule, routing.rules, Object.keys(routing.others))
  const [added] = parted(routing.others, (group) => wanted.includes(group))
  return Object.keys(added).length === 0 ? null : { rule, added }
}

/** The policy after a rerouting. */
export function withGroups(policy: Policy, { rule, added }: Rerouting): Policy {
  const { routing } = policy
  if (routing === undefined) throw new Error('nothing can be rerouted without routes')
  const [, others] = parted(routing.others, (group) => Object.hasOwn(added, group))
  return { ...policy, groups: { ...policy.groups, ...added }, routing: { ...routing, rule, others } }
}

function matching(rules: readonly Route[], content: Content, { tier }: Screening): number | null {
  const index = rules.findIndex(({ when }) => {
    const platforms = content.kind === 'post' ? content.channels : [content.platform]
    return (
      (when.kind?.includes(content.kind) ?? true) &&
      (when.tier?.includes(tier) ?? true) &&
      (when.platform === undefined || platforms.every((each) => when.platform?.includes(each)))
    )
  })
  return index < 0 ? null : index
}

function groupsOf(rule: number | null, rules: readonly Route[], all: readonly GroupId[]): readonly GroupId[] {
  return rule === null ? all : (rules[rule]?.groups ?? all)
}

function parted<Value>(
  record: Readonly<Record<string, Value>>,
  holds: (key: string) => boolean,
): readonly [Record<string, Value>, Record<string, Value>] {
  const entries = Object.entries(record)
  return [
    Object.fromEntries(entries.filter(([key]) => holds(key))),
    Object.fromEntries(entries.filter(([key]) => !holds(key))),
  ]
}
