import type { Digest, GroupId, Instant } from '../flavour.ts'

/** A file that belongs to a revision. The bytes live in the blob store under their hash. */
export interface Media {
  readonly sha256: Digest
  readonly name: string
  readonly mimeType: string
  readonly bytes: number
}

/** Why it matters to the business: what approvers weigh their risk against. */
export interface Need {
  readonly why: string
  /** What happens if it is late or does not happen. */
  readonly ifLate: string
}

/** What a post contains that changes its risk; the requester ticks them. */
export const postFeatures = [
  'people', // recognisable people or customers
  'claims', // figures, comparisons, promises about a product
  'third_party', // music, pictures, quotes or marks of others
  'paid', // paid promotion or an influencer
  'sensitive', // politics, health, crisis, competitors
  'personal_data', // data about identifiable people
  'unreleased', // product, financial or personnel news not yet public
] as const
export type PostFeature = (typeof postFeatures)[number]

export interface PostContent {
  readonly kind: 'post'
  /** The platforms or accounts it goes to, as the requester named them, for example `linkedin`. */
  readonly channels: readonly string[]
  readonly text: string
  readonly media: readonly Media[]
  readonly link: string | null
  /** When it is planned to be published; null: as soon as approved. */
  readonly slot: Instant | null
  readonly need: Need
  readonly audience: string
  readonly features: readonly PostFeature[]
}

export const mfaMethods = ['passkey', 'hardware_key', 'authenticator_app', 'sms', 'none'] as const
export type MfaMethod = (typeof mfaMethods)[number]
export const personalDataLevels = ['none', 'contact', 'special'] as const
export type PersonalData = (typeof personalDataLevels)[number]

export interface ChannelContent {
  readonly kind: 'channel'
  readonly platform: string
  readonly handle: string
  readonly purpose: string
  readonly need: Need
  readonly audience: string
  /** Named people, as written: an owner may work for an agency that is not in the directory. */
  readonly owner: string
  readonly deputy: string
  readonly access: string
  readonly mfa: MfaMethod
  readonly recoveryContact: string
  readonly tools: string
  readonly personalData: PersonalData
  readonly staffing: string
  readonly retirement: string
}

/** What marketing asks for. Adding a kind means adding a member here; every switch over it then fails to compile. */
export type Content = PostContent | ChannelContent
export type RequestKind = Content['kind']
export const requestKinds = ['post', 'channel'] as const satisfies readonly RequestKind[]

/** An immutable numbered version of a request's content. `digest` is SHA-256 over its RFC 8785 canonical JSON. */
export interface Revision {
  readonly number: number
  readonly content: Content
  readonly digest: Digest
  readonly submittedAt: Instant
  /** Groups that review from this revision on, because of what it says; absent where there are none. */
  readonly joined?: readonly GroupId[]
}
