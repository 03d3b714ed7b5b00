import { rich } from '../../rich.ts'
import type { Messages } from '../en.ts'

export const digest: Messages['digest'] = {
  headline: (count) => (count === 1 ? 'Eine Anfrage wartet auf Sie' : `${count} Anfragen warten auf Sie`),
  intro: (count) =>
    count === 1
      ? rich`Ihre Sammelnachricht. „Details“ öffnet die Anfrage, dort können Sie auch entscheiden.`
      : rich`Ihre Sammelnachricht, die nächste Frist zuerst. „Details“ öffnet eine Anfrage, dort können Sie auch entscheiden.`,
  more: (count, command) => `und ${count} weitere: ${command} meine zeigt alle`,
  atOnce: (digest) =>
    rich`Sie erhalten das sofort: Nach Ihrer nächsten Sammelnachricht (${digest}) bliebe Ihnen bis zur Frist zu wenig Zeit.`,
  chosen: (time, zone) =>
    `Ab jetzt erhalten Sie an Arbeitstagen um ${time} Uhr Ihrer eigenen Zeit (${zone}) eine Nachricht mit allem, was auf Sie wartet, und keine einzelnen Erinnerungen. Neue Prüfungen kommen mit ihr. Nur wenn Ihnen bis zu einer Frist zu wenig Zeit bliebe, hören Sie sofort davon. Wartet nichts, kommt auch nichts.`,
  off: 'Ab jetzt werden Sie wieder einzeln gefragt und erinnert. Was für Ihre Sammelnachricht zurückgehalten war, kommt jetzt.',
  label: 'Meine Sammelnachricht',
  none: 'Einzelne Nachrichten',
  at: (time) => `An Arbeitstagen um ${time} Uhr`,
}
