import type { RequestKind } from '../../../domain/request/content.ts'
import type { Tier } from '../../../domain/risk/types.ts'
import { type Part, rich } from '../../rich.ts'
import type { Rich } from '../../text.ts'

const nouns: Readonly<Record<RequestKind | 'any', string>> = {
  post: 'post',
  channel: 'channel',
  any: 'request',
}
const reviews = (count: number): string => (count === 1 ? 'reviews' : 'review')

/** Which groups review a request, and why not the others. */
export const route = {
  because: (groups: Part, count: number, reason: Rich): Rich =>
    rich`Only ${groups} ${reviews(count)} this: ${reason}`,
  only: (groups: Part, count: number): Rich => rich`Only ${groups} ${reviews(count)} this`,
  reason: (kind: RequestKind | null, tiers: Rich | null, platforms: Rich | null): Rich =>
    rich`${tiers === null ? '' : rich`${tiers} `}${nouns[kind ?? 'any']}${platforms === null ? '' : rich` on ${platforms}`}`,
  tier: {
    low: 'low-risk',
    medium: 'medium-risk',
    high: 'high-risk',
    critical: 'critical-risk',
  } satisfies Record<Tier, string>,
}
