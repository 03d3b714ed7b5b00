import { z } from 'zod'
import { requestKinds } from '../../domain/request/content.ts'
import type { Route } from '../../domain/request/policy.ts'
import { tiers } from '../../domain/risk/types.ts'
import { didYouMean } from '../suggest.ts'
import { cleanItems } from './clean.ts'
import { choice, leaf } from './leaf.ts'

const name = (what: string) =>
  leaf(what, { type: 'string' }, (value, say) =>
    typeof value === 'string' && value.trim() !== '' ? value.trim() : say(),
  )

/** One of them or a list; an empty list would hold for nothing. */
function oneOrMore<Item extends z.ZodType>(item: Item) {
  return z
    .preprocess(
      (value): unknown => (typeof value === 'string' ? [value] : value),
      z.array(item).superRefine((list, context) => {
        if (Array.isArray(list) && list.length === 0)
          context.addIssue({
            code: 'custom',
            message: 'is empty, so the rule could never match',
            params: { suggestion: 'Leave it out where it does not matter.' },
          })
      }),
    )
    .meta({ type: ['string', 'array'] })
}

const when = z.strictObject({
  kind: oneOrMore(choice(requestKinds)).describe('post or channel.').exactOptional(),
  platform: oneOrMore(name('the id of a platform'))
    .describe('A post goes to several platforms: all of them must be named.')
    .exactOptional(),
  tier: oneOrMore(choice(tiers)).describe('The risk as screened at submission.').exactOptional(),
})

export const route = z.strictObject({
  when: when.describe('What is left out holds for everything.'),
  groups: oneOrMore(name('the id of a group')).describe('The groups that review it.'),
})
export type RouteEntry = z.output<typeof route>

interface Routed {
  readonly groups: Readonly<Record<string, unknown>>
  readonly platforms: readonly { readonly id: string }[]
  readonly routes: readonly RouteEntry[]
}

type Report = (path: readonly PropertyKey[], message: string, suggestion: string | null) => void

/** Rules that name what there is not, that can never match, or that an earlier rule leaves nothing to. */
export function checkRoutes(
  { groups, platforms, routes }: Routed,
  issues: z.core.$ZodRawIssue[],
  report: Report,
): void {
  const known = { group: keysOf(groups), platform: idsOf(platforms) }
  const earlier: Route[] = []
  for (const [index, rule] of cleanItems(routes, issues, ['routes'])) {
    const path = ['routes', index]
    for (const [position, id] of rule.groups.entries())
      if (!known.group.includes(id))
        report(
          [...path, 'groups', position],
          `names a group that does not exist: “${id}”`,
          meant(id, known.group),
        )
    let possible = true
    for (const [position, id] of (rule.when.platform ?? []).entries())
      if (!known.platform.includes(id)) {
        possible = false
        report(
          [...path, 'when', 'platform', position],
          `names a platform that nobody can choose: “${id}”`,
          meant(id, known.platform),
        )
      }
    if (possible && isShadowed(rule, earlier, known.platform))
      report(
        path,
        'can never match: the rules before it take everything that it is for',
        'Move it further up, or remove it. The first rule that matches counts.',
      )
    earlier.push(rule)
  }
}

const keysOf = (record: unknown): readonly string[] =>
  typeof record === 'object' && record !== null ? Object.keys(record) : []
const idsOf = (list: unknown): readonly string[] =>
  Array.isArray(list) ? list.flatMap((each) => (typeof each?.id === 'string' ? [each.id] : [])) : []

const meant = (id: string, known: readonly string[]) => didYouMean(id, known) ?? `Known: ${known.join(', ')}.`

/** True when for each kind and tier of the rule some earlier rule takes all of its platforms. */
function isShadowed({ when }: Route, earlier: readonly Route[], platforms: readonly string[]): boolean {
  const wanted = when.platform ?? platforms
  const takes = (other: Route['when'], kind: (typeof requestKinds)[number], tier: (typeof tiers)[number]) =>
    (other.kind?.includes(kind) ?? true) &&
    (other.tier?.includes(tier) ?? true) &&
    (other.platform === undefined || wanted.every((id) => other.platform?.includes(id)))
  return (when.kind ?? requestKinds).every((kind) =>
    (when.tier ?? tiers).every((tier) => earlier.some((rule) => takes(rule.when, kind, tier))),
  )
}
