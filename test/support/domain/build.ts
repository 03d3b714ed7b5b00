/** Parts of a request, ordinary unless said otherwise. */
import type { Instant } from '../../../src/domain/flavour.ts'
import type { Actor } from '../../../src/domain/request/actor.ts'
import type { ChannelContent, PostContent } from '../../../src/domain/request/content.ts'
import type { GroupPolicy, Policy } from '../../../src/domain/request/policy.ts'
import type { Assessment, Screening, Tier } from '../../../src/domain/risk/types.ts'
import { days, hours } from './calendar.ts'

/** Somebody active who may ask, and has no other part. */
export function person(id: string, parts: Partial<Actor> = {}): Actor {
  return { person: id, standing: 'active', mayRequest: true, groups: [], executiveLevels: [], ...parts }
}

export function groupPolicy(parts: Partial<GroupPolicy> = {}): GroupPolicy {
  return { quorum: 1, rejections: 1, respondWithin: hours(8), remindAt: [0.5, 0.75], ...parts }
}

/** Security and legal with one vote each; two executives; round numbers everywhere. */
export function policy(parts: Partial<Policy> = {}): Policy {
  return {
    groups: { security: groupPolicy(), legal: groupPolicy() },
    executives: [
      { respondWithin: hours(8), remindAt: [0.5] },
      { respondWithin: hours(4), remindAt: [0.5] },
    ],
    mediation: { lasts: hours(8), remindAt: [0.5], rounds: 3 },
    contest: { within: days(2) },
    requester: { respondWithin: days(5), remindAt: [0.5] },
    lastExecutive: { remindEvery: days(1), reminders: 3 },
    approval: { validFor: days(10) },
    questionnaireFrom: 'high',
    independentVotes: true,
    ...parts,
  }
}

export function post(text: string, slot: Instant | null = null): PostContent {
  return {
    kind: 'post',
    channels: ['linkedin'],
    text,
    media: [],
    link: null,
    slot,
    need: { why: 'launch', ifLate: 'nobody hears of it' },
    audience: 'customers',
    features: [],
  }
}

export function channel(purpose: string): ChannelContent {
  return {
    kind: 'channel',
    platform: 'mastodon',
    handle: '@example',
    purpose,
    need: { why: 'reach', ifLate: 'others are first' },
    audience: 'developers',
    owner: 'Ada',
    deputy: 'Ben',
    access: 'Ada, Ben',
    mfa: 'passkey',
    recoveryContact: 'it@example.com',
    tools: '',
    personalData: 'none',
    staffing: 'office hours',
    retirement: 'deleted',
  }
}

export function screening(tier: Tier = 'low'): Screening {
  return { likelihood: 1, impact: 1, score: 1, tier, reasons: [] }
}

/** A complete assessment with a rationale. */
export function assessment(tier: Tier = 'low', parts: Partial<Assessment> = {}): Assessment {
  return {
    questionnaire: { id: 'security-post', version: 1 },
    answers: {},
    complete: true,
    judged: { likelihood: 1, impact: 1 },
    computed: { likelihood: null, impact: null },
    likelihood: 1,
    impact: 1,
    score: 1,
    tier,
    reasons: [],
    rationale: 'looked at closely',
    ...parts,
  }
}
