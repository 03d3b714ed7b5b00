import { rich } from '../../rich.ts'
import type { Rich } from '../../text.ts'

/** Which of several chats people read their cards in. Chats go by their own names. */
export const chats = {
  movedHeadline: (name: string, chat: string): string => `${name} is in ${chat} now`,
  moved: (chat: string): Rich => rich`You read this card in ${chat} now. Nothing happens here any more.`,
  open: (chat: string): string => `Open it in ${chat}`,
  asks: 'You are in Slack and in Teams. Where would you like to read your cards? You can change this later.',
  label: 'Your cards come to',
  lastActive: 'Where you were active last',
  instead: (closed: string): Rich => rich`This came here because I cannot write to you in ${closed}.`,
  chosen: (chat: string): string =>
    `Your cards come to ${chat} from now on. Open ones move there within moments. Where ${chat} is closed to me, they come to the other chat.`,
  unchosen: 'Your cards come to the chat in which you were active last.',
}
