import type { Instant } from '../domain/flavour.ts'
import type { Actor } from '../domain/request/actor.ts'
import type { Request } from '../domain/request/state.ts'
import type { DigestCard } from './card.ts'
import type { Cast } from './cast.ts'
import { messagesIn } from './catalogue.ts'
import { itemOf } from './home.ts'
import { limits, shorten } from './shorten.ts'
import { asPlain, type Locale } from './text.ts'

/** As many as one still reads in a message; a list of the rest is a command away. */
const listed = 20

/** What waits for somebody, as one message. `waiting` is not empty, and in the order in which it is to be shown. */
export function digestCard(about: {
  readonly locale: Locale
  readonly waiting: readonly Request[]
  readonly actor: Actor
  readonly cast: Cast
  readonly at: Instant
  /** The slash command, with the slash. */
  readonly command: string
}): DigestCard {
  const { locale, waiting, command, actor } = about
  const { digest } = messagesIn(locale)
  const shown = waiting.slice(0, listed)
  const { mayRequest } = actor
  return {
    type: 'digest',
    version: 1,
    locale,
    tone: 'action',
    headline: shorten(digest.headline(waiting.length), limits.headline),
    lines: [digest.intro(waiting.length)],
    items: shown.map((request) => itemOf(request, 'reviewer', { ...about, mayRequest })),
    more: waiting.length > shown.length ? asPlain(digest.more(waiting.length - shown.length, command)) : null,
  }
}
