import { rich } from '../../rich.ts'
import type { Messages } from '../en.ts'

export const drafts: Messages['drafts'] = {
  title: 'Noch nicht abgeschickt',
  kind: { post: 'Beitrag', channel: 'Neuer Kanal' },
  typed: (kind, when) => rich`${kind}, Ihr Entwurf (${when})`,
  message: (kind, when) => rich`${kind}, begonnen mit einer Nachricht (${when})`,
  proposed: (kind, by, when) => rich`${kind}, vorgeschlagen von ${by} (${when})`,
  workflow: 'einem Workflow',
  empty: 'Noch nichts eingetragen',
  go: 'Fortsetzen',
  review: 'Prüfen und anfragen',
  discard: 'Verwerfen',
  discarded: 'Der Entwurf ist verworfen.',
  unfinished: (command, when) =>
    rich`Sie haben einen Entwurf (${when}). Um ihn fortzusetzen, schließen Sie dieses Formular und geben Sie ${command} ein.`,
  resumed: (when) => rich`Das ist Ihr Entwurf (${when}).`,
  fromMessage: () =>
    rich`Der Text stammt aus der Nachricht. Bitte prüfen Sie ihn: Er wird genau so veröffentlicht, wie er hier steht.`,
  cut: (max) =>
    rich`Nur die ersten ${max} Zeichen der Nachricht passen in dieses Formular. Der Rest fehlt hier.`,
  fromTool: (by) => rich`Vorgeschlagen von ${by}. Bitte prüfen Sie alles: Die Anfrage stellen Sie.`,
  fromRequest: (number) =>
    rich`Übernommen aus Anfrage #${number}. Bitte prüfen Sie alles und wählen Sie einen neuen Termin.`,
  fetching: (files) =>
    files === 1
      ? rich`Eine Datei wird geholt. Bitte warten Sie, bis sie im Formular steht.`
      : rich`${files} Dateien werden geholt. Bitte warten Sie, bis sie im Formular stehen.`,
  notFetched: (name) =>
    rich`Diese Datei ließ sich nicht übernehmen: ${name}. Bitte hängen Sie sie selbst an.`,
  tooLarge: (name, megabytes) =>
    rich`Diese Datei ist zu groß, möglich sind höchstens ${megabytes} MB: ${name}`,
  tooMany: (most, left) =>
    rich`Möglich sind höchstens ${most} Dateien. So viele weitere ließen sich nicht übernehmen: ${left}.`,
  mediaGone: () =>
    rich`Dateien der früheren Anfrage sind nicht mehr gespeichert. Bitte hängen Sie sie erneut an.`,
  unnamed: 'eine Datei ohne Namen',
  offered: (by) => `Vorbereitete Anfrage von ${by}`,
  offeredHint: () =>
    rich`Noch ist nichts angefragt, und niemand sonst sieht den Entwurf. Sie entscheiden, ob Sie anfragen.`,
  submitted: (number) => `Daraus wurde Ihre Anfrage #${number}`,
  over: 'Diesen Entwurf gibt es nicht mehr',
  overHint: () => rich`Er wurde verworfen oder zwei Wochen lang nicht genutzt. Es wurde nichts angefragt.`,
  notSent: 'Der Entwurf wurde verworfen oder nicht innerhalb von zwei Wochen abgeschickt.',
  unreadable: 'Der Schritt nennt keine Person oder keine Art von Anfrage, die Countersign kennt.',
}
