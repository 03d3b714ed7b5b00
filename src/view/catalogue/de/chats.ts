import { rich } from '../../rich.ts'
import type { Messages } from '../en.ts'

export const chats: Messages['chats'] = {
  movedHeadline: (name, chat) => `${name} ist jetzt in ${chat}`,
  moved: (chat) => rich`Sie lesen diese Karte jetzt in ${chat}. Hier geschieht nichts mehr.`,
  asks: (here, other, typed) =>
    rich`Sie sind in Slack und Teams. Ihre Karten kommen in ${here} an. Möchten Sie sie lieber in ${other} lesen, schreiben Sie hier „${typed}“.`,
  instead: (closed) => rich`Das steht hier, weil ich Ihnen in ${closed} nicht schreiben kann.`,
  chosen: (chat) =>
    `Ihre Karten kommen ab jetzt in ${chat} an. Offene ziehen gleich dorthin um. Kann ich Ihnen in ${chat} nicht schreiben, kommen sie in den anderen Chat.`,
  unchosen: 'Ihre Karten kommen in dem Chat an, in dem Sie zuletzt aktiv waren.',
}
