import type { ScreeningReason } from '../../../domain/risk/screen.ts'

/** Why the requester's own answers gave this first tier. */
export const screening = {
  unreleased: 'It contains news that is not public yet.',
  several_serious: 'Several serious topics come together.',
  sensitive: 'It touches politics, health, a crisis or competitors.',
  personal_data: 'It contains data about identifiable people.',
  claims: 'It makes claims with figures, comparisons or promises.',
  third_party: 'It uses music, pictures, quotes or brands of others.',
  paid: 'It is paid promotion or involves an influencer.',
  people: 'It shows recognisable people or customers.',
  many_channels: 'It goes to four or more places at once.',
  link: 'It leads to a web page.',
  media: 'It contains pictures, videos or other files.',
  mfa_none: 'The account has no second factor at login.',
  mfa_sms: 'Codes by text message can be intercepted.',
  mfa_phishable: 'Codes of an authenticator app can be phished.',
  special_personal_data: 'Special categories of personal data are involved.',
  contact_data: 'Names and contact data are involved.',
  third_party_tools: 'Tools of other companies get access.',
  no_deputy: 'There is no deputy besides the owner.',
  no_recovery_contact: 'There is no recovery contact.',
  no_watch: 'Nobody watches the channel.',
  no_retirement_plan: 'It is open what happens when the channel is no longer used.',
} satisfies Record<ScreeningReason, string>
