import type { Commit, DirectoryEvent } from '../../../src/app/ports.ts'
import type { GroupId } from '../../../src/domain/flavour.ts'
import type { ChannelContent, PostContent } from '../../../src/domain/request/content.ts'
import type { RequestEvent, RequestEventType } from '../../../src/domain/request/events.ts'
import type { Policy } from '../../../src/domain/request/policy.ts'
import type { Assessment, Screening } from '../../../src/domain/risk/types.ts'
import { mondayMorning } from '../clock.ts'

const hour = 3_600_000
const deadline = {
  startedAt: mondayMorning,
  dueAt: mondayMorning + 8 * hour,
  reminders: [mondayMorning + 4 * hour, mondayMorning + 6 * hour],
}
const respondWithin = { unit: 'working_hours', hours: 8 } as const
const draft = { text: 'Label it as paid', owner: 'requester', due: 'before_publication' } as const
const condition = { ...draft, id: 'c1', from: 'legal' }

/** Groups deliberately not in alphabetical order: their order is what people see. */
export const samplePolicy: Policy = {
  groups: {
    security: { quorum: 1, rejections: 1, respondWithin, remindAt: [0.5, 0.8] },
    legal: { quorum: 2, rejections: 1, respondWithin: { unit: 'working_days', days: 2 }, remindAt: [] },
    brand: { quorum: 1, rejections: 2, respondWithin: { unit: 'elapsed', milliseconds: hour }, remindAt: [] },
  },
  executives: [{ respondWithin, remindAt: [0.5] }],
  mediation: { lasts: respondWithin, remindAt: [0.5], rounds: 3 },
  contest: { within: { unit: 'working_days', days: 2 } },
  requester: { respondWithin: { unit: 'elapsed', milliseconds: 72 * hour }, remindAt: [0.5] },
  lastExecutive: { remindEvery: { unit: 'working_days', days: 1 }, reminders: 3 },
  approval: { validFor: { unit: 'elapsed', milliseconds: 720 * hour } },
  questionnaireFrom: 'high',
  independentVotes: true,
}

export const samplePost: PostContent = {
  kind: 'post',
  channels: ['linkedin', 'instagram'],
  text: 'Grüße aus Berlin 🎉\nשלום — the new model is here',
  media: [{ sha256: 'a'.repeat(64), name: 'model.png', mimeType: 'image/png', bytes: 48_213 }],
  link: 'https://example.com/new?a=1&b=2',
  slot: mondayMorning + 72 * hour,
  need: { why: 'The fair opens on Thursday.', ifLate: 'The stand opens without an announcement.' },
  audience: 'Customers in Germany',
  features: ['claims', 'paid'],
}

export const sampleChannel: ChannelContent = {
  kind: 'channel',
  platform: 'mastodon',
  handle: '@example@social.example',
  purpose: 'Answer questions of developers',
  need: { why: 'Developers ask there.', ifLate: 'Others answer for us.' },
  audience: 'Developers',
  owner: 'Ada Example',
  deputy: 'Ben Example',
  access: 'Three people of the developer team',
  mfa: 'passkey',
  recoveryContact: 'it@example.com',
  tools: '',
  personalData: 'contact',
  staffing: 'Weekdays from 9 to 17',
  retirement: 'Archive and delete after a year without posts',
}

const screening: Screening = { likelihood: 2, impact: 3, score: 6, tier: 'medium', reasons: ['claims'] }

const assessment: Assessment = {
  questionnaire: { id: 'legal-post', version: 1 },
  answers: { claims: 'figures', rights: 'own' },
  complete: true,
  judged: { likelihood: 2, impact: 4 },
  computed: { likelihood: 3, impact: null },
  likelihood: 3,
  impact: 4,
  score: 12,
  tier: 'high',
  reasons: [{ question: 'claims', option: 'figures', factor: 'likelihood', contribution: 6 }],
  rationale: 'The figure has no source.',
}

const at = mondayMorning
const security: GroupId = 'security'
const digest = 'd'.repeat(64)

/** One of each type, with every optional part filled in somewhere. */
export const sampleEvents: { readonly [Type in RequestEventType]: Extract<RequestEvent, { type: Type }> } = {
  submitted: {
    type: 'submitted',
    at,
    by: 'ada',
    request: 'r1',
    number: 142,
    content: samplePost,
    digest,
    screening,
    policy: samplePolicy,
    review: { security: deadline, legal: deadline, brand: deadline },
  },
  revised: {
    type: 'revised',
    at,
    by: 'ada',
    revision: 2,
    content: sampleChannel,
    digest,
    screening,
    review: null,
  },
  stage_opened: { type: 'stage_opened', at, by: 'sam', stage: 2, review: { legal: deadline } },
  assigned: {
    type: 'assigned',
    at,
    by: 'clock',
    group: 'security',
    people: ['sam', 'noor'],
    because: 'rotation',
  },
  decided: {
    type: 'decided',
    at,
    by: 'lena',
    group: 'legal',
    revision: 1,
    digest,
    decision: { verb: 'approve_with_conditions', conditions: [draft], comment: 'Fine with a label.' },
    assessment,
    changed: false,
  },
  changes_requested: { type: 'changes_requested', at, by: 'lena', respondBy: deadline },
  conditions_offered: {
    type: 'conditions_offered',
    at,
    by: 'lena',
    conditions: [condition],
    respondBy: deadline,
  },
  conditions_accepted: { type: 'conditions_accepted', at, by: 'ada' },
  rejected: { type: 'rejected', at, by: 'sam', contestBy: deadline },
  contested: {
    type: 'contested',
    at,
    by: 'ada',
    of: 'rejection',
    reason: 'The figure is audited.',
    wouldAccept: 'A footnote',
  },
  deadlocked: {
    type: 'deadlocked',
    at,
    by: 'clock',
    kind: 'disagreement',
    groups: ['security', 'legal'],
    mediation: deadline,
  },
  position_stated: { type: 'position_stated', at, by: 'sam', side: 'security', wouldAccept: 'No figures' },
  deadlock_resolved: { type: 'deadlock_resolved', at, by: 'sam' },
  decision_undone: { type: 'decision_undone', at, by: 'lena', act: 4, of: 'decision' },
  escalated: {
    type: 'escalated',
    at,
    by: 'clock',
    level: 1,
    because: 'mediation_ended',
    respondBy: deadline,
  },
  ruled: {
    type: 'ruled',
    at,
    by: 'eve',
    level: 1,
    ruling: { verb: 'approve_with_conditions', conditions: [draft], reason: 'The fair matters more.' },
  },
  approved: { type: 'approved', at, by: 'eve', basis: 'ruling', conditions: [condition], valid: deadline },
  condition_met: { type: 'condition_met', at, by: 'ada', condition: 'c1', evidence: 'Labelled.' },
  rescheduled: { type: 'rescheduled', at, by: 'ada', slot: at + 96 * hour },
  slot_missed: { type: 'slot_missed', at, by: 'clock', slot: at },
  published: { type: 'published', at, by: 'ada', url: 'https://example.com/post/1' },
  revoked: { type: 'revoked', at, by: 'sam', reason: 'The account was taken over.' },
  withdrawn: { type: 'withdrawn', at, by: 'ada', reason: 'The fair was cancelled.' },
  requester_left: { type: 'requester_left', at, by: 'clock' },
  requester_returned: { type: 'requester_returned', at, by: 'clock' },
  lapsed: { type: 'lapsed', at, by: 'clock', because: 'executives_silent' },
  taken: { type: 'taken', at, by: 'sam', group: security },
  handed_back: { type: 'handed_back', at, by: 'clock', group: security, because: 'gone' },
  rejection_final: { type: 'rejection_final', at, by: 'clock' },
  reminded: { type: 'reminded', at, by: 'clock', about: `group:${security}`, step: 1 },
}

/** A commit to `request` with one event, at `mondayMorning`; the number is taken from digits in the id. */
export function sampleCommit(request: string, changes: Partial<Commit> = {}): Commit {
  const { summary, ...rest } = changes
  return {
    request,
    expectedVersion: 0,
    events: [{ type: 'withdrawn', at, by: 'ada', reason: `${request} ends` }],
    cards: [],
    dueAt: null,
    dedupeKey: null,
    at,
    summary: {
      request,
      number: Number(request.replaceAll(/\D/g, '')),
      kind: 'post',
      status: 'in_review',
      title: `Title of ${request}`,
      requester: 'ada',
      open: true,
      deadline: null,
      updatedAt: rest.at ?? at,
      ...summary,
    },
    ...rest,
  }
}

/** One event about a person of each type. */
export const sampleDirectoryEvents = {
  went_away: {
    type: 'went_away',
    absence: 1,
    from: mondayMorning,
    until: mondayMorning + 48 * hour,
    delegate: 'ben',
    at: mondayMorning,
    by: 'ada',
  },
  absence_changed: {
    type: 'absence_changed',
    absence: 1,
    from: mondayMorning,
    until: mondayMorning + 24 * hour,
    delegate: null,
    at: mondayMorning + hour,
    by: 'ada',
  },
  came_back: { type: 'came_back', absence: 1, because: 'back', at: mondayMorning + 2 * hour, by: 'ada' },
  accounts_joined: {
    type: 'accounts_joined',
    joined: 'ben',
    accounts: [{ platform: 'teams', tenant: 'aaaa', user: 'bbbb' }],
    because: 'Ben married and has a new address in Teams',
    at: mondayMorning,
    by: 'operator:root',
  },
  account_parted: {
    type: 'account_parted',
    account: { platform: 'teams', tenant: 'aaaa', user: 'bbbb' },
    to: 'ben',
    because: 'They are brothers',
    at: mondayMorning,
    by: 'operator:root',
  },
} as const satisfies { [Type in DirectoryEvent['type']]: DirectoryEvent & { readonly type: Type } }
