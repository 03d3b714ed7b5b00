import type { ChannelContent, PostContent, PostFeature } from '../request/content.ts'
import type { Level } from './types.ts'

/** Codes of the rules that can raise a screening; the view's catalogue has a sentence for each. */
export const screeningReasons = [
  // a post: what it contains
  'unreleased',
  'several_serious', // at least two of: unreleased, sensitive, personal_data
  'sensitive',
  'personal_data',
  'claims',
  'third_party',
  'paid',
  'people',
  // a post: how it spreads
  'many_channels', // four or more, and at least one feature
  'link',
  'media',
  // a channel: how it is protected
  'mfa_none',
  'mfa_sms',
  'mfa_phishable', // authenticator app: codes can be phished
  // a channel: what it touches
  'special_personal_data',
  'contact_data',
  'third_party_tools',
  // a channel: what is missing
  'no_deputy', // none named, or the same person as the owner
  'no_recovery_contact',
  'no_watch', // nobody staffs or watches it
  'no_retirement_plan',
] as const
export type ScreeningReason = (typeof screeningReasons)[number]

/**
 * One row of the table. `raisesTo` lifts a factor to a level at least (the highest of all rows counts);
 * `adds` then comes on top, up to 5. `applies` must be monotone: a feature more never makes it false.
 */
export interface ScreeningRule<Screened> {
  readonly reason: ScreeningReason
  readonly applies: (content: Screened) => boolean
  readonly raisesTo?: { readonly likelihood?: Level; readonly impact?: Level }
  readonly adds?: { readonly likelihood?: number; readonly impact?: number }
}
export interface ScreeningTable<Screened> {
  readonly base: { readonly likelihood: Level; readonly impact: Level }
  readonly rules: readonly ScreeningRule<Screened>[]
}

const manyChannels = 4
const seriousFeatures: readonly PostFeature[] = ['sensitive', 'personal_data', 'unreleased']

/** An ordinary post is low, with a link and pictures too: only what it contains makes it more. */
export const postScreening: ScreeningTable<PostContent> = {
  base: { likelihood: 1, impact: 2 },
  rules: [
    { reason: 'unreleased', applies: has('unreleased'), raisesTo: { likelihood: 3, impact: 4 } },
    {
      reason: 'several_serious',
      applies: ({ features }) => seriousFeatures.filter((each) => features.includes(each)).length >= 2,
      raisesTo: { likelihood: 4, impact: 4 },
    },
    { reason: 'sensitive', applies: has('sensitive'), raisesTo: { likelihood: 3, impact: 3 } },
    { reason: 'personal_data', applies: has('personal_data'), raisesTo: { likelihood: 2, impact: 4 } },
    { reason: 'claims', applies: has('claims'), raisesTo: { likelihood: 3, impact: 2 } },
    { reason: 'third_party', applies: has('third_party'), raisesTo: { likelihood: 3, impact: 2 } },
    { reason: 'paid', applies: has('paid'), raisesTo: { likelihood: 2, impact: 3 } },
    { reason: 'people', applies: has('people'), raisesTo: { likelihood: 2, impact: 2 } },
    // Reach multiplies harm that is there; it makes no harm out of an ordinary post.
    {
      reason: 'many_channels',
      applies: ({ channels, features }) => new Set(channels).size >= manyChannels && features.length > 0,
      adds: { impact: 1 },
    },
    {
      reason: 'link',
      applies: ({ link, text }) => link !== null || mentionsAddress(text),
      raisesTo: { likelihood: 2 },
    },
    { reason: 'media', applies: ({ media }) => media.length > 0, raisesTo: { likelihood: 2 } },
  ],
}

/** A channel is never low: it outlives the people who open it, and whoever takes it over speaks in our name. */
export const channelScreening: ScreeningTable<ChannelContent> = {
  base: { likelihood: 2, impact: 3 },
  rules: [
    {
      reason: 'mfa_none',
      applies: ({ mfa }) => mfa === 'none',
      raisesTo: { likelihood: 5, impact: 4 },
    },
    { reason: 'mfa_sms', applies: ({ mfa }) => mfa === 'sms', raisesTo: { likelihood: 4 } },
    {
      reason: 'mfa_phishable',
      applies: ({ mfa }) => mfa === 'authenticator_app',
      raisesTo: { likelihood: 3 },
    },
    {
      reason: 'special_personal_data',
      applies: ({ personalData }) => personalData === 'special',
      raisesTo: { impact: 5 },
    },
    {
      reason: 'contact_data',
      applies: ({ personalData }) => personalData === 'contact',
      raisesTo: { impact: 4 },
    },
    { reason: 'third_party_tools', applies: ({ tools }) => !saysNothing(tools), adds: { likelihood: 1 } },
    {
      reason: 'no_deputy',
      applies: ({ owner, deputy }) => saysNothing(deputy) || plain(owner) === plain(deputy),
      adds: { likelihood: 1 },
    },
    {
      reason: 'no_recovery_contact',
      applies: ({ recoveryContact }) => saysNothing(recoveryContact),
      adds: { likelihood: 1 },
    },
    // Nobody looks: the harm lasts until somebody does.
    { reason: 'no_watch', applies: ({ staffing }) => saysNothing(staffing), adds: { impact: 1 } },
    {
      reason: 'no_retirement_plan',
      applies: ({ retirement }) => saysNothing(retirement),
      adds: { likelihood: 1 },
    },
  ],
}

function has(feature: PostFeature): (content: PostContent) => boolean {
  return ({ features }) => features.includes(feature)
}

/** A link in the text carries the same risk as one in its own field. */
function mentionsAddress(text: string): boolean {
  return /https?:\/\/|\bwww\./i.test(text)
}

/** What people write into a required field when there is nothing to write, in both languages. */
const wordsForNothing: ReadonlySet<string> = new Set([
  '',
  'na',
  'no',
  'nobody',
  'none',
  'noone',
  'nothing',
  'notyet',
  'tbd',
  'unknown',
  'kein',
  'keine',
  'keiner',
  'nein',
  'nichts',
  'niemand',
  'nochnicht',
  'offen',
  'unbekannt',
])

function saysNothing(text: string): boolean {
  return wordsForNothing.has(plain(text))
}

/** Lower case, letters and digits only: `N/A`, `n.a.` and `na` are the same word. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
