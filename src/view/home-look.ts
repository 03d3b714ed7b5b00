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

/** Where an overview is shown: on a page of its own, or as one message among others. */
export type HomeRoom = 'page' | 'message'

/**
 * Items on one page of each part. With all that is around them they stay below the hundred blocks of Slack's page, and
 * below the 80 KB of a message in Teams, which nobody wants to scroll through either.
 */
const pageSizes: Readonly<Record<HomeRoom, Readonly<Record<HomeSectionId, number>>>> = {
  page: { waiting: 15, mine: 15, over: 5, decided: 15 },
  message: { waiting: 10, mine: 8, over: 4, decided: 4 },
}

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
export const pageEnd = (section: HomeSectionId, page: number, room: HomeRoom): number =>
  (page + 1) * pageSizes[room][section]

/** The part of a list that a page shows; a page that is not there any more gives the last one. */
export function pageOf<Item>(
  section: HomeSectionId,
  items: readonly Item[],
  pages: NonNullable<HomeLook['pages']>,
  room: HomeRoom,
): HomePage & { readonly items: readonly Item[] } {
  const size = pageSizes[room][section]
  const last = Math.max(0, Math.ceil(items.length / size) - 1)
  const page = Math.min(Math.max(0, pages[section] ?? 0), last)
  const from = page * size
  const to = Math.min(items.length, from + size)
  return { items: items.slice(from, to), page, from, to, total: items.length }
}

/** As many are seen at one glance: for fewer, filters and a search would be only in the way. */
export const glance = 5

/** The value of a choice that stands for all. Platforms take no empty one. */
export const everything = 'all'

export const narrowings = ['kind', 'platform', 'tier', 'group'] as const
export type Narrowing = (typeof narrowings)[number]

/**
 * The look with these things chosen anew, from the first page on; `everything`, or no words, is no limit. What was
 * chosen is as unchecked as it came.
 */
export function narrowedBy(
  { pages: _, ...before }: HomeLook,
  chosen: Readonly<Partial<Record<Narrowing | 'words', string>>>,
): Readonly<Record<string, string>> {
  const all = Object.entries({ ...before, ...chosen }).map(
    ([id, value]) => [id, value.slice(0, 200)] as const,
  )
  return Object.fromEntries(
    all.filter(([id, value]) => value.trim() !== '' && (id === 'words' || value !== everything)),
  )
}

/** The look at another page of one part. */
export const turnedTo = (look: HomeLook, section: HomeSectionId, page: number): HomeLook => ({
  ...look,
  pages: { ...look.pages, [section]: page },
})
