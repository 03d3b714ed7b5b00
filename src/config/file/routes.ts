import { z } from 'zod'
import { requestKinds } from '../../domain/request/content.ts'
import type { Route } from '../../domain/request/policy.ts'
import { tiers } from '../../domain/risk/types.ts'
import { didYouMean } from '../suggest.ts'
import { cleanItems } from './clean.ts'
import { choice, leaf, shown } from './leaf.ts'

const name = (what: string) =>
  leaf(what, { type: 'string' }, (value, say) =>
    typeof value === 'string' && value.trim() !== '' ? value.trim() : say(),
  )

/** One or several, each told apart by its place in the list; an empty list would hold for nothing. */
function oneOrMore<Value>(expects: string, item: z.ZodType<Value>) {
  const read = (value: unknown, path: readonly number[], context: z.RefinementCtx): readonly Value[] => {
    const result = item.safeParse(value)
    if (result.success) return [result.data]
    for (const { message, ...issue } of result.error.issues)
      context.addIssue({ code: 'custom', path: [...path], message, params: paramsOf(issue) })
    return []
  }
  const { $schema: _schema, ...each } = z.toJSONSchema(item, { io: 'input' })
  return z
    .unknown()
    .transform((value, context): readonly Value[] => {
      const say = (message: string, suggestion: string | null = null) => {
        context.addIssue({ code: 'custom', message, params: { suggestion } })
        return z.NEVER
      }
      if (value === undefined) return say(`is missing: it must be ${expects}, or a list`)
      if (typeof value === 'string') return read(value, [], context)
      if (!Array.isArray(value)) return say(`must be ${expects}, or a list, not ${shown(value)}`)
      if (value.length === 0)
        return say('is empty, so the rule could never match', 'Leave it out where it does not matter.')
      return value.flatMap((entry: unknown, index) => read(entry, [index], context))
    })
    .meta({ anyOf: [each, { type: 'array', items: each, minItems: 1 }] })
}

const paramsOf = (issue: object): Record<string, unknown> =>
  'params' in issue && typeof issue.params === 'object' ? { ...issue.params } : {}

const when = z.strictObject({
  kind: oneOrMore('post or channel', choice(requestKinds)).describe('post or channel.').exactOptional(),
  platform: oneOrMore('the id of a platform', name('the id of a platform'))
    .describe('A post goes to several platforms: all of them must be named.')
    .exactOptional(),
  tier: oneOrMore('a tier of risk', choice(tiers))
    .describe('The risk as screened at submission.')
    .exactOptional(),
})

export const route = z.strictObject({
  when: when.describe('What is left out holds for everything.'),
  groups: oneOrMore('the id of a group', name('the id of a group')).describe('The groups that review it.'),
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
