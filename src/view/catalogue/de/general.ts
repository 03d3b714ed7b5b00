import { rich } from '../../rich.ts'
import type { Messages } from '../en.ts'

export const general: Messages['general'] = {
  greeting: (name) => (name === '' ? 'Guten Tag' : `Guten Tag, ${name}`),
  waiting: 'Wartet auf Sie',
  waitingEmpty: 'Auf Sie wartet gerade nichts. Genießen Sie die Ruhe.',
  mine: 'Ihre Anfragen',
  mineEmpty: 'Keine Ihrer Anfragen ist offen.',
  over: 'Abgeschlossen',
  overEmpty: 'Noch keine Ihrer Anfragen ist abgeschlossen.',
  decided: 'Zuletzt entschieden',
  decidedEmpty: 'Sie haben noch nichts entschieden. Was Sie entscheiden, bleibt hier im Blick.',
  nothingFound: 'Dazu gibt es nichts. Wählen Sie „Alle“ oder leeren Sie die Suche, um alles zu sehen.',
  paging: (from, to, total) => `${from} bis ${to} von ${total}`,
  pagingLeast: (from, to, total) => `${from} bis ${to} von mehr als ${total}`,
  showMore: 'Mehr zeigen',
  showPrevious: 'Zurück',
  search: 'In Titeln oder nach Nummer suchen',
  searchPlaceholder: 'Wörter, oder 142',
  filter: {
    kind: { all: 'Alle Arten', post: 'Beiträge', channel: 'Kanäle' },
    platform: 'Alle Plattformen',
    tier: 'Alle Risiken',
    group: 'Alle meine Gruppen',
  },
  language: { label: 'Meine Sprache', auto: 'Wie im Chat' },
  newPost: 'Neuer Beitrag',
  newChannel: 'Neuer Kanal',
  done: {
    submitted: (number) => `Anfrage #${number} ist eingereicht. Sie hören von uns, sobald sich etwas tut.`,
    revised: (number) => `Die neue Fassung der Anfrage #${number} ist eingereicht.`,
    decided: (number) => `Ihre Entscheidung zu Anfrage #${number} ist erfasst.`,
    undone: (number) =>
      `Zurückgenommen: Was Sie zu Anfrage #${number} gerade getan hatten, zählt nicht mehr.`,
    ruled: (number) =>
      `Ihre endgültige Entscheidung zu Anfrage #${number} ist erfasst. Alle Beteiligten erfahren davon.`,
    recorded: (number) => `Das ist für Anfrage #${number} erfasst.`,
  },
  helpTitle: 'Countersign in Kürze',
  help: (command) => [
    rich`Mit Countersign lassen Sie Beiträge und neue Kanäle freigeben: Die zuständigen Gruppen bewerten das Risiko und entscheiden, und jeder Schritt ist belegt.`,
    rich`${command} post: um Freigabe eines Beitrags bitten`,
    rich`${command} channel: um Freigabe eines neuen Kanals bitten`,
    rich`${command} mine: was auf Sie wartet, und Ihre Anfragen`,
    rich`${command} abwesend bis Freitag, Vertretung @Name: vermerken, dass Sie abwesend sind und wer Sie vertritt`,
    rich`${command} zurück: die Abwesenheit beenden`,
    rich`${command} 142: Anfrage Nummer 142 zeigen`,
    rich`${command} zeiten 09:00-17:00: wann Sie Erinnerungen erreichen dürfen, nach Ihrer eigenen Uhr; zeiten aus für die Arbeitszeiten der Organisation`,
    rich`${command} sammelnachricht 09:00: an Arbeitstagen eine Nachricht mit allem, was auf Sie wartet, statt einzelner; sammelnachricht aus für einzelne`,
    rich`${command} help: diesen Text zeigen`,
    rich`Sind sich Gruppen nicht einig, suchen beide Seiten zuerst eine Einigung. Gelingt das nicht, entscheidet die Leitung. Schweigen ist nie eine Freigabe.`,
  ],
}
