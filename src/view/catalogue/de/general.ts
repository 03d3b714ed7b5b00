import { rich } from '../../rich.ts'
import type { Messages } from '../en.ts'

export const general: Messages['general'] = {
  greeting: (name) => (name === '' ? 'Guten Tag' : `Guten Tag, ${name}`),
  waiting: 'Wartet auf Sie',
  waitingEmpty: 'Auf Sie wartet gerade nichts.',
  mine: 'Ihre Anfragen',
  mineEmpty: 'Keine Ihrer Anfragen ist offen.',
  over: 'Abgeschlossen',
  overEmpty: 'Noch keine Ihrer Anfragen ist abgeschlossen.',
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
    rich`${command} 142: Anfrage Nummer 142 zeigen`,
    rich`${command} zeiten 09:00-17:00: wann Sie Erinnerungen erreichen dürfen, nach Ihrer eigenen Uhr; zeiten aus für die Arbeitszeiten der Organisation`,
    rich`${command} help: diesen Text zeigen`,
    rich`Sind sich Gruppen nicht einig, suchen beide Seiten zuerst eine Einigung. Gelingt das nicht, entscheidet die Leitung. Schweigen ist nie eine Freigabe.`,
  ],
}
