import type { absenceRefusals as english } from '../en/absence-problems.ts'
import { words } from '../en/words.ts'

export const absenceRefusals: typeof english = {
  not_away: () =>
    words(
      'Sie sind nicht abwesend',
      'Von Ihnen ist keine Abwesenheit vermerkt, weder jetzt noch später.',
      'Für eine neue schreiben Sie zum Beispiel „abwesend bis Freitag“.',
    ),
  absence_past: () =>
    words(
      'Diese Zeit ist vorbei',
      'Diese Abwesenheit wäre schon zu Ende, deshalb wurde nichts vermerkt.',
      'Bitte nennen Sie ein Ende, das noch kommt, zum Beispiel „abwesend bis morgen“.',
    ),
  absence_order: () =>
    words(
      'Das Ende liegt vor dem Anfang',
      'Sie wären zurück, bevor Sie gehen, deshalb wurde nichts vermerkt.',
      'Bitte prüfen Sie beide Zeiten.',
    ),
  absence_too_long: ({ days }) =>
    words(
      'Diese Abwesenheit ist zu lang',
      `Eine Abwesenheit kann ${days === '' ? 'nur begrenzt lange' : `höchstens ${days} Tage`} dauern, deshalb wurde nichts vermerkt.`,
      'Bitte nennen Sie ein früheres Ende. Für länger bitten Sie die Person, die Countersign betreut, die Mitglieder zu ändern.',
    ),
  absence_too_far: () =>
    words(
      'Das liegt weit in der Zukunft',
      'Eine Abwesenheit kann in den nächsten zwölf Monaten beginnen, deshalb wurde nichts vermerkt.',
      'Bitte prüfen Sie das Jahr.',
    ),
  absence_unreadable: ({ words: typed }) =>
    words(
      'Diese Zeitangabe war nicht zu lesen',
      typed === ''
        ? 'Es wurde nichts vermerkt.'
        : `„${typed}“ war nicht als Zeit zu lesen, deshalb wurde nichts vermerkt.`,
      'Schreiben Sie zum Beispiel „abwesend bis Freitag“, „abwesend bis 3.12. 14:00“ oder „abwesend ab Montag bis 4. Dezember, Vertretung @Name“.',
    ),
  absence_no_such_day: ({ words: typed }) =>
    words(
      'Diesen Tag gibt es nicht',
      `${typed === '' ? 'Einen solchen Tag' : `Den ${typed}`} gibt es im Kalender nicht, deshalb wurde nichts vermerkt.`,
      'Bitte prüfen Sie das Datum.',
    ),
  absence_hour_skipped: ({ words: typed, instead }) =>
    words(
      'Diese Stunde gibt es an dem Tag nicht',
      `Die Uhren werden dann vorgestellt, ${typed === '' ? 'diese Zeit' : typed} gibt es deshalb nicht. Es wurde nichts vermerkt.`,
      instead === ''
        ? 'Bitte wählen Sie eine andere Zeit.'
        : `Vielleicht meinen Sie ${instead}: Bitte schreiben Sie dann das.`,
    ),
  delegate_self: () =>
    words(
      'Sie können sich nicht selbst vertreten',
      'Die Vertretung muss jemand anderes sein, deshalb wurde nichts vermerkt.',
      'Bitte nennen Sie eine andere Person oder niemanden.',
    ),
  delegate_unknown: () =>
    words(
      'Diese Person wurde nicht gefunden',
      'Hier gibt es niemanden mit diesem Namen, deshalb wurde nichts vermerkt.',
      'Bitte wählen Sie die Person aus der Liste, die sich nach @ öffnet, schreiben Sie die E-Mail-Adresse oder nehmen Sie das Formular.',
    ),
  delegate_not_member: () =>
    words(
      'Diese Person kann Sie nicht vertreten',
      'Gäste, Personen anderer Organisationen, Apps und ausgeschiedene Personen können nicht entscheiden. Es wurde nichts vermerkt.',
      'Bitte nennen Sie ein volles Mitglied.',
    ),
  delegate_not_eligible: ({ who }) =>
    words(
      'Diese Person darf Sie nicht vertreten',
      'Die Konfiguration sieht sie für Ihre Entscheidungen nicht vor, deshalb wurde nichts vermerkt.',
      who === '' ? 'Niemand sonst darf es: Sie können ohne Vertretung abwesend sein.' : `Es dürfen: ${who}.`,
    ),
  delegate_away: ({ who }) =>
    words(
      'Diese Person ist auch abwesend',
      'Sie ist in dieser Zeit ganz oder teilweise abwesend, deshalb wurde nichts vermerkt.',
      who === '' ? 'Bitte nennen Sie niemanden oder eine andere Zeit.' : `Vertreten dürfen Sie: ${who}.`,
    ),
  delegation_circular: () =>
    words(
      'Sie würden einander vertreten',
      'In dieser Zeit zählt diese Person auf Sie, unmittelbar oder über andere, deshalb wurde nichts vermerkt.',
      'Bitte nennen Sie jemand anderen.',
    ),
}
