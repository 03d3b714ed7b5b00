import type { RequestKind } from '../../../domain/request/content.ts'
import type { DecisionVerb, RulingVerb } from '../../../domain/request/decision.ts'
import { type Part, rich, sentence } from '../../rich.ts'
import type { Rich } from '../../text.ts'

const action = { post: 'published', channel: 'opened' } satisfies Record<RequestKind, string>
const mayDecide = (others: number): string =>
  others === 0 ? '' : others === 1 ? '; one other may decide' : `; ${others} others may decide`
const neither = (count: number): string => (count === 1 ? 'does' : 'do')

/** Where each side stands. */
export const positions = {
  pending: (by: Part): Rich => rich`Not decided yet, due by ${by}`,
  taken: (who: Part, at: Part): Rich => rich`${who} has taken this, ${at}.`,
  pendingQuorum: (have: number, need: number, by: Part): Rich =>
    rich`${have} of ${need} approvals so far, due by ${by}`,
  asked: (people: Part, others: number): Rich => rich`Asked: ${people}${mayDecide(others)}.`,
  wholeGroup: (): Rich => rich`The whole group is asked now.`,
  nobody: (): Rich => rich`Nobody in this group can be asked at the moment.`,
  afterOthers: (groups: Part, count: number): Rich =>
    rich`Asked as soon as ${groups} ${count === 1 ? 'has' : 'have'} approved`,
  notAsked: (): Rich => rich`Was not asked`,
  late: (): Rich => rich`Did not decide in time`,
  undecided: (): Rich => rich`Not decided on this revision`,
  hiddenUntilYouDecide: (): Rich => rich`Shown once you have decided yourself`,
  hiddenWhileUndo: (until: Part): Rich => rich`Shown once your own decision stands, ${until}`,
  hiddenUntilOver: (): Rich => rich`Shown once the review is over`,
  decided: {
    approved: (people: Part, when: Part): Rich => rich`Approved by ${people} (${when})`,
    approved_with_conditions: (people: Part, when: Part): Rich =>
      rich`Approved with conditions by ${people} (${when})`,
    changes_requested: (people: Part, when: Part): Rich => rich`Changes requested by ${people} (${when})`,
    rejected: (people: Part, when: Part): Rich => rich`Rejected by ${people} (${when})`,
  },
  verb: {
    approve: 'approved',
    approve_with_conditions: 'approved with conditions',
    request_changes: 'changes requested',
    reject: 'rejected',
  } satisfies Record<DecisionVerb, string>,
  ruling: {
    approve: (person: Part, when: Part): Rich => rich`Ruling by ${person} (${when}): approved`,
    approve_with_conditions: (person: Part, when: Part): Rich =>
      rich`Ruling by ${person} (${when}): approved with conditions`,
    reject: (person: Part, when: Part): Rich => rich`Ruling by ${person} (${when}): rejected`,
    send_back: (person: Part, when: Part): Rich => rich`Ruling by ${person} (${when}): sent back once`,
  } satisfies Record<RulingVerb, unknown>,
  onBehalf: (by: Part, absent: Part): Rich => rich`${by} for ${absent}`,
  oneDecision: (person: Part, verb: string): Rich => rich`${person}: ${verb}`,
  hasty: (seconds: number): Rich =>
    rich`Decided ${seconds === 1 ? '1 second' : `${seconds} seconds`} after opening`,
  together: (): Rich => rich`Approved together with others, with one confirmation`,
  comment: (text: Part): Rich => rich`Comment: “${text}”`,
  reason: (text: Part): Rich => rich`Reason: “${text}”`,
  changes: (text: Part): Rich => rich`To be changed: “${text}”`,
  wouldAccept: (text: Part): Rich => rich`Would accept: “${text}”`,
  notBinding: (text: Part): Rich => rich`Asked for, not binding since the ruling: “${text}”`,
  condition: (due: string, owner: Part, text: Part): Rich =>
    rich`Condition, ${due.toLowerCase()}, by ${owner}: “${text}”`,
  numberedCondition: (position: number, due: string, owner: Part, text: Part): Rich =>
    rich`Condition ${position}, ${due.toLowerCase()}, by ${owner}: “${text}”`,
  conditionMet: (condition: Rich, person: Part, when: Part, evidence: Part): Rich =>
    rich`${condition} Met by ${person} (${when}): “${evidence}”`,
  risk: (score: string, likelihood: string, impact: string): Rich =>
    sentence(`Risk: ${score}, likelihood ${likelihood}, impact ${impact}`),
  answer: (question: Part, option: Part): Rich => rich`Because of the answer “${option}” to “${question}”`,
  rationale: (text: Part): Rich => rich`Rationale: “${text}”`,
  requesterAsks: (): Rich => rich`Asks for the approval of exactly this revision`,
  contestsRejection: (reason: Part): Rich => rich`Contests the rejection: “${reason}”`,
  contestsConditions: (reason: Part): Rich => rich`Contests the conditions: “${reason}”`,
  /** In the sentence "The groups disagree: …". */
  says: {
    approved: (groups: Part, count: number): Rich => rich`${groups} ${count === 1 ? 'approves' : 'approve'}`,
    rejected: (groups: Part, count: number): Rich => rich`${groups} ${count === 1 ? 'rejects' : 'reject'}`,
    changes: (groups: Part, count: number): Rich =>
      rich`${groups} ${count === 1 ? 'asks' : 'ask'} for changes`,
    pending: (groups: Part, count: number): Rich =>
      rich`${groups} ${count === 1 ? 'has' : 'have'} not decided`,
  },
}

/** The executive's question, in one sentence. `name` is "post #142". */
export const question = {
  against: (name: string, kind: RequestKind, against: Part, count: number): Rich =>
    rich`Should ${name} be ${action[kind]} although ${against} ${neither(count)} not agree?`,
  againstAndFor: (
    name: string,
    kind: RequestKind,
    against: Part,
    count: number,
    inFavour: Part,
    inFavourCount: number,
  ): Rich =>
    rich`Should ${name} be ${action[kind]} although ${against} ${neither(count)} not agree (${inFavour} ${neither(inFavourCount)})?`,
  silent: (name: string, kind: RequestKind, silent: Part): Rich =>
    rich`Should ${name} be ${action[kind]} without a decision of ${silent}?`,
  conditions: (name: string, kind: RequestKind, groups: Part, requester: Part): Rich =>
    rich`Should ${name} be ${action[kind]} without the conditions of ${groups}, which ${requester} contests?`,
  rounds: (name: string, kind: RequestKind, revision: number): Rich =>
    rich`Should revision ${revision} of ${name} be ${action[kind]}, although the sides could not agree?`,
}

/** What happens at each ruling. */
export const consequences = {
  approve: (kind: RequestKind): string =>
    kind === 'post'
      ? 'Exactly this revision may be published.'
      : 'The channel may be opened exactly as described.',
  approve_with_conditions: (kind: RequestKind): string =>
    kind === 'post'
      ? 'It may be published once your conditions due before publication are met.'
      : 'The channel may be opened once your conditions due before that are met.',
  reject: (kind: RequestKind): string =>
    kind === 'post'
      ? 'It is not published, and nobody can contest that.'
      : 'The channel is not opened, and nobody can contest that.',
  send_back: 'The requester revises it, and the groups decide anew. Possible only once.',
  silence: 'If you do not decide',
  silenceNext: (executives: Part, by: Part): Rich =>
    rich`After ${by} the question goes to ${executives}. Silence never approves.`,
  silenceLast: (by: Part): Rich =>
    rich`You are reminded until ${by}, and then the request lapses without an approval.`,
}
