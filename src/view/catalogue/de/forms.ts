import { rich } from '../../rich.ts'
import type { Messages } from '../en.ts'

const field = (label: string, hint?: string) => (hint === undefined ? { label } : { label, hint })

export const forms: Messages['forms'] = {
  cancel: 'Abbrechen',
  compose: {
    post: { title: 'Neuer Beitrag', submit: 'Um Freigabe bitten' },
    channel: { title: 'Neuer Kanal', submit: 'Um Freigabe bitten' },
  },
  verb: {
    approve: { title: 'Freigeben', submit: 'Freigeben' },
    approve_with_conditions: { title: 'Mit Auflagen freigeben', submit: 'Freigeben' },
    request_changes: { title: 'Änderungen verlangen', submit: 'Änderungen verlangen' },
    reject: { title: 'Ablehnen', submit: 'Ablehnen' },
    revise: { title: 'Überarbeiten', submit: 'Fassung einreichen' },
    withdraw: { title: 'Zurückziehen', submit: 'Zurückziehen' },
    accept_conditions: { title: 'Auflagen annehmen', submit: 'Annehmen' },
    contest: { title: 'Widersprechen', submit: 'Widersprechen' },
    state_position: { title: 'Was ist akzeptabel?', submit: 'Beiden Seiten sagen' },
    rule_approve: { title: 'Endgültig freigeben', submit: 'Endgültig freigeben' },
    rule_approve_with_conditions: { title: 'Endgültig mit Auflagen', submit: 'Endgültig freigeben' },
    rule_reject: { title: 'Endgültig ablehnen', submit: 'Endgültig ablehnen' },
    rule_send_back: { title: 'Einmal zurückgeben', submit: 'Zurückgeben' },
    meet_condition: { title: 'Auflage ist erfüllt', submit: 'Bestätigen' },
    reschedule: { title: 'Neuen Termin wählen', submit: 'Speichern' },
    publish: { title: 'Veröffentlichung melden', submit: 'Melden' },
    revoke: { title: 'Freigabe widerrufen', submit: 'Widerrufen' },
    undo: { title: 'Rückgängig machen', submit: 'Rückgängig machen' },
    take: { title: 'Ich übernehme', submit: 'Ich übernehme' },
    hand_back: { title: 'Zurückgeben', submit: 'Zurückgeben' },
  },
  openChannel: { title: 'Eröffnung melden', submit: 'Melden' },
  section: {
    goal: 'Worum es geht',
    content: 'Inhalt',
    planning: 'Planung',
    security: 'Schutz des Kontos',
    operation: 'Alltag',
    informing: 'Wer Bescheid wissen soll',
    risk: 'Wie beurteilen Sie das Risiko?',
    questionnaire: 'Fragebogen',
    questionnaireOptional: 'Fragebogen (freiwillig)',
    condition: (position) => `Auflage ${position}`,
    conditionOptional: (position) => `Auflage ${position} (freiwillig)`,
  },
  field: {
    channels: field('Wo soll er erscheinen?', 'Wählen Sie alle Stellen, an denen er veröffentlicht wird.'),
    text: field('Text des Beitrags', 'Genau so, wie er veröffentlicht wird, mit Hashtags und Erwähnungen.'),
    link: field('Link', 'Die Seite, auf die der Beitrag führt, beginnend mit https://'),
    slot: field('Geplant für', 'Lassen Sie das leer, wenn er erscheinen soll, sobald er freigegeben ist.'),
    needWhy: field(
      'Warum ist es wichtig?',
      'Was das Unternehmen davon hat. Die Prüfenden wägen das Risiko dagegen ab.',
    ),
    needIfLate: field(
      'Was geschieht, wenn es zu spät kommt?',
      'Zum Beispiel: Dann ist die Messe vorbei. Sagen Sie auch, was ohne Freigabe geschieht.',
    ),
    keepInformed: field(
      'Informiert halten',
      'E-Mail-Adressen von Kolleginnen und Kollegen, die den Stand sehen sollen. Sie erhalten eine Nachricht und müssen nichts tun.',
    ),
    audience: field('Wen soll es erreichen?', 'Zum Beispiel: IT-Entscheider in Deutschland.'),
    features: field(
      'Was enthält er?',
      'Bitte alles Zutreffende ankreuzen. Das hilft, das Risiko schnell zu beurteilen.',
    ),
    platform: field('Plattform'),
    handle: field('Name des Kontos', 'Zum Beispiel: @example.karriere'),
    purpose: field('Wozu dient der Kanal?', 'Was dort erscheinen soll, und wie oft.'),
    owner: field('Wer ist verantwortlich?', 'Der Name einer Person.'),
    deputy: field('Wer vertritt?', 'Der Name einer anderen Person, die jederzeit einspringen kann.'),
    access: field('Wer erhält Zugang?', 'Personen, Teams und Agenturen, und was sie jeweils dürfen.'),
    mfa: field('Zweiter Faktor bei der Anmeldung', 'Passkeys und Hardware-Schlüssel schützen am besten.'),
    recoveryContact: field(
      'Kontakt für die Wiederherstellung',
      'Die Adresse oder Nummer, über die sich der Zugang zurückholen lässt. Am besten ein gemeinsames Postfach der Organisation.',
    ),
    tools: field(
      'Welche Werkzeuge sind verbunden?',
      'Zum Beispiel für Planung oder Auswertung. Schreiben Sie „keine“, wenn es keine gibt.',
    ),
    personalData: field(
      'Welche personenbezogenen Daten fallen an?',
      'In Nachrichten, Kommentaren, Formularen oder Werbezielgruppen.',
    ),
    staffing: field(
      'Wer betreut ihn, und wann?',
      'Wer antwortet, in welcher Zeit, und wer am Wochenende und in einer Krise hinsieht.',
    ),
    retirement: field(
      'Was geschieht am Ende?',
      'Wann und durch wen der Kanal geschlossen oder archiviert wird, wenn er nicht mehr genutzt wird.',
    ),
    comment: field('Kommentar', 'Die anfragende Person und die anderen Gruppen können ihn lesen.'),
    reason: field('Grund', 'Die anfragende Person liest das. Nennen Sie das Risiko, das Sie sehen.'),
    contestReason: field(
      'Warum sehen Sie es anders?',
      'Beide Seiten und gegebenenfalls die Leitung lesen das.',
    ),
    rulingReason: field('Grund', 'Alle Beteiligten lesen das.'),
    revokeReason: field(
      'Warum wird die Freigabe widerrufen?',
      'Sagen Sie, was sich geändert hat. Die anfragende Person liest das.',
    ),
    withdrawReason: field('Grund', 'Er hilft den Prüfenden, es zu verstehen.'),
    wouldAccept: field('Was wäre akzeptabel?', 'Ein Ausweg, zum Beispiel: ohne den Namen des Kunden.'),
    contestWouldAccept: field(
      'Was würden Sie akzeptieren?',
      'Zum Beispiel: ein anderes Bild, aber der Termin bleibt.',
    ),
    positionWouldAccept: field('Was würden Sie akzeptieren?', 'Beide Seiten sehen das sofort.'),
    changes: field('Was soll sich ändern?', 'Möglichst genau, damit eine Überarbeitung genügt.'),
    likelihood: field('Wie wahrscheinlich ist ein Schaden?'),
    impact: field('Wie schwer wäre er?'),
    rationale: field('Begründung', 'Warum dieses Risiko vertretbar ist, in ein oder zwei Sätzen.'),
    rationaleOptional: field('Begründung', 'Wie Sie zu Ihrem Urteil kommen.'),
    conditionText: field('Was ist zu tun?', 'So, dass alle erkennen können, ob es erfüllt ist.'),
    conditionOwner: field('Durch wen?'),
    conditionDue: field('Bis wann?'),
    evidence: field(
      'Wie wurde sie erfüllt?',
      'Zum Beispiel: was getan wurde, durch wen, und wo man es sieht.',
    ),
    newSlot: field('Neuer Termin', 'In der Zukunft. Die Freigabe bleibt, wie sie ist.'),
    url: field('Webadresse', 'Die vollständige Adresse, beginnend mit https://'),
  },
  media: (max) => field('Bilder, Videos, Dateien', `Bis zu ${max}. Die Prüfenden sehen genau diese Dateien.`),
  level: (level, words) => `${level}: ${words}`,
  owner: { requester: 'Anfragende Person', group: 'Unsere Gruppe' },
  rulingOwner: { requester: 'Anfragende Person', group: 'Die prüfenden Gruppen' },
  intro: {
    compose: () =>
      rich`Die zuständigen Gruppen sehen genau das, was Sie hier eingeben, und entscheiden darüber.`,
    decideFor: (name, group, revision) =>
      rich`Sie entscheiden für ${group} über Fassung ${revision} von ${name}.`,
    short: (tier) =>
      rich`Ersteinschätzung des Risikos: ${tier}. Wenn Sie zustimmen, können Sie gleich absenden.`,
    full: (tier) =>
      rich`Ersteinschätzung des Risikos: ${tier}. Bei dieser Stufe braucht eine Freigabe alle Antworten und eine Begründung.`,
    ruling: (name) => rich`Ihre Entscheidung über ${name} ist endgültig. Der Grund geht an alle Beteiligten.`,
    sendBack: (name) =>
      rich`${name} wird noch einmal überarbeitet, und die Gruppen entscheiden neu. Das ist nur einmal möglich.`,
    revise: (name, next) =>
      rich`Sie ändern ${name}. Alle Gruppen entscheiden über Fassung ${next}, bisherige Entscheidungen zählen nicht mehr.`,
    withdraw: (name) => rich`${name} endet ohne Freigabe. Das lässt sich nicht rückgängig machen.`,
    contest: () =>
      rich`Beide Seiten suchen dann eine Einigung. Gelingt das nicht, entscheidet die Leitung, und diese Entscheidung ist endgültig.`,
    position: () => rich`Oft genügt ein kleines Entgegenkommen. Eine Einigung beendet den Konflikt sofort.`,
    condition: (text) => rich`Die Auflage: „${text}“`,
    reschedule: (slot) => rich`Bisher geplant: ${slot}.`,
    publish: (name) => rich`Nur die freigegebene Fassung von ${name} darf veröffentlicht werden.`,
    revoke: (name) =>
      rich`Die Freigabe von ${name} endet sofort. Was schon veröffentlicht ist, muss die anfragende Person zurücknehmen.`,
    inFull: (text) => `Vollständig: ${text}`,
  },
}
