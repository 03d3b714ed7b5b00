import { type Part, rich } from '../../rich.ts'
import type { Rich } from '../../text.ts'

/** One message a day, instead of single ones. Times are written as 09:00, zones as the platform names them. */
export const digest = {
  headline: (count: number): string =>
    count === 1 ? 'One request waits for you' : `${count} requests wait for you`,
  intro: (count: number): Rich =>
    count === 1
      ? rich`Your digest. “Details” opens the request, and you can decide there.`
      : rich`Your digest, the nearest deadline first. “Details” opens a request, and you can decide there.`,
  more: (count: number, command: string): string => `and ${count} more: ${command} mine lists them all`,
  /** On a card that did not wait for the digest. */
  atOnce: (digest: Part): Rich =>
    rich`You get this at once: your next digest (${digest}) would leave you too little time before the deadline.`,
  chosen: (time: string, zone: string): string =>
    `From now on you get one message at ${time} on working days, by your own clock (${zone}), with all that waits for you, and no single reminders. New reviews come with it. Only where a deadline would leave you too little time do you hear at once. If nothing waits, nothing comes.`,
  off: 'From now on you are asked and reminded in single messages again. What was kept for your digest comes now.',
  label: 'My digest',
  none: 'Single messages',
  at: (time: string): string => `Every working day at ${time}`,
}
