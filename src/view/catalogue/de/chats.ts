import { rich } from '../../rich.ts'
import type { Messages } from '../en.ts'

export const chats: Messages['chats'] = {
  movedHeadline: (name, chat) => `${name} ist jetzt in ${chat}`,
  moved: (chat) => rich`Sie lesen diese Karte jetzt in ${chat}. Hier geschieht nichts mehr.`,
  open: (chat) => `In ${chat} öffnen`,
  asks: 'Sie sind in Slack und in Teams. Wo möchten Sie Ihre Karten lesen? Das lässt sich später ändern.',
  label: 'Ihre Karten kommen an',
  lastActive: 'Wo Sie zuletzt aktiv waren',
  instead: (closed) => rich`Das steht hier, weil ich Ihnen in ${closed} nicht schreiben kann.`,
  chosen: (chat) =>
    `Ihre Karten kommen ab jetzt in ${chat} an. Offene ziehen gleich dorthin um. Kann ich Ihnen in ${chat} nicht schreiben, kommen sie in den anderen Chat.`,
  unchosen: 'Ihre Karten kommen in dem Chat an, in dem Sie zuletzt aktiv waren.',
}
