import type { ChatQuestion } from './card.ts'
import { messagesIn } from './catalogue.ts'
import { chatNames } from './moved-card.ts'
import { sentence } from './rich.ts'
import { asPlain, type Locale } from './text.ts'

/** The order in which the chats are offered, the same everywhere. */
export const offeredChats = ['slack', 'teams'] as const

/** Where somebody with both chats wants their cards. */
export const chatQuestion = (locale: Locale): ChatQuestion => ({
  line: sentence(messagesIn(locale).chats.asks),
  options: offeredChats.map((chat) => ({ chat, label: asPlain(chatNames[chat]) })),
})
