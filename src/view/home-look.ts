import type { RequestKind } from '../domain/request/content.ts'
import type { Tier } from '../domain/risk/types.ts'

export const homeSections = ['waiting', 'mine', 'over', 'decided'] as const
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

/** Items on one page of each part: with all that is around them they stay below Slack's hundred blocks. */
const pageSizes: Readonly<Record<HomeSectionId, number>> = { waiting: 15, mine: 15, over: 5, decided: 15 }

/** A part of a longer list. */
export interface HomePage {
  readonly page: number
  readonly from: number
  /** One after the last that the page shows. */
  readonly to: number
  readonly total: number
  /** Whether there may be more than `total`. */
  readonly isLeast?: boolean
}

/** One after the last item that this page holds. */
export const pageEnd = (section: HomeSectionId, page: number): number => (page + 1) * pageSizes[section]

/** The part of a list that a page shows; a page that is not there any more gives the last one. */
export function pageOf<Item>(
  section: HomeSectionId,
  items: readonly Item[],
  pages: NonNullable<HomeLook['pages']>,
): HomePage & { readonly items: readonly Item[] } {
  const size = pageSizes[section]
  const last = Math.max(0, Math.ceil(items.length / size) - 1)
  const page = Math.min(Math.max(0, pages[section] ?? 0), last)
  const from = page * size
  const to = Math.min(items.length, from + size)
  return { items: items.slice(from, to), page, from, to, total: items.length }
}

/** As many are seen at one glance: for fewer, filters and a search would be only in the way. */
export const glance = 5
