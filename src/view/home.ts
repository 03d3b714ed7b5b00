import type { Instant } from '../domain/flavour.ts'
import type { Actor } from '../domain/request/actor.ts'
import { isOpen } from '../domain/request/queries.ts'
import type { Request } from '../domain/request/state.ts'
import { voiced } from '../domain/request/voice.ts'
import type { CardRole, HomeView } from './card.ts'
import type { Cast } from './cast.ts'
import { messagesIn } from './catalogue.ts'
import { titleOf } from './content.ts'
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
}): HomeView {
  const { general } = messagesIn(input.locale)
  const section = (title: string, empty: string, requests: readonly Request[], role: CardRole): Section => ({
    title: asPlain(title),
    empty: asPlain(empty),
    items: requests.map((request) => itemOf(request, role, input)),
  })
  return {
    locale: input.locale,
    greeting: asPlain(general.greeting(input.name)),
    sections: [
      section(general.waiting, general.waitingEmpty, byDeadline(input), 'reviewer'),
      section(general.mine, general.mineEmpty, input.mine.filter(isOpen), 'requester'),
      section(
        general.over,
        general.overEmpty,
        input.mine.filter((request) => !isOpen(request)),
        'requester',
      ),
    ],
    actions: input.mayRequest
      ? [
          { action: 'new_post', label: asPlain(general.newPost) },
          { action: 'new_channel', label: asPlain(general.newChannel) },
        ]
      : [],
  }
}

type Onlooker = Parameters<typeof homeView>[0]

function sightFrom(request: Request, role: CardRole, input: Onlooker) {
  const actor = voiced(
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

function byDeadline(input: Onlooker): readonly Request[] {
  const due = (request: Request) =>
    situationOf(sightFrom(request, 'reviewer', input)).deadline?.at ?? Number.POSITIVE_INFINITY
  return input.waiting
    .map((request) => ({ request, due: due(request) }))
    .sort((left, right) => (left.due === right.due ? 0 : left.due - right.due))
    .map(({ request }) => request)
}

function itemOf(request: Request, role: CardRole, input: Onlooker): Section['items'][number] {
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
