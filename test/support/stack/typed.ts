/** What people of the scenarios type when nothing else is said. */
import type { Dialog, Entries } from './screen.ts'

/** An ordinary post of low risk. */
export const ordinaryPost = {
  channels: ['linkedin'],
  text: 'Meet us at the fair in Hanover, hall 4.',
  need_why: 'Visitors should find our stand.',
  need_if_late: 'The fair is over.',
  audience: 'Customers in Germany',
} satisfies Entries

/** A post whose first assessment is high: it holds news that is not public yet. */
export const riskyPost = {
  ...ordinaryPost,
  text: 'Our new tracker spots irregular heartbeats before your doctor does.',
  features: ['unreleased', 'claims'],
} satisfies Entries

/** A channel without a second factor at login: critical. */
export const riskyChannel = {
  platform: 'mastodon',
  handle: '@example.dev',
  purpose: 'Talk to developers about our interfaces.',
  need_why: 'Developers have left the other network.',
  need_if_late: 'Competitors are there first.',
  audience: 'Developers',
  owner: 'Mara Vogel',
  deputy: 'Tom Berger',
  access: 'Mara and Tom',
  mfa: 'none',
  recovery_contact: 'it@example.com',
  tools: 'none',
  personal_data: 'none',
  staffing: 'Mara looks in every working day.',
  retirement: 'Mara deletes it when nobody reads it.',
} satisfies Entries

/** Every question with its first option, a middling likelihood and impact, and why that is acceptable. */
export function wholeQuestionnaire(form: Dialog): Entries {
  const questions = form.fields.filter(({ id }) => id.startsWith('question:'))
  return {
    ...Object.fromEntries(questions.map(({ id, options }) => [id, options[0]?.id ?? ''])),
    likelihood: '3',
    impact: '3',
    rationale: 'We looked at it together, and it is manageable.',
  }
}
