import type { RequestKind } from '../../../domain/request/content.ts'
import { rich, sentence } from '../../rich.ts'
import type { Messages } from '../en.ts'

const action: Record<RequestKind, string> = { post: 'veröffentlicht', channel: 'eröffnet' }

const mayDecide = (others: number): string =>
  others === 0
    ? ''
    : others === 1
      ? '; eine weitere Person kann entscheiden'
      : `; ${others} weitere Personen können entscheiden`

export const positions: Messages['positions'] = {
  pending: (by) => rich`Noch nicht entschieden, erwartet bis ${by}`,
  taken: (who, at) => rich`${who} hat das übernommen, ${at}.`,
  pendingQuorum: (have, need, by) => rich`Bisher ${have} von ${need} Zustimmungen, erwartet bis ${by}`,
  asked: (people, others) => rich`Gefragt: ${people}${mayDecide(others)}.`,
  wholeGroup: () => rich`Jetzt ist die ganze Gruppe gefragt.`,
  nobody: () => rich`In dieser Gruppe kann zurzeit niemand gefragt werden.`,
  afterOthers: (groups, count) =>
    rich`Wird gefragt, sobald ${groups} ${count === 1 ? 'zugestimmt hat' : 'zugestimmt haben'}`,
  notAsked: () => rich`Wurde nicht gefragt`,
  late: () => rich`Nicht rechtzeitig entschieden`,
  undecided: () => rich`Über diese Fassung nicht entschieden`,
  hiddenUntilYouDecide: () => rich`Sichtbar, sobald Sie selbst entschieden haben`,
  hiddenWhileUndo: (until) => rich`Sichtbar, sobald Ihre eigene Entscheidung feststeht, ${until}`,
  hiddenUntilOver: () => rich`Sichtbar, sobald die Prüfung beendet ist`,
  decided: {
    approved: (people, when) => rich`Freigegeben von ${people} (${when})`,
    approved_with_conditions: (people, when) => rich`Mit Auflagen freigegeben von ${people} (${when})`,
    changes_requested: (people, when) => rich`Änderungen verlangt von ${people} (${when})`,
    rejected: (people, when) => rich`Abgelehnt von ${people} (${when})`,
  },
  verb: {
    approve: 'freigegeben',
    approve_with_conditions: 'mit Auflagen freigegeben',
    request_changes: 'Änderungen verlangt',
    reject: 'abgelehnt',
  },
  ruling: {
    approve: (person, when) => rich`Endgültige Entscheidung von ${person} (${when}): freigegeben`,
    approve_with_conditions: (person, when) =>
      rich`Endgültige Entscheidung von ${person} (${when}): mit Auflagen freigegeben`,
    reject: (person, when) => rich`Endgültige Entscheidung von ${person} (${when}): abgelehnt`,
    send_back: (person, when) => rich`Entscheidung von ${person} (${when}): einmalig zurückgegeben`,
  },
  onBehalf: (by, absent) => rich`${by} für ${absent}`,
  oneDecision: (person, verb) => rich`${person}: ${verb}`,
  hasty: (seconds) =>
    rich`Entschieden ${seconds === 1 ? '1 Sekunde' : `${seconds} Sekunden`} nach dem Öffnen`,
  together: () => rich`Gemeinsam mit anderen freigegeben, mit einer Bestätigung`,
  comment: (text) => rich`Kommentar: „${text}“`,
  reason: (text) => rich`Grund: „${text}“`,
  changes: (text) => rich`Zu ändern: „${text}“`,
  wouldAccept: (text) => rich`Akzeptabel wäre: „${text}“`,
  notBinding: (text) => rich`Gewünscht, durch die endgültige Entscheidung nicht bindend: „${text}“`,
  condition: (due, owner, text) =>
    rich`Auflage, ${due.replace(/^[VN]/, (first) => first.toLowerCase())}, zu erfüllen von ${owner}: „${text}“`,
  numberedCondition: (position, due, owner, text) =>
    rich`Auflage ${position}, ${due.replace(/^[VN]/, (first) => first.toLowerCase())}, zu erfüllen von ${owner}: „${text}“`,
  conditionMet: (condition, person, when, evidence) =>
    rich`${condition} Als erfüllt bestätigt von ${person} (${when}): „${evidence}“`,
  risk: (score, likelihood, impact) =>
    sentence(`Risiko: ${score}, Eintritt ${likelihood}, Auswirkung ${impact}`),
  answer: (question, option) => rich`Wegen der Antwort „${option}“ auf „${question}“`,
  rationale: (text) => rich`Begründung: „${text}“`,
  requesterAsks: () => rich`Bittet um die Freigabe genau dieser Fassung`,
  contestsRejection: (reason) => rich`Widerspricht der Ablehnung: „${reason}“`,
  contestsConditions: (reason) => rich`Widerspricht den Auflagen: „${reason}“`,
  says: {
    approved: (groups, count) => rich`${groups} ${count === 1 ? 'gibt' : 'geben'} frei`,
    rejected: (groups, count) => rich`${groups} ${count === 1 ? 'lehnt' : 'lehnen'} ab`,
    changes: (groups, count) => rich`${groups} ${count === 1 ? 'verlangt' : 'verlangen'} Änderungen`,
    pending: (groups, count) => rich`${groups} ${count === 1 ? 'hat' : 'haben'} nicht entschieden`,
  },
}

export const question: Messages['question'] = {
  against: (name, kind, against, count) =>
    rich`Soll ${name} ${action[kind]} werden, obwohl ${against} nicht ${count === 1 ? 'zustimmt' : 'zustimmen'}?`,
  againstAndFor: (name, kind, against, count, inFavour) =>
    rich`Soll ${name} ${action[kind]} werden, obwohl ${against} nicht ${count === 1 ? 'zustimmt' : 'zustimmen'} (${inFavour} schon)?`,
  silent: (name, kind, silent) =>
    rich`Soll ${name} ohne eine Entscheidung von ${silent} ${action[kind]} werden?`,
  conditions: (name, kind, groups, requester) =>
    rich`Soll ${name} ohne die Auflagen von ${groups} ${action[kind]} werden, denen ${requester} widerspricht?`,
  rounds: (name, kind, revision) =>
    rich`Soll Fassung ${revision} von ${name} ${action[kind]} werden, obwohl sich die Seiten nicht einigen konnten?`,
}

export const consequences: Messages['consequences'] = {
  approve: (kind) =>
    kind === 'post'
      ? 'Genau diese Fassung darf veröffentlicht werden.'
      : 'Der Kanal darf genau wie beschrieben eröffnet werden.',
  approve_with_conditions: (kind) =>
    kind === 'post'
      ? 'Veröffentlicht werden darf, sobald Ihre vorher fälligen Auflagen erfüllt sind.'
      : 'Eröffnet werden darf, sobald Ihre vorher fälligen Auflagen erfüllt sind.',
  reject: (kind) =>
    kind === 'post'
      ? 'Der Beitrag wird nicht veröffentlicht, ein Widerspruch ist nicht möglich.'
      : 'Der Kanal wird nicht eröffnet, ein Widerspruch ist nicht möglich.',
  send_back: 'Die Anfrage wird überarbeitet, und die Gruppen entscheiden neu. Nur einmal möglich.',
  silence: 'Wenn Sie nicht entscheiden',
  silenceNext: (executives, by) =>
    rich`Nach ${by} liegt die Frage bei ${executives}. Schweigen ist nie eine Freigabe.`,
  silenceLast: (by) => rich`Bis ${by} werden Sie erinnert, danach verfällt die Anfrage ohne Freigabe.`,
}
