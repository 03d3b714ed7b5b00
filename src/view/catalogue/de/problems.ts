import { type RefusalParams, words } from '../en/words.ts'
import type { Messages } from '../en.ts'
import { absenceRefusals } from './absence-problems.ts'

const again = 'Bitte sehen Sie sich die aktuelle Karte an und entscheiden Sie dort weiter.'
const askColleague =
  'Wenn das nicht stimmt, lassen Sie bitte die Mitgliederliste von der Person prüfen, die Countersign betreut.'

const faster = ({ first, chat, ago }: Pick<RefusalParams, 'first' | 'chat' | 'ago'>) =>
  [first, 'hat', ...(ago === '' ? [] : ['soeben']), ...(chat === '' ? [] : ['in', chat]), 'entschieden'].join(
    ' ',
  )

export const refusals: Messages['refusals'] = {
  unknown_request: () =>
    words(
      'Anfrage nicht gefunden',
      'Es gibt keine Anfrage mit dieser Nummer, die Sie sehen können.',
      'Bitte prüfen Sie die Nummer oder öffnen Sie Ihre Übersicht.',
    ),
  already_exists: () =>
    words(
      'Schon eingereicht',
      'Diese Anfrage ist bereits angekommen, nichts wurde doppelt angelegt.',
      'Sie finden sie in Ihrer Übersicht.',
    ),
  draft_gone: () =>
    words(
      'Den Entwurf gibt es nicht mehr',
      'Er wurde verworfen oder zwei Wochen lang nicht genutzt.',
      'Bitte beginnen Sie eine neue Anfrage.',
    ),
  stale_revision: () =>
    words(
      'Es gibt eine neuere Fassung',
      'Die Anfrage hat sich geändert, nachdem Sie sie geöffnet hatten. Ihre Eingabe wurde nicht erfasst.',
      'Ihre Karte zeigt jetzt die aktuelle Fassung. Bitte lesen Sie sie und entscheiden Sie neu.',
    ),
  already_decided: () =>
    words(
      'Sie haben schon entschieden',
      'Ihre Entscheidung über diese Fassung ist erfasst und zählt.',
      'Sie brauchen nichts weiter zu tun. In einer Klärung oder nach einer Überarbeitung können Sie neu entscheiden.',
    ),
  group_settled: (params) =>
    words(
      'Ihre Gruppe hat entschieden',
      `${params.first === '' ? 'Andere in Ihrer Gruppe waren schneller' : faster(params)}, eine weitere Entscheidung ist nicht nötig.`,
      'Sie brauchen nichts weiter zu tun. Die Karte zeigt die Entscheidung.',
    ),
  not_your_turn: () =>
    words(
      'Ihre Gruppe ist noch nicht an der Reihe',
      'Zuerst entscheiden andere Gruppen, und noch haben nicht alle zugestimmt.',
      'Sie werden gefragt, sobald Ihre Gruppe an der Reihe ist.',
    ),
  not_reviewer: () =>
    words(
      'Nicht Mitglied dieser Gruppe',
      'Sie gehören nicht zu der Gruppe, die hier entscheidet. Es wurde nichts erfasst.',
      askColleague,
    ),
  not_involved: () =>
    words(
      'Diese Anfrage sehen nur die Beteiligten',
      'Was noch nicht veröffentlicht ist, sieht nur, wer darum bittet, darüber entscheidet oder auf dem Laufenden gehalten wird.',
      'Wenn Sie dazugehören sollten, bitten Sie die anfragende Person, Sie auf dem Laufenden zu halten.',
    ),
  not_executive: () =>
    words(
      'Die Entscheidung liegt nicht bei Ihnen',
      'Endgültig entscheiden kann nur, wer auf Leitungsebene bereits gefragt wurde. Es wurde nichts erfasst.',
      askColleague,
    ),
  not_requester: () =>
    words(
      'Nur für die anfragende Person',
      'Diesen Schritt kann nur gehen, wer um die Freigabe gebeten hat. Es wurde nichts erfasst.',
      'Bitte sprechen Sie mit der anfragenden Person.',
    ),
  may_not_request: () =>
    words(
      'Anfragen sind Ihnen nicht möglich',
      'Sie gehören nicht zu den Personen, die um Freigaben bitten können. Es wurde nichts eingereicht.',
      'Bitte wenden Sie sich an eine Person, die das kann, oder an die Person, die Countersign betreut.',
    ),
  own_request: () =>
    words(
      'Das ist Ihre eigene Anfrage',
      'Über die eigene Anfrage entscheidet niemand selbst. Es wurde nichts erfasst.',
      'Ein anderes Mitglied der Gruppe muss entscheiden.',
    ),
  two_groups: () =>
    words(
      'Sie haben für eine andere Gruppe entschieden',
      'Niemand entscheidet bei derselben Anfrage für zwei Gruppen. Es wurde nichts erfasst.',
      'Ein anderes Mitglied dieser Gruppe muss entscheiden.',
    ),
  decided_as_reviewer: () =>
    words(
      'Sie haben schon geprüft',
      'Wer über eine Anfrage in einer Gruppe entschieden hat, entscheidet nicht auch für die Leitung. Es wurde nichts erfasst.',
      'Eine andere Person der Leitung muss entscheiden.',
    ),
  guest: () =>
    words(
      'Als Gast nicht möglich',
      'Gäste des Arbeitsbereichs können weder anfragen noch entscheiden. Es wurde nichts erfasst.',
      'Bitte wenden Sie sich an ein Mitglied der Organisation.',
    ),
  external: () =>
    words(
      'Von außen nicht möglich',
      'Personen anderer Organisationen können weder anfragen noch entscheiden. Es wurde nichts erfasst.',
      'Bitte wenden Sie sich an Ihre Kontaktperson in der Organisation.',
    ),
  bot: () =>
    words(
      'Das können nur Menschen',
      'Das kam von einem Bot oder einer App, entscheiden aber sollen Menschen. Es wurde nichts erfasst.',
      'Bitte lassen Sie eine Person die Schaltfläche wählen.',
    ),
  deactivated: () =>
    words(
      'Ihr Konto ist deaktiviert',
      'Mit einem deaktivierten Konto kann man weder anfragen noch entscheiden. Es wurde nichts erfasst.',
      'Bitte lassen Sie das Konto von Ihrer Administration wieder aktivieren.',
    ),
  lookup_failed: () =>
    words(
      'Bitte versuchen Sie es noch einmal',
      'Wir konnten gerade nicht prüfen, ob Sie das dürfen. Es wurde nichts erfasst.',
      'Bitte versuchen Sie es in einer Minute wieder. Gelingt es dann nicht, sagen Sie der Person Bescheid, die Countersign betreut.',
    ),
  not_now: ({ status, ...params }) =>
    words(
      'Zurzeit nicht möglich',
      params.first !== '' && status !== ''
        ? `${faster(params)}. Die Anfrage ist jetzt ${status}, mehr wurde nicht erfasst.`
        : status === ''
          ? 'Die Anfrage ist inzwischen weiter. Es wurde nichts erfasst.'
          : `Die Anfrage ist ${status}, deshalb ist das jetzt nicht möglich. Es wurde nichts erfasst.`,
      again,
    ),
  reason_required: () =>
    words(
      'Ein Grund fehlt',
      'Ohne einen Grund wurde nichts erfasst.',
      'Bitte sagen Sie in ein oder zwei Sätzen, warum.',
    ),
  would_accept_required: () =>
    words(
      'Was wäre akzeptabel?',
      'Ein Nein braucht einen Ausweg. Es wurde nichts erfasst.',
      'Bitte sagen Sie, was für Sie akzeptabel wäre.',
    ),
  changes_required: () =>
    words(
      'Was soll sich ändern?',
      'Wer Änderungen verlangt, muss sie nennen. Es wurde nichts erfasst.',
      'Bitte sagen Sie genau, was sich ändern soll.',
    ),
  conditions_required: () =>
    words(
      'Eine Auflage fehlt',
      'Eine Freigabe mit Auflagen braucht mindestens eine. Es wurde nichts erfasst.',
      'Bitte schreiben Sie eine Auflage, oder geben Sie ohne Auflagen frei.',
    ),
  questionnaire_required: ({ tier }) =>
    words(
      'Bitte beantworten Sie alle Fragen',
      tier === ''
        ? 'Bei dieser Risikostufe braucht eine Freigabe alle Antworten und eine Begründung. Es wurde nichts erfasst.'
        : `Bei der Risikostufe „${tier}“ braucht eine Freigabe alle Antworten und eine Begründung. Es wurde nichts erfasst.`,
      'Bitte öffnen Sie das Formular noch einmal und beantworten Sie die offenen Fragen.',
    ),
  unchanged: () =>
    words(
      'Es hat sich nichts geändert',
      'Die neue Fassung gleicht der aktuellen. Es wurde nichts eingereicht.',
      'Bitte ändern Sie zuerst etwas, oder lassen Sie die Anfrage, wie sie ist.',
    ),
  needs_own_look: () =>
    words(
      'Das braucht einen eigenen Blick',
      'Gemeinsam freigeben lassen sich nur geringe Risiken ohne Fragebogen. Es wurde nichts erfasst.',
      'Bitte öffnen Sie die Anfrage und entscheiden Sie dort.',
    ),
  nothing_together: () =>
    words(
      'Nichts gemeinsam freizugeben',
      'Keine Anfrage mit geringem Risiko wartet mehr auf Ihre Freigabe. Es wurde nichts erfasst.',
      'Ihre Übersicht zeigt, was noch auf Sie wartet.',
    ),
  unreadable_chat: () =>
    words(
      'Chat nicht verstanden',
      'Das ist kein Chat, in dem ich Sie kenne. Es wurde nichts geändert.',
      'Bitte schreiben Sie „chat slack“ oder „chat teams“, nachdem Sie mich dort einmal benutzt haben. „chat aus“ nimmt eine Wahl zurück.',
    ),
  unreadable_digest: () =>
    words(
      'Uhrzeit nicht verstanden',
      'Das ist keine Uhrzeit. Es wurde nichts geändert.',
      'Bitte schreiben Sie „sammelnachricht 09:00“ oder „sammelnachricht aus“ für einzelne Nachrichten.',
    ),
  unreadable_hours: () =>
    words(
      'Zeiten nicht verstanden',
      'Das sind keine Zeiten eines Tages. Es wurde nichts geändert.',
      'Bitte schreiben Sie „zeiten 09:00-17:00“ oder „zeiten aus“ für die Arbeitszeiten der Organisation.',
    ),
  send_back_used: () =>
    words(
      'Schon einmal zurückgegeben',
      'Eine Anfrage kann nur einmal zurückgegeben werden. Es wurde nichts erfasst.',
      'Bitte geben Sie frei, geben Sie mit Auflagen frei oder lehnen Sie ab.',
    ),
  contest_closed: () =>
    words(
      'Zu spät für einen Widerspruch',
      'Die Frist für den Widerspruch ist vorbei, die Ablehnung ist endgültig.',
      'Sie können eine neue Anfrage stellen, die die Gründe berücksichtigt.',
    ),
  already_contested: () =>
    words(
      'Schon widersprochen',
      'Sie haben dieser Anfrage bereits widersprochen, das ist einmal möglich.',
      'Bitte warten Sie das Ergebnis ab, oder überarbeiten Sie die Anfrage.',
    ),
  conditions_open: ({ count }) =>
    words(
      'Auflagen sind noch offen',
      count === ''
        ? 'Auflagen, die vor der Veröffentlichung fällig sind, sind noch nicht erfüllt.'
        : `Noch nicht erfüllte Auflagen, die vor der Veröffentlichung fällig sind: ${count}.`,
      'Bitte lassen Sie diese zuerst bestätigen, und melden Sie danach die Veröffentlichung.',
    ),
  unknown_condition: () =>
    words('Auflage nicht gefunden', 'Diese Auflage gehört nicht mehr zu der Anfrage.', again),
  condition_already_met: () =>
    words(
      'Schon bestätigt',
      'Diese Auflage ist bereits als erfüllt bestätigt.',
      'Sie brauchen nichts weiter zu tun.',
    ),
  not_condition_owner: () =>
    words(
      'Das bestätigt jemand anderes',
      'Nur wer eine Auflage erfüllen muss, kann sie als erfüllt bestätigen. Es wurde nichts erfasst.',
      'Auf der Karte steht, wer das ist.',
    ),
  slot_passed: () =>
    words(
      'Der geplante Termin ist vorbei',
      'Der geplante Termin war vor der Freigabe vorbei, und nichts wird von selbst verspätet veröffentlicht.',
      'Bitte wählen Sie zuerst einen neuen Termin.',
    ),
  slot_in_past: () =>
    words(
      'Dieser Termin ist vorbei',
      'Der gewählte Termin liegt nicht in der Zukunft.',
      'Bitte wählen Sie einen späteren Termin.',
    ),
  slot_earlier: () =>
    words(
      'Dieser Termin ist früher als geplant',
      'Die Gruppen kennen den geplanten Termin, deshalb lässt er sich nur nach hinten verschieben.',
      'Für einen früheren Termin überarbeiten Sie bitte die Anfrage: Die Gruppen entscheiden dann neu.',
    ),
  invalid_url: () =>
    words(
      'Das ist keine Webadresse',
      'Die Adresse konnte nicht gelesen werden. Es wurde nichts erfasst.',
      'Bitte geben Sie die vollständige Adresse ein, beginnend mit https://',
    ),
  not_taken: () =>
    words(
      'Nicht von Ihnen übernommen',
      'Sie haben diese Anfrage nicht übernommen, oder jemand hat sie von Ihnen übernommen.',
      'Entscheiden können Sie weiterhin mit den Schaltflächen der Karte.',
    ),
  undo_not_yours: () =>
    words(
      'Hier ist nichts von Ihnen rückgängig zu machen',
      'Zurücknehmen lässt sich nur, was man gerade selbst getan hat. Es wurde nichts geändert.',
      'Bitte sprechen Sie mit der Person, die entschieden hat.',
    ),
  undo_overtaken: () =>
    words(
      'Das lässt sich nicht mehr rückgängig machen',
      'Inzwischen ist etwas anderes mit der Anfrage geschehen. Es wurde nichts geändert, und was Sie getan haben, gilt.',
      'Die Karte zeigt, was jetzt möglich ist. Sonst sprechen Sie bitte mit der anfragenden Person: Sie kann die Anfrage überarbeiten oder zurückziehen.',
    ),
  undo_late: () =>
    words(
      'Die Zeit zum Zurücknehmen ist vorbei',
      'Ein Fehlklick lässt sich nur einen Augenblick lang zurücknehmen. Es wurde nichts geändert, und was Sie getan haben, gilt.',
      'Die Karte zeigt, was jetzt möglich ist. Sonst sprechen Sie bitte mit der anfragenden Person: Sie kann die Anfrage überarbeiten oder zurückziehen.',
    ),
  ...absenceRefusals,
}

export const fieldErrors: Messages['fieldErrors'] = {
  required: () => 'Bitte füllen Sie dieses Feld aus.',
  too_long: (max) => (max === '' ? 'Bitte kürzen Sie das.' : `Bitte kürzen Sie das auf ${max} Zeichen.`),
  too_short: () => 'Bitte schreiben Sie etwas mehr.',
  invalid_url: () => 'Bitte geben Sie die vollständige Webadresse ein, beginnend mit https://',
  url_not_public: () =>
    'Diese Adresse ist aus dem Internet nicht erreichbar. Bitte geben Sie eine öffentliche ein.',
  in_past: () => 'Bitte wählen Sie einen Zeitpunkt in der Zukunft.',
  earlier: () =>
    'Bitte wählen Sie einen späteren Termin als geplant. Für einen früheren überarbeiten Sie die Anfrage.',
  too_far: () => 'Bitte wählen Sie einen Zeitpunkt in den nächsten zwölf Monaten.',
  file_too_large: (max) =>
    max === '' ? 'Diese Datei ist zu groß.' : `Diese Datei ist zu groß. Möglich sind höchstens ${max} MB.`,
  file_unavailable: () => 'Diese Datei ließ sich nicht abrufen. Bitte fügen Sie sie noch einmal hinzu.',
  too_many_files: (max) =>
    max === '' ? 'Das sind zu viele Dateien.' : `Das sind zu viele Dateien. Möglich sind höchstens ${max}.`,
  too_many_people: (max) =>
    max === '' ? 'Das sind zu viele Personen.' : `Das sind zu viele Personen. Möglich sind höchstens ${max}.`,
  no_address: (who) =>
    `${who === '' ? 'Eine der Angaben' : `„${who}“`} ist keine E-Mail-Adresse. Bitte trennen Sie Adressen durch Kommas.`,
  unknown_person: (who) =>
    `Hier hat niemand ${who === '' ? 'eine dieser Adressen' : `die Adresse ${who}`}. Bitte prüfen Sie das, oder lassen Sie die Adresse weg.`,
  not_a_member: (who) =>
    `${who === '' ? 'Eine der Adressen' : who} gehört einem Gast, einer externen Person oder einem geschlossenen Konto und darf Unveröffentlichtes nicht sehen. Bitte lassen Sie die Adresse weg.`,
  is_executive: (who) =>
    `${who === '' ? 'Eine der Personen' : who} entscheidet, wenn sich die Seiten nicht einigen, und wird dann gefragt. Bitte lassen Sie die Adresse weg.`,
  unknown_option: () => 'Diese Auswahl gibt es nicht mehr. Bitte wählen Sie eine andere.',
  answer_required: () =>
    'Bitte beantworten Sie diese Frage: Bei dieser Risikostufe braucht eine Freigabe alle Antworten.',
  rationale_required: () =>
    'Bitte sagen Sie, warum das Risiko vertretbar ist: Bei dieser Risikostufe braucht eine Freigabe das.',
  condition_required: () => 'Bitte schreiben Sie mindestens eine Auflage.',
  same_as_owner: () => 'Bitte nennen Sie eine andere als die verantwortliche Person.',
  invalid_characters: () => 'Das enthält nichts Lesbares. Bitte geben Sie es noch einmal ein.',
  unchanged: () => 'Es hat sich noch nichts geändert. Bitte ändern Sie zuerst etwas.',
}
