import { currentRevision } from '../domain/request/queries.ts'
import type { Request } from '../domain/request/state.ts'
import type { NoticeCard } from './card.ts'
import { messagesIn } from './catalogue.ts'
import { asPlain, type Locale } from './text.ts'

/** The names of the chats, the same in every language. */
export const chatNames = { slack: 'Slack', teams: 'Teams' } as const
export type ChatName = keyof typeof chatNames

/** What stays of a card in a chat that it left: where it is now, and nothing to press. */
export function movedCard(
  request: Request,
  locale: Locale,
  to: ChatName,
  /** Opens it there; null where that is not known (yet). */
  link: string | null = null,
): NoticeCard {
  const { chats, terms } = messagesIn(locale)
  const { content, digest } = currentRevision(request)
  return {
    type: 'notice',
    request: request.id,
    number: request.number,
    locale,
    tone: 'over',
    headline: asPlain(chats.movedHeadline(terms.name[content.kind](request.number), chatNames[to])),
    lines: [
      chats.moved(chatNames[to]),
      ...(link === null
        ? []
        : [[{ type: 'link' as const, url: link, text: asPlain(chats.open(chatNames[to])) }]]),
    ],
    choices: [],
    version: request.version,
    digest,
  }
}
