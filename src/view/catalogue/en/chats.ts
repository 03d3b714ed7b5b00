import { rich } from '../../rich.ts'
import type { Rich } from '../../text.ts'

/** Which of several chats people read their cards in. Chats go by their own names. */
export const chats = {
  movedHeadline: (name: string, chat: string): string => `${name} is in ${chat} now`,
  moved: (chat: string): Rich => rich`You read this card in ${chat} now. Nothing happens here any more.`,
  asks: (here: string, other: string, typed: string): Rich =>
    rich`You are in Slack and Teams. Your cards come to ${here}. To read them in ${other} instead, write “${typed}” here.`,
  instead: (closed: string): Rich => rich`This came here because I cannot write to you in ${closed}.`,
  chosen: (chat: string): string =>
    `Your cards come to ${chat} from now on. Open ones move there within moments. Where ${chat} is closed to me, they come to the other chat.`,
  unchosen: 'Your cards come to the chat in which you were active last.',
}
