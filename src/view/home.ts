import type { GroupId, Instant } from '../domain/flavour.ts'
import type { Actor } from '../domain/request/actor.ts'
import { isOpen } from '../domain/request/queries.ts'
import { asKnown } from '../domain/request/same-person.ts'
import type { Request } from '../domain/request/state.ts'
import type { CardRole, HomeView, ListItem } from './card.ts'
import type { Cast } from './cast.ts'
import { messagesIn } from './catalogue.ts'
import { titleOf } from './content.ts'
import type { HomePage, HomeSectionId } from './home-look.ts'
import { rich, sentence, strong } from './rich.ts'
import { limits, shorten } from './shorten.ts'
import { sightOf } from './sight.ts'
import { situationOf } from './situation.ts'
import { asPlain, type Locale } from './text.ts'

type Section = HomeView['sections'][number]

/** A person's overview: what waits for them (nearest deadline first), what they asked for, what is over. */
export function homeView(input: {
  readonly locale: Locale
  readonly name: string
  readonly waiting: readonly Request[]
  readonly mine: readonly Request[]
  readonly mayRequest: boolean
  readonly cast: Cast
  /** Who looks, so that each line says what is asked of this very person. Without it, lines say only where it stands. */
  readonly actor?: Actor
  readonly at?: Instant
  /** What the reader decided on, latest first; absent for people who do not decide. */
  readonly decided?: readonly Request[]
  /** Which part of each list is given, where it is not all of it. */
  readonly pages?: Readonly<Partial<Record<HomeSectionId, HomePage>>>
  /** The groups for which several requests can be approved with one confirmation. */
  readonly together?: readonly { readonly id: GroupId; readonly name: string }[]
  /** Whether something was filtered out: an empty list then says so. */
  readonly narrowed?: boolean
}): HomeView {
  const { general } = messagesIn(input.locale)
  const section = (
    title: string,
    empty: string,
    requests: readonly Request[],
    role: CardRole,
    id: HomeSectionId,
  ): Section => ({
    title: asPlain(title),
    empty: asPlain(input.narrowed === true ? general.nothingFound : empty),
    items: requests.map((request) => itemOf(request, role, input)),
    ...(id === 'waiting' ? togetherOf(input) : {}),
    ...pagingOf(id, input),
  })
  return {
    locale: input.locale,
    greeting: asPlain(general.greeting(input.name)),
    sections: [
      section(general.waiting, general.waitingEmpty, byDeadline(input), 'reviewer', 'waiting'),
      section(general.mine, general.mineEmpty, input.mine.filter(isOpen), 'requester', 'mine'),
      section(
        general.over,
        general.overEmpty,
        input.mine.filter((request) => !isOpen(request)),
        'requester',
        'over',
      ),
      ...(input.decided === undefined
        ? []
        : [section(general.decided, general.decidedEmpty, input.decided, 'reviewer', 'decided')]),
    ],
    actions: input.mayRequest
      ? [
          { action: 'new_post', label: asPlain(general.newPost) },
          { action: 'new_channel', label: asPlain(general.newChannel) },
        ]
      : [],
  }
}

function pagingOf(id: HomeSectionId, input: Overview): Pick<Section, 'paging'> {
  const shown = input.pages?.[id]
  if (shown === undefined || (shown.from === 0 && shown.to === shown.total)) return {}
  const { general } = messagesIn(input.locale)
  const { page, from, to, total, isLeast = false } = shown
  return {
    paging: {
      section: id,
      line: asPlain((isLeast ? general.pagingLeast : general.paging)(from + 1, to, total)),
      next: to < total ? { page: page + 1, label: asPlain(general.showMore) } : null,
      previous: page > 0 ? { page: page - 1, label: asPlain(general.showPrevious) } : null,
    },
  }
}

function togetherOf({ together = [], actor, locale }: Overview): Pick<Section, 'together'> {
  if (together.length === 0) return {}
  const { open, openFor } = messagesIn(locale).together
  const only = actor?.groups.length === 1
  return {
    together: together.map(({ id, name }) => ({
      group: id,
      label: shorten(only ? open : openFor(name), limits.choiceLabel),
    })),
  }
}

type Overview = Parameters<typeof homeView>[0]
type Onlooker = Pick<Overview, 'locale' | 'mayRequest' | 'cast' | 'actor' | 'at'>

function sightFrom(request: Request, role: CardRole, input: Onlooker) {
  const actor = asKnown(
    request,
    input.actor ?? {
      person: role === 'requester' ? request.requester : '',
      standing: 'active',
      mayRequest: input.mayRequest,
      groups: [],
      executiveLevels: [],
    },
  )
  const seenAs = actor.person === request.requester ? 'requester' : role
  return sightOf(
    request,
    { role: seenAs, actor, locale: input.locale },
    input.cast,
    input.at ?? request.lastEventAt,
  )
}

function byDeadline(input: Overview): readonly Request[] {
  const due = (request: Request) =>
    situationOf(sightFrom(request, 'reviewer', input)).deadline?.at ?? Number.POSITIVE_INFINITY
  return input.waiting
    .map((request) => ({ request, due: due(request) }))
    .sort((left, right) => (left.due === right.due ? 0 : left.due - right.due))
    .map(({ request }) => request)
}

/** One request as a line of a list, in the eyes of whoever looks. */
export function itemOf(request: Request, role: CardRole, input: Onlooker): ListItem {
  const sight = sightFrom(request, role, input)
  const { tone, headline } = situationOf(sight)
  return {
    request: request.id,
    number: request.number,
    tone,
    line: rich`${strong(sight.name)} ${titleOf(sight)}`,
    detail: sentence(shorten(headline, limits.headline)),
  }
}
