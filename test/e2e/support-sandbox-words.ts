/** What the frame around the clients is called, in both of its languages. Typed in anew: a page that lost its words must fail. */
export interface PageWords {
  readonly slackOf: (name: string) => string
  readonly teamsOf: (name: string) => string
  readonly people: string
  readonly clockLabel: string
  readonly clock: { readonly hour: string; readonly workingDay: string; readonly deadline: string }
  readonly log: string
  readonly onlyErrors: string
  readonly nothingYet: string
}

const english: PageWords = {
  slackOf: (name) => `Slack of ${name}`,
  teamsOf: (name) => `Teams of ${name}`,
  people: 'Whose chat do you see?',
  clockLabel: 'The sandbox’s clock',
  clock: { hour: '+1 hour', workingDay: '+8 working hours', deadline: 'Next deadline' },
  log: 'Developer log',
  onlyErrors: 'Errors only',
  nothingYet: 'Nothing yet.',
}

const german: PageWords = {
  slackOf: (name) => `Slack von ${name}`,
  teamsOf: (name) => `Teams von ${name}`,
  people: 'Wessen Chat sehen Sie?',
  clockLabel: 'Uhr der Sandbox',
  clock: { hour: '+1 Stunde', workingDay: '+8 Arbeitsstunden', deadline: 'Nächste Frist' },
  log: 'Entwicklerprotokoll',
  onlyErrors: 'Nur Fehler',
  nothingYet: 'Noch nichts.',
}

export const wordsOfPage = (language: 'en' | 'de'): PageWords => (language === 'de' ? german : english)
