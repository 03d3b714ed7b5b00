import { rich, sentence } from '../../rich.ts'
import type { Messages } from '../en.ts'
import { terms } from './terms.ts'

export const status: Messages['status'] = {
  askedToDecide: (requester, groups, revision) =>
    rich`${requester} bittet ${groups} um eine Entscheidung über Fassung ${revision}.`,
  youDecided: (verb, when) =>
    rich`Ihre Entscheidung (${when}) ist erfasst: ${verb}. Die Prüfung läuft, bis jede Gruppe entschieden hat.`,
  groupDecided: (groups) =>
    rich`Die Entscheidung von ${groups} liegt vor. Die Prüfung läuft, bis jede Gruppe entschieden hat.`,
  inReview: (requester) => rich`Die Gruppen entscheiden über die Anfrage von ${requester}.`,
  step: (step, all) => sentence(`Schritt ${step} von ${all}.`),
  joined: (groups, count) =>
    rich`Wegen des neuen Inhalts ${count === 1 ? 'prüft' : 'prüfen'} ab jetzt auch ${groups}.`,
  progress: (decided, all) =>
    sentence(
      `Entschieden ${decided === 1 ? 'hat' : 'haben'} ${decided} von ${all} ${all === 1 ? 'Gruppe' : 'Gruppen'}.`,
    ),
  changesRequested: (groups, count) => rich`${groups} ${count === 1 ? 'verlangt' : 'verlangen'} Änderungen.`,
  sentBack: (executive, reason) =>
    rich`${executive} hat die Anfrage einmalig zur Überarbeitung zurückgegeben: „${reason}“`,
  waitsForRevision: (requester, by) => rich`${requester} soll sie bis ${by} überarbeiten.`,
  conditionsOffered: (count) => sentence(`Alle Gruppen stimmen zu, mit ${terms.conditions(count)}.`),
  waitsForAnswer: (requester) => rich`Die Freigabe ist erteilt, sobald ${requester} die Auflagen annimmt.`,
  rejectedBy: (groups, count) => rich`${groups} ${count === 1 ? 'hat' : 'haben'} abgelehnt.`,
  rejectedByRuling: (executive, reason) => rich`${executive} hat endgültig abgelehnt: „${reason}“`,
  contestableUntil: (by) => rich`Bis ${by} ist ein Widerspruch möglich.`,
  rejectionFinal: () => rich`Die Ablehnung ist endgültig.`,
  disagreement: (positions) => rich`Die Gruppen sind sich nicht einig: ${positions}.`,
  contestedRejection: (requester, reason) => rich`${requester} widerspricht der Ablehnung: „${reason}“`,
  contestedConditions: (requester, reason) => rich`${requester} widerspricht den Auflagen: „${reason}“`,
  stalled: (groups) => rich`Von ${groups} kam nicht rechtzeitig eine Entscheidung.`,
  everybodyAway: (groups) =>
    rich`Von ${groups} kann rechtzeitig keine Entscheidung kommen: Wer dafür nötig ist, ist abwesend und hat keine Vertretung.`,
  revisedInMediation: (revision) =>
    rich`Fassung ${revision} soll den Konflikt beenden: Die Gruppen entscheiden jetzt darüber.`,
  rounds: (revision) => rich`Auch nach Fassung ${revision} gibt es keine Einigung.`,
  escalatedAtOnce: (executives, by) =>
    rich`Deshalb liegt die endgültige Entscheidung sofort und bis ${by} bei ${executives}.`,
  escalated: (executives, by) =>
    rich`Es kam nicht rechtzeitig zu einer Einigung. Die endgültige Entscheidung liegt bis ${by} bei ${executives}.`,
  approvedByQuorum: (revision) => rich`Alle Gruppen haben Fassung ${revision} freigegeben.`,
  approvedWithConditions: (revision, requester) =>
    rich`Fassung ${revision} ist mit Auflagen freigegeben, die ${requester} angenommen hat.`,
  approvedByRuling: (executive, revision, reason) =>
    rich`${executive} hat Fassung ${revision} endgültig freigegeben: „${reason}“`,
  validUntil: (until) => rich`Die Freigabe gilt bis ${until}.`,
  published: {
    post: (when, url) => rich`Veröffentlicht (${when}): ${url}`,
    channel: (when, url) => rich`Eröffnet (${when}): ${url}`,
  },
  lapsed: {
    validity_ended: (when) =>
      rich`Die Freigabe endete (${when}) und wurde nicht genutzt. Auf ihrer Grundlage darf nichts mehr veröffentlicht werden.`,
    requester_silent: (when) =>
      rich`Bis ${when} kam keine Antwort der anfragenden Person, deshalb ist die Anfrage beendet. Sie wurde nicht freigegeben.`,
    executives_silent: (when) =>
      rich`Bis ${when} hat die Leitung nicht entschieden, deshalb ist die Anfrage beendet. Schweigen ist nie eine Freigabe.`,
  },
  revoked: (person, when, reason) => rich`${person} hat die Freigabe (${when}) widerrufen: „${reason}“`,
  withdrawn: (requester, when) => rich`${requester} hat die Anfrage (${when}) zurückgezogen.`,
  withdrawnBecause: (requester, when, reason) =>
    rich`${requester} hat die Anfrage (${when}) zurückgezogen: „${reason}“`,
  revised: (revision, earlier) =>
    rich`Dies ist Fassung ${revision}. Entscheidungen bis Fassung ${earlier} zählen nicht mehr.`,
  earlierDecision: (group, revision, said) => rich`${group} zu Fassung ${revision}: „${said}“`,
}

export const next: Messages['next'] = {
  decideOrElse: (groups) =>
    rich`Fehlt bis dahin eine Entscheidung von ${groups}, geht die Anfrage in die Klärung und danach an die Leitung.`,
  youWereChosen: (group) =>
    rich`Sie sind für ${group} gefragt. Andere aus der Gruppe können ebenfalls entscheiden und werden alle gefragt, wenn rechtzeitig keine Entscheidung kommt.`,
  othersWereChosen: (people, group, count) =>
    rich`Für ${group} ${count === 1 ? 'ist' : 'sind'} ${people} gefragt. Sie können ebenfalls entscheiden.`,
  yourTurnComes: (groups) => rich`Sie werden gefragt, sobald ${groups} an der Reihe ist.`,
  keptInformed: () =>
    rich`Sie werden über diese Anfrage informiert, und diese Nachricht zeigt immer den aktuellen Stand.`,
  nothing: () => rich`Sie brauchen jetzt nichts zu tun.`,
  waitingForGroups: (groups) => rich`Es wird auf ${groups} gewartet.`,
  waitingForReview: () => rich`Es wird auf das Ende der Prüfung gewartet.`,
  toldOutcome: () => rich`Sie erfahren das Ergebnis mit den Gründen, sobald es feststeht.`,
  mayRevise: () =>
    rich`Sie können die Anfrage noch überarbeiten: Dann entscheiden alle Gruppen über die neue Fassung, und bisherige Entscheidungen zählen nicht mehr.`,
  revise: (by) =>
    rich`Bitte überarbeiten Sie die Anfrage bis ${by}. Alle Ihre Angaben sind schon eingetragen. Ohne Überarbeitung verfällt die Anfrage.`,
  waitingForRevision: (requester) =>
    rich`Es wird auf eine Überarbeitung durch ${requester} gewartet. Danach werden Sie um eine Entscheidung über die neue Fassung gebeten.`,
  waitingForRevisionOther: (requester) => rich`Es wird auf eine Überarbeitung durch ${requester} gewartet.`,
  mayAddChanges: () =>
    rich`Ihre Gruppe kann jetzt eigene Änderungen ergänzen, damit eine Überarbeitung für alle genügt.`,
  answerConditions: (by) =>
    rich`Bitte nehmen Sie die Auflagen bis ${by} an, widersprechen Sie ihnen oder überarbeiten Sie die Anfrage. Ohne Antwort verfällt die Anfrage.`,
  waitingForAnswer: (requester) => rich`Es wird auf eine Antwort von ${requester} zu den Auflagen gewartet.`,
  contest: (by) =>
    rich`Wenn Sie es anders sehen, widersprechen Sie bis ${by}: Dann suchen beide Seiten eine Einigung, und wenn das nicht gelingt, entscheidet die Leitung. Sie können die Anfrage auch überarbeiten.`,
  reviseRejected: (by) =>
    rich`Sie können die Anfrage bis ${by} überarbeiten: Dann entscheiden alle Gruppen über die neue Fassung.`,
  mayAcceptConditions: () => rich`Sie können die Auflagen auch doch noch annehmen.`,
  takeDown: () => rich`Wenn schon etwas veröffentlicht ist, nehmen Sie es bitte zurück.`,
  newRequest: () => rich`Sie können jederzeit eine neue Anfrage stellen.`,
  waitingForContest: (requester, by) =>
    rich`${requester} kann bis ${by} widersprechen. Danach ist die Ablehnung endgültig.`,
  mediateRequester: () =>
    rich`Sagen Sie, was Sie akzeptieren würden, oder überarbeiten Sie die Anfrage so, dass die andere Seite zustimmen kann.`,
  mediateReviewer: () =>
    rich`Sie können noch entscheiden oder Ihre Entscheidung ändern, und Sie können sagen, was Sie akzeptieren würden. Eine Einigung beendet den Konflikt sofort.`,
  mediationElse: () => rich`Ohne rechtzeitige Einigung entscheidet die Leitung.`,
  waitingForAgreement: () => rich`Es wird auf eine Einigung beider Seiten gewartet.`,
  rule: () =>
    rich`Bitte entscheiden Sie mit einer der Schaltflächen unten. Ihre Entscheidung ist endgültig, und alle Beteiligten erfahren den Grund.`,
  waitingForRuling: (executives, by) =>
    rich`Es wird bis ${by} auf die endgültige Entscheidung gewartet. Sie liegt bei ${executives}.`,
  earlierLevel: () => rich`Sie werden gefragt, falls nicht rechtzeitig entschieden wird.`,
  rulingFinal: () => rich`Diese Entscheidung ist endgültig. Bis dahin kann niemand sonst entscheiden.`,
  chooseSlot: (slot) =>
    rich`Der geplante Termin (${slot}) war vor der Freigabe vorbei. Nichts wird von selbst verspätet veröffentlicht: Bitte wählen Sie zuerst einen neuen Termin.`,
  meetFirst: () => rich`Bitte erst die offenen Auflagen erfüllen, dann veröffentlichen.`,
  publish: {
    post: () =>
      rich`Veröffentlichen Sie genau diese Fassung. Wählen Sie danach „Veröffentlichung melden“ und geben Sie die Adresse des Beitrags ein.`,
    channel: () =>
      rich`Eröffnen Sie den Kanal genau wie beschrieben. Wählen Sie danach „Eröffnung melden“ und geben Sie seine Adresse ein.`,
  },
  publishAt: (slot) => rich`Geplant für ${slot}.`,
  waitingForPublication: (requester) => rich`Es wird auf die Veröffentlichung durch ${requester} gewartet.`,
  openCondition: (condition) => rich`Offen: ${condition}`,
  confirmCondition: () =>
    rich`Bitte bestätigen Sie jede Ihrer Auflagen, sobald sie erfüllt ist, und sagen Sie wie.`,
  waitingForConditions: (count) =>
    sentence(
      `Vor der Veröffentlichung ${count === 1 ? 'ist' : 'sind'} noch ${terms.conditions(count)} zu erfüllen.`,
    ),
  mayUndo: (until) => rich`Verklickt? Was Sie gerade getan haben, können Sie bis ${until} zurücknehmen.`,
  mayRevoke: () => rich`Wenn sich das Risiko ändert, kann die Freigabe widerrufen werden.`,
}

export const deadline: Messages['deadline'] = {
  yourDecision: (by) => rich`Ihre Entscheidung wird bis ${by} erwartet`,
  review: (by) => rich`Die Prüfung endet bis ${by}`,
  nextDecision: (by) => rich`Die nächste Entscheidung wird bis ${by} erwartet`,
  yourRevision: (by) => rich`Ihre Überarbeitung wird bis ${by} erwartet`,
  revision: (by) => rich`Die Überarbeitung wird bis ${by} erwartet`,
  yourAnswer: (by) => rich`Ihre Antwort wird bis ${by} erwartet`,
  answer: (by) => rich`Die Antwort wird bis ${by} erwartet`,
  contest: (by) => rich`Widerspruch ist bis ${by} möglich`,
  mediation: (by) => rich`Die Klärung endet: ${by}`,
  yourRuling: (by) => rich`Ihre endgültige Entscheidung wird bis ${by} erwartet`,
  ruling: (by) => rich`Die endgültige Entscheidung wird bis ${by} erwartet`,
  validity: (by) => rich`Die Freigabe endet: ${by}`,
}
