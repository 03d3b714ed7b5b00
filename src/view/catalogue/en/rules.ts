import { type Part, rich } from '../../rich.ts'
import type { Rich } from '../../text.ts'

const plural = new Intl.PluralRules('en')
const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 2 })
const count = (n: number, one: string, other: string): string =>
  `${numbers.format(n)} ${plural.select(n) === 'one' ? one : other}`

/** How the rules that a request keeps differ from those for new ones. The new value comes first, then the one that counts here. */
export const rules = {
  kept: (at: Part, changes: Part): Rich =>
    rich`Decided under the rules of ${at}. Since then, for newer requests only: ${changes}.`,
  groupAdded: (group: string): string => `${group} reviews too`,
  groupDropped: (group: string): string => `${group} does not review any more`,
  quorum: (group: string, now: number, was: number): string =>
    `${group} needs ${count(now, 'approval', 'approvals')}, not ${was}`,
  rejections: (group: string, now: number, was: number): string =>
    `${group} needs ${count(now, 'rejection', 'rejections')} to reject, not ${was}`,
  stage: (group: string, now: number, was: number): string => `${group} is asked in step ${now}, not ${was}`,
  groupTime: (group: string, now: string, was: string): string => `${group} has ${now} to decide, not ${was}`,
  executives: (now: number, was: number): string =>
    `there ${now === 1 ? 'is' : 'are'} ${count(now, 'level', 'levels')} of executives, not ${was}`,
  executiveTime: (level: number, now: string, was: string): string =>
    `executives of level ${level} have ${now} to rule, not ${was}`,
  rounds: (now: number, was: number): string =>
    `a mediation begins after ${count(now, 'round', 'rounds')} of changes, not ${was}`,
  time: {
    mediation_time: (now: string, was: string): string => `a mediation lasts ${now}, not ${was}`,
    contest_time: (now: string, was: string): string => `a rejection can be contested for ${now}, not ${was}`,
    requester_time: (now: string, was: string): string => `requesters have ${now} to answer, not ${was}`,
    validity: (now: string, was: string): string => `an approval is valid for ${now}, not ${was}`,
  },
  questionnaireFrom: (now: string, was: string): string =>
    `the questionnaire is needed from risk “${now}” on, not “${was}”`,
  votesHidden: 'groups see the others’ decisions only after their own',
  votesShown: 'groups see the others’ decisions at once',
  length: {
    seconds: (n: number): string => count(n, 'second', 'seconds'),
    minutes: (n: number): string => count(n, 'minute', 'minutes'),
    hours: (n: number): string => count(n, 'hour', 'hours'),
    days: (n: number): string => count(n, 'day', 'days'),
    workingHours: (n: number): string => count(n, 'working hour', 'working hours'),
    workingDays: (n: number): string => count(n, 'working day', 'working days'),
  },
}
