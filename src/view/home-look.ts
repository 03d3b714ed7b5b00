import type { RequestKind } from '../domain/request/content.ts'
import type { Tier } from '../domain/risk/types.ts'

export const homeSections = ['waiting', 'mine', 'decided'] as const
export type HomeSectionId = (typeof homeSections)[number]

/** How somebody looks at their overview: what is shown of it, and which page of each part. Absent: everything. */
export interface HomeLook {
  readonly kind?: RequestKind
  readonly platform?: string
  readonly tier?: Tier
  readonly group?: string
  /** Words of the title or the number. */
  readonly words?: string
  /** Counted from 0. */
  readonly pages?: Readonly<Partial<Record<HomeSectionId, number>>>
}

/** Items on one page of a part: three pages and all that is around them stay well below Slack's hundred blocks. */
export const homePage = 15

/** The part of a list that a page shows; a page that is not there any more gives the last one. */
export function pageOf<Item>(items: readonly Item[], page: number) {
  const last = Math.max(0, Math.ceil(items.length / homePage) - 1)
  const current = Math.min(Math.max(0, page), last)
  const from = current * homePage
  return { items: items.slice(from, from + homePage), page: current, from, total: items.length }
}
