import { rich } from '../../rich.ts'
import type { Messages } from '../en.ts'

export const absence: Messages['absence'] = {
  title: 'Ihre Abwesenheit',
  away: (from, until, zone) =>
    from === null
      ? rich`Sie sind bis ${until} (${zone}) abwesend.`
      : rich`Sie sind von ${from} bis ${until} (${zone}) abwesend.`,
  awayByStatus: (until) =>
    rich`Laut Ihrem Status sind Sie bis ${until} abwesend. Eine Vertretung ergibt sich daraus nicht.`,
  delegate: (delegate, where) => rich`${delegate} vertritt Sie bis dahin in ${where}.`,
  delegateMember: (delegate) =>
    rich`${delegate} wird bis dahin an Ihrer Stelle gefragt, als Mitglied derselben Gruppe.`,
  nobody: 'Niemand vertritt Sie. Anfragen warten auf die anderen Mitglieder Ihrer Gruppen.',
  uncovered: (groups) =>
    rich`Ohne Sie sind von ${groups} zu wenige da, um zu entscheiden: Wo das zu lange dauert, wird sofort die Geschäftsleitung gefragt.`,
  standsIn: (people) =>
    rich`Sie vertreten in dieser Zeit ${people}. Solange Sie abwesend sind, tut das niemand: Bitte sagen Sie dort Bescheid.`,
  repeated: 'Diese Uhrzeit kommt an dem Tag zweimal vor. Es gilt die spätere von beiden.',
  stillThere: 'Sie können jederzeit trotzdem selbst entscheiden.',
  back: 'Willkommen zurück. Anfragen kommen wieder zu Ihnen, und niemand vertritt Sie mehr.',
  cancelled: 'Die Abwesenheit ist zurückgenommen.',
  none: 'Es ist keine Abwesenheit vermerkt.',
  executivesOf: (level) => `der Geschäftsleitung (Ebene ${level})`,
  change: 'Ändern',
  iAmBack: 'Ich bin zurück',
  takeBack: 'Zurücknehmen',
  enter: 'Abwesenheit eintragen',
  form: {
    title: 'Ihre Abwesenheit',
    submit: 'Speichern',
    cancel: 'Abbrechen',
    intro: 'Solange Sie abwesend sind, gehen Anfragen an Ihre Vertretung.',
    from: { label: 'Abwesend ab', hint: 'Lassen Sie das Feld leer für „ab sofort“.' },
    until: { label: 'Abwesend bis' },
    delegate: {
      label: 'Wer Sie vertritt',
      hint: 'Es stehen nur Personen zur Wahl, die die Konfiguration zulässt. Ohne Vertretung bleibt das Feld leer.',
    },
  },
  nobodyEligible: 'Die Konfiguration lässt niemanden als Ihre Vertretung zu.',
  requesterLeft: (requester) => rich`${requester} hat angefragt und ist nicht mehr im Chat des Unternehmens.`,
  mayWithdraw: 'Wenn niemand die Anfrage mehr braucht, können Sie sie mit einer Begründung zurückziehen.',
  ownerLeft: (requester, group) =>
    rich`${requester}, nicht mehr im Chat; ${group} kann die Erfüllung bestätigen`,
  standingInFor: (people) => rich`Sie vertreten ${people}.`,
  standInOver: (people) => rich`Sie vertreten ${people} nicht mehr, hier ist für Sie nichts mehr zu tun.`,
}
