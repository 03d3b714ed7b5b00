import type { MfaMethod, PersonalData, PostFeature } from '../../../domain/request/content.ts'
import type { ConditionDraft, UndoableAct } from '../../../domain/request/decision.ts'
import type { RequestStatus } from '../../../domain/request/state.ts'
import type { Level, Tier } from '../../../domain/risk/types.ts'

const plural = new Intl.PluralRules('en')
const count = (n: number, one: string, other: string): string =>
  `${n} ${plural.select(n) === 'one' ? one : other}`

/** The words that sentences, facts and forms are made of. */
export const terms = {
  /** What people call a request: at the start of a sentence, and inside one. */
  name: { post: (number: number) => `Post #${number}`, channel: (number: number) => `Channel #${number}` },
  nameInside: {
    post: (number: number) => `post #${number}`,
    channel: (number: number) => `channel #${number}`,
  },
  conditions: (n: number): string => count(n, 'condition', 'conditions'),
  groups: (n: number): string => count(n, 'group', 'groups'),
  unnamedExecutive: 'an executive',
  asSoonAsApproved: 'As soon as it is approved',
  nothingListed: 'Nothing sensitive, says the requester',
  statusInWords: {
    in_review: 'in review',
    changes_requested: 'waiting for changes by the requester',
    conditions_offered: 'waiting for the requester’s answer to the conditions',
    rejected: 'rejected',
    deadlocked: 'in mediation',
    escalated: 'with an executive',
    approved: 'approved',
    published: 'published',
    lapsed: 'lapsed',
    revoked: 'revoked',
    withdrawn: 'withdrawn',
  } satisfies Record<RequestStatus, string>,
  tier: { low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' } satisfies Record<Tier, string>,
  score: (tier: string, score: number): string => `${tier} (${score} of 25)`,
  likelihood: {
    1: 'rare',
    2: 'unlikely',
    3: 'possible',
    4: 'likely',
    5: 'almost certain',
  } satisfies Record<Level, string>,
  impact: {
    1: 'negligible',
    2: 'minor',
    3: 'moderate',
    4: 'major',
    5: 'severe',
  } satisfies Record<Level, string>,
  feature: {
    people: 'Recognisable people or customers',
    claims: 'Figures, comparisons or promises',
    third_party: 'Music, pictures, quotes or brands of others',
    paid: 'Paid promotion or an influencer',
    sensitive: 'Politics, health, a crisis or competitors',
    personal_data: 'Data about identifiable people',
    unreleased: 'News that is not public yet',
  } satisfies Record<PostFeature, string>,
  mfa: {
    passkey: 'Passkey',
    hardware_key: 'Hardware security key',
    authenticator_app: 'Authenticator app',
    sms: 'Code by text message',
    none: 'None',
  } satisfies Record<MfaMethod, string>,
  personalData: {
    none: 'None',
    contact: 'Names and contact data',
    special: 'Special categories, for example health',
  } satisfies Record<PersonalData, string>,
  reviewingGroups: 'the reviewing groups',
  conditionDue: {
    before_publication: 'Before publication',
    after_publication: 'After publication',
  } satisfies Record<ConditionDraft['due'], string>,
  /** What was taken back, after the name of whoever did. */
  morePeople: (count: number): string => (count === 1 ? 'one more person' : `${count} more people`),
  undone: {
    decision: 'decision',
    position: 'word in the mediation',
    acceptance: 'acceptance of the conditions',
  } satisfies Record<UndoableAct, string>,
  label: {
    channels: 'Goes to',
    slot: 'Planned for',
    audience: 'Audience',
    route: 'Review',
    rules: 'Rules',
    requester: 'Requested by',
    decision: 'Decision',
    keptInformed: 'Kept informed',
    undone: 'Taken back',
    risk: 'Risk',
    reason: 'Reason',
    changes: 'To be changed',
    condition: 'Condition',
    comment: 'Comment',
    rationale: 'Rationale',
    objection: 'Objection',
    needWhy: 'Why it matters',
    needIfLate: 'If it is late or does not happen',
    text: 'Text',
    link: 'Link',
    media: 'Files',
    features: 'Contains',
    platform: 'Platform',
    handle: 'Handle',
    purpose: 'Purpose',
    owner: 'Owner',
    deputy: 'Deputy',
    access: 'Who gets access',
    mfa: 'Second factor at login',
    recoveryContact: 'Recovery contact',
    tools: 'Connected tools',
    personalData: 'Personal data',
    staffing: 'Staffing and monitoring',
    retirement: 'When it is no longer used',
  },
}
