import { rich } from '../../rich.ts'
import type { Messages } from '../en.ts'

const plural = new Intl.PluralRules('de')
const numbers = new Intl.NumberFormat('de', { maximumFractionDigits: 2 })
const count = (n: number, one: string, other: string): string =>
  `${numbers.format(n)} ${plural.select(n) === 'one' ? one : other}`

export const rules: Messages['rules'] = {
  kept: (at, changes) =>
    rich`Entschieden wird nach den Regeln von ${at}. Seitdem gilt, nur für neuere Anfragen: ${changes}.`,
  groupAdded: (group) => `${group} prüft ebenfalls`,
  groupDropped: (group) => `${group} prüft nicht mehr`,
  quorum: (group, now, was) => `${group} braucht ${count(now, 'Zustimmung', 'Zustimmungen')} statt ${was}`,
  rejections: (group, now, was) =>
    `${group} braucht für ein Nein ${count(now, 'Ablehnung', 'Ablehnungen')} statt ${was}`,
  stage: (group, now, was) => `${group} wird in Schritt ${now} gefragt statt in Schritt ${was}`,
  groupTime: (group, now, was) => `${group} hat zum Entscheiden ${now} statt ${was}`,
  executives: (now, was) => `es gibt ${count(now, 'Ebene', 'Ebenen')} der Geschäftsleitung statt ${was}`,
  executiveTime: (level, now, was) =>
    `die Geschäftsleitung der Ebene ${level} hat zum Entscheiden ${now} statt ${was}`,
  rounds: (now, was) =>
    `zu einer Klärung kommt es nach ${count(now, 'Änderungsrunde', 'Änderungsrunden')} statt nach ${was}`,
  time: {
    mediation_time: (now, was) => `für eine Klärung gibt es ${now} statt ${was}`,
    contest_time: (now, was) => `für den Widerspruch gegen eine Ablehnung gibt es ${now} statt ${was}`,
    requester_time: (now, was) => `anfragende Personen haben für ihre Antwort ${now} statt ${was}`,
    validity: (now, was) => `die Gültigkeit einer Freigabe beträgt ${now} statt ${was}`,
  },
  questionnaireFrom: (now, was) => `der Fragebogen ist ab dem Risiko „${now}“ nötig statt ab „${was}“`,
  votesHidden: 'Gruppen sehen die Entscheidungen der anderen erst nach der eigenen',
  votesShown: 'Gruppen sehen die Entscheidungen der anderen sofort',
  length: {
    seconds: (n) => count(n, 'Sekunde', 'Sekunden'),
    minutes: (n) => count(n, 'Minute', 'Minuten'),
    hours: (n) => count(n, 'Stunde', 'Stunden'),
    days: (n) => count(n, 'Tag', 'Tage'),
    workingHours: (n) => count(n, 'Arbeitsstunde', 'Arbeitsstunden'),
    workingDays: (n) => count(n, 'Arbeitstag', 'Arbeitstage'),
  },
}
