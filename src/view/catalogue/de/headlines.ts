import type { Messages } from '../en.ts'
import { terms } from './terms.ts'

export const headlines: Messages['headlines'] = {
  decide: (name, by) => `${name} braucht Ihre Entscheidung bis ${by}`,
  decideAnew: (name, by) => `${name} wurde überarbeitet und braucht Ihre Entscheidung bis ${by}`,
  youDecided: (name) => `${name}: Sie haben entschieden, die Prüfung läuft weiter`,
  groupDecided: (name, groups) => `${name}: Entscheidung von ${groups} liegt vor, die Prüfung läuft weiter`,
  inReview: (name) => `${name} ist in Prüfung`,
  inReviewWith: (name, groups) => `${name} wartet auf ${groups}`,
  revise: (name, by) => `${name}: Änderungen verlangt, bitte bis ${by} überarbeiten`,
  beingRevised: (name) => `${name} wartet auf eine Überarbeitung`,
  answerConditions: (name, count, by) =>
    `${name} kann mit ${terms.conditions(count)} freigegeben werden: bitte bis ${by} antworten`,
  conditionsOffered: (name) => `${name} wartet auf eine Antwort zu den Auflagen`,
  rejectedContestable: (name, by) => `${name} wurde abgelehnt: Widerspruch ist bis ${by} möglich`,
  rejected: (name) => `${name} wurde abgelehnt`,
  mediate: (name, by) => `${name} steckt fest: bitte finden Sie bis ${by} eine Einigung`,
  deadlocked: (name) => `${name} steckt fest und ist in der Klärung`,
  rule: (name, by) => `${name} braucht Ihre endgültige Entscheidung bis ${by}`,
  withExecutive: (name, executives) => `${name} liegt zur endgültigen Entscheidung bei ${executives}`,
  publishNow: {
    post: (name) => `${name} ist freigegeben: Sie können ihn veröffentlichen`,
    channel: (name) => `${name} ist freigegeben: Sie können ihn eröffnen`,
  },
  publishAt: (name, slot) => `${name} ist freigegeben: bitte wie geplant veröffentlichen, ${slot}`,
  conditionsFirst: (name, count) =>
    `${name} ist freigegeben: vor der Veröffentlichung sind ${terms.conditions(count)} zu erfüllen`,
  chooseSlot: (name) => `${name} ist freigegeben, aber der Termin ist vorbei: bitte wählen Sie einen neuen`,
  approved: (name) => `${name} ist freigegeben`,
  yourConditions: (name, count) => `${name}: Sie haben noch ${terms.conditions(count)} zu erfüllen`,
  published: (name, kind) => `${name} ist ${kind === 'post' ? 'veröffentlicht' : 'eröffnet'}`,
  lapsed: (name) => `${name} ist verfallen`,
  revoked: (name) => `${name}: die Freigabe wurde widerrufen`,
  withdrawn: (name) => `${name} wurde zurückgezogen`,
  mediation: (name, by) => `${name}: bitte finden Sie bis ${by} eine Einigung`,
  mediationOver: (name) => `${name}: die Klärung ist beendet`,
  reminder: (headline) => `Erinnerung: ${headline}`,
  agreed: (name) => `${name}: Einigung erreicht, der Konflikt ist beendet`,
  positionStated: (name, side) => `${name}: ${side} sagt, was akzeptabel wäre`,
  ruledApproved: (name) => `${name} wurde durch die Leitung freigegeben`,
  ruledRejected: (name) => `${name} wurde durch die Leitung abgelehnt`,
  ruledSentBack: (name) => `${name} wurde durch die Leitung zurückgegeben`,
}
