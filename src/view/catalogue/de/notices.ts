import { rich } from '../../rich.ts'
import type { Messages } from '../en.ts'

export const notices: Messages['notices'] = {
  why: (text) => rich`Warum es wichtig ist: „${text}“`,
  widened: (group) =>
    rich`Die Entscheidung von ${group} steht noch aus, deshalb ist jetzt die ganze Gruppe gefragt. Sie können weiterhin entscheiden.`,
  revised: (requester, revision) =>
    rich`${requester} hat Fassung ${revision} eingereicht. Frühere Entscheidungen zählen nicht mehr, bitte entscheiden Sie neu.`,
  revisedForInformation: (requester, revision) =>
    rich`${requester} hat Fassung ${revision} eingereicht. Frühere Entscheidungen zählen nicht mehr.`,
  groupSays: (group, state) => rich`${group}: ${state}`,
  resolved: () => rich`Die Seiten haben sich geeinigt, die Leitung muss nicht entscheiden.`,
  resolvedRevision: () => rich`Die Prüfung geht mit dem weiter, was vereinbart wurde.`,
  mediationOpened: () =>
    rich`Bitte suchen Sie eine Lösung, die beide Seiten akzeptieren können. Sagen Sie, was Sie akzeptieren würden: Oft genügt ein kleines Entgegenkommen.`,
  overheard: (button) =>
    rich`In diesem Kanal lesen auch andere mit. Darum steht hier nicht, worum es geht: Wer beteiligt ist, sieht beide Seiten unter „${button}“. Was hier geantwortet wird, lesen alle im Kanal.`,
  ownInChannel: () => rich`So sehen nur Sie diese Karte. Was hier geantwortet wird, lesen alle im Kanal.`,
  overheardNotice: (button) => rich`Wer beteiligt ist, sieht unter „${button}“, worum es geht.`,
  wouldAccept: (person, side, text) => rich`${person}, ${side}: „${text}“`,
  requesterSide: 'anfragende Seite',
  nextExecutive: () => rich`Auf der Ebene davor wurde nicht rechtzeitig entschieden.`,
  everybodyAway: () =>
    rich`Wer vor Ihnen hätte entscheiden sollen, ist abwesend. Deshalb wird nicht darauf gewartet.`,
  mediationUsed: () => rich`Die Anfrage steckte schon einmal fest, eine zweite Klärung gibt es nicht.`,
  ruling: (person, ruled, reason) => rich`${person} hat die Anfrage ${ruled}: „${reason}“`,
  ruled: {
    approve: 'freigegeben',
    approve_with_conditions: 'mit Auflagen freigegeben',
    reject: 'abgelehnt',
    send_back: 'einmalig zur Überarbeitung zurückgegeben',
  },
  slotMissed: (slot) =>
    rich`Geplant war ${slot}, und eine Freigabe gibt es noch nicht. Nichts wird von selbst verspätet veröffentlicht.`,
  chooseSlotNow: () => rich`Bitte wählen Sie einen neuen Termin. Bisherige Entscheidungen bleiben gültig.`,
  earliestSlot: (earliest) => rich`Der früheste Termin, der zu halten ist: ${earliest}.`,
  chooseSlotLater: () => rich`Wenn die Leitung zustimmt, wählen Sie danach einen neuen Termin.`,
  undone: {
    decision: (person) =>
      rich`${person} hat eine eben getroffene Entscheidung zurückgenommen, es war ein Fehlklick. Was daraus gefolgt war, zählt nicht mehr.`,
    position: (person) => rich`${person} hat das eben Gesagte zurückgenommen, es war ein Fehlklick.`,
    acceptance: (person) =>
      rich`${person} hat die Annahme der Auflagen zurückgenommen, es war ein Fehlklick. Was daraus gefolgt war, zählt nicht mehr.`,
  },
  notApproved: () =>
    rich`Es gibt keine Freigabe mehr: Bitte veröffentlichen Sie nichts. Ist schon etwas erschienen, nehmen Sie es bitte herunter und sprechen Sie mit den Gruppen.`,
  final: () => rich`Diese Entscheidung ist endgültig.`,
}
