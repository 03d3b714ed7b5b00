import { rich } from '../../rich.ts'
import type { Messages } from '../en.ts'

const requests = (count: number): string => (count === 1 ? '1 Anfrage' : `${count} Anfragen`)

export const together: Messages['together'] = {
  open: 'Mehrere freigeben',
  openFor: (group) => `Mehrere für ${group} freigeben`,
  title: 'Mehrere freigeben',
  intro: (group) =>
    rich`Diese Anfragen mit geringem Risiko dürfen Sie für ${group} ohne Fragebogen freigeben. Lesen Sie sie und wählen Sie aus, was Sie freigeben; vorausgewählt ist nichts.`,
  alone: (count) =>
    `${count} weitere ${count === 1 ? 'braucht Ihre Antwort einzeln' : 'brauchen Ihre Antworten einzeln'}: Es geht um mehr als ein geringes Risiko, oder jemand aus Ihrer Gruppe hatte Bedenken.`,
  later: (count) =>
    count === 1
      ? 'Eine weitere mit geringem Risiko kann danach folgen.'
      : `${count} weitere mit geringem Risiko können danach folgen.`,
  pick: {
    label: 'Welche davon geben Sie frei?',
    hint: 'Auf der nächsten Seite bestätigen Sie Ihre Auswahl.',
  },
  goOn: 'Weiter',
  files: (count) => (count === 1 ? '1 Datei' : `${count} Dateien`),
  confirm: (count) => `${requests(count)} freigeben`,
  confirming: (count, group) =>
    rich`${requests(count)} für ${group} freigeben? Jede wird als Ihre eigene Entscheidung erfasst, mit dem Vermerk, dass Sie sie gemeinsam freigegeben haben.`,
  request: (name, title) => rich`${name}: ${title}`,
  done: (count, group, numbers) =>
    count === 0 ? 'Es wurde nichts freigegeben.' : `${count} für ${group} freigegeben: ${numbers}.`,
  changed: (number) => `#${number} wurde inzwischen geändert: Bitte öffnen Sie die Anfrage.`,
  failed: (number) =>
    `#${number} ließ sich wegen eines Fehlers bei uns nicht erfassen. Bitte versuchen Sie es gleich noch einmal.`,
  refused: (number, happened, next) => `#${number} wurde nicht freigegeben. ${happened} ${next}`,
  openOne: (number) => `#${number} öffnen`,
}
