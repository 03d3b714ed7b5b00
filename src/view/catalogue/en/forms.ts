import type { RequestKind } from '../../../domain/request/content.ts'
import type { ConditionDraft } from '../../../domain/request/decision.ts'
import type { Verb } from '../../../domain/request/verbs.ts'
import { type Part, rich } from '../../rich.ts'
import type { Rich } from '../../text.ts'

type Words = { readonly label: string; readonly hint?: string }
const field = (label: string, hint?: string): Words => (hint === undefined ? { label } : { label, hint })

/** Titles and submit buttons: at most 24 characters, Slack's limit. */
export const forms = {
  cancel: 'Cancel',
  compose: {
    post: { title: 'New post', submit: 'Submit for approval' },
    channel: { title: 'New channel', submit: 'Submit for approval' },
  } satisfies Record<RequestKind, unknown>,
  verb: {
    approve: { title: 'Approve', submit: 'Approve' },
    approve_with_conditions: { title: 'Approve with conditions', submit: 'Approve' },
    request_changes: { title: 'Request changes', submit: 'Request changes' },
    reject: { title: 'Reject', submit: 'Reject' },
    revise: { title: 'Revise', submit: 'Submit revision' },
    withdraw: { title: 'Withdraw', submit: 'Withdraw' },
    accept_conditions: { title: 'Accept conditions', submit: 'Accept' },
    contest: { title: 'Contest', submit: 'Contest' },
    state_position: { title: 'What is acceptable?', submit: 'Tell both sides' },
    rule_approve: { title: 'Ruling: approve', submit: 'Approve finally' },
    rule_approve_with_conditions: { title: 'Ruling: with conditions', submit: 'Approve finally' },
    rule_reject: { title: 'Ruling: reject', submit: 'Reject finally' },
    rule_send_back: { title: 'Ruling: send back', submit: 'Send back' },
    meet_condition: { title: 'Condition is met', submit: 'Confirm' },
    reschedule: { title: 'Choose a new time', submit: 'Save' },
    publish: { title: 'Mark as published', submit: 'Mark as published' },
    revoke: { title: 'Revoke approval', submit: 'Revoke' },
    undo: { title: 'Undo', submit: 'Undo' },
    take: { title: 'I take it', submit: 'I take it' },
    hand_back: { title: 'Hand back', submit: 'Hand back' },
  } satisfies Record<Verb, { readonly title: string; readonly submit: string }>,
  openChannel: { title: 'Mark as opened', submit: 'Mark as opened' },
  section: {
    goal: 'What and why',
    content: 'Content',
    planning: 'Planning',
    security: 'Protection of the account',
    operation: 'Daily use',
    informing: 'Who should know',
    risk: 'How do you judge the risk?',
    questionnaire: 'Questionnaire',
    questionnaireOptional: 'Questionnaire (optional)',
    condition: (position: number): string => `Condition ${position}`,
    conditionOptional: (position: number): string => `Condition ${position} (optional)`,
  },
  field: {
    channels: field('Where should it appear?', 'Choose every place that it goes to.'),
    text: field('Text of the post', 'Exactly as it will be published, with hashtags and mentions.'),
    link: field('Link', 'The page that the post leads to, starting with https://'),
    slot: field('Planned for', 'Leave this empty if it should go out as soon as it is approved.'),
    needWhy: field('Why does it matter?', 'What the business gains. Reviewers weigh the risk against it.'),
    needIfLate: field(
      'What happens if it is late?',
      'For example: the fair is over by then. Also say what happens if it is not approved at all.',
    ),
    keepInformed: field(
      'Keep informed',
      'E-mail addresses of colleagues who should see how it goes. They get one message and need not do anything.',
    ),
    audience: field('Who should it reach?', 'For example: IT decision-makers in Germany.'),
    features: field(
      'What does it contain?',
      'Tick everything that applies. It helps to judge the risk quickly.',
    ),
    platform: field('Platform'),
    handle: field('Name of the account', 'For example: @example.careers'),
    purpose: field('What is the channel for?', 'What will be published there, and how often.'),
    owner: field('Who is responsible for it?', 'The name of one person.'),
    deputy: field('Who is the deputy?', 'The name of another person, who can step in at any time.'),
    access: field('Who gets access?', 'People, teams and agencies, and what each of them may do.'),
    mfa: field('Second factor at login', 'Passkeys and hardware keys protect best.'),
    recoveryContact: field(
      'Recovery contact',
      'The address or number that can restore access. Preferably a shared mailbox of the organisation.',
    ),
    tools: field(
      'Which tools are connected?',
      'For planning or analysis, for example. Write “none” if there are none.',
    ),
    personalData: field(
      'Which personal data is involved?',
      'In messages, comments, forms or advertising audiences.',
    ),
    staffing: field(
      'Who looks after it, and when?',
      'Who answers, within what time, and who watches at weekends and in a crisis.',
    ),
    retirement: field(
      'What happens in the end?',
      'When and by whom the channel is closed or archived once it is no longer used.',
    ),
    comment: field('Comment', 'The requester and the other groups can read it.'),
    reason: field('Reason', 'The requester reads this. Say which risk you see.'),
    contestReason: field(
      'Why do you see it differently?',
      'Both sides and, if need be, an executive read this.',
    ),
    rulingReason: field('Reason', 'Everyone concerned reads this.'),
    revokeReason: field('Why is the approval revoked?', 'Say what has changed. The requester reads this.'),
    withdrawReason: field('Reason', 'It helps the reviewers to understand.'),
    wouldAccept: field(
      'What would make it acceptable?',
      'A way forward, for example: without the customer’s name.',
    ),
    contestWouldAccept: field(
      'What would you accept?',
      'For example: a different picture, but the date stays.',
    ),
    positionWouldAccept: field('What would you accept?', 'Both sides see this at once.'),
    changes: field('What should change?', 'As concretely as possible, so that one revision is enough.'),
    likelihood: field('How likely is harm?'),
    impact: field('How bad would it be?'),
    rationale: field('Rationale', 'Why this risk is acceptable, in one or two sentences.'),
    rationaleOptional: field('Rationale', 'How you came to your judgement.'),
    conditionText: field('What must be done?', 'So that everyone can tell whether it has been met.'),
    conditionOwner: field('Who does it?'),
    conditionDue: field('By when?'),
    evidence: field('How was it met?', 'For example: what was done, by whom, and where it can be seen.'),
    newSlot: field('New time', 'In the future. The approval stays as it is.'),
    url: field('Web address', 'The full address, starting with https://'),
  },
  media: (max: number): Words =>
    field('Pictures, videos, files', `Up to ${max}. Reviewers see exactly these files.`),
  level: (level: number, words: string): string => `${level}: ${words}`,
  owner: {
    requester: 'The requester',
    group: 'Our group',
  } satisfies Record<ConditionDraft['owner'], string>,
  rulingOwner: {
    requester: 'The requester',
    group: 'The reviewing groups',
  } satisfies Record<ConditionDraft['owner'], string>,
  intro: {
    compose: (): Rich => rich`The groups concerned see exactly what you enter here, and decide on it.`,
    decideFor: (name: string, group: Part, revision: number): Rich =>
      rich`You decide on revision ${revision} of ${name} for ${group}.`,
    short: (tier: string): Rich =>
      rich`First assessment of the risk: ${tier}. If you agree with it, you can submit at once.`,
    full: (tier: string): Rich =>
      rich`First assessment of the risk: ${tier}. At this tier an approval needs every answer and a rationale.`,
    ruling: (name: string): Rich =>
      rich`Your ruling on ${name} is final. The reason goes to everyone concerned.`,
    sendBack: (name: string): Rich =>
      rich`The requester revises ${name} once more, and the groups decide anew. This is possible only once.`,
    revise: (name: string, next: number): Rich =>
      rich`You change ${name}. All groups decide on revision ${next}, earlier decisions no longer count.`,
    withdraw: (name: string): Rich => rich`${name} ends without an approval. This cannot be undone.`,
    contest: (): Rich =>
      rich`Both sides then try to agree. If they cannot, an executive decides, and that ruling is final.`,
    position: (): Rich => rich`Small concessions are often enough. An agreement ends the deadlock at once.`,
    condition: (text: Part): Rich => rich`The condition: “${text}”`,
    reschedule: (slot: Part): Rich => rich`Planned so far: ${slot}.`,
    publish: (name: string): Rich => rich`Only the approved revision of ${name} may be published.`,
    revoke: (name: string): Rich =>
      rich`The approval of ${name} ends at once. What is published already has to be taken down by the requester.`,
    /** Where a question or an option is too long for a label. */
    inFull: (text: string): string => `In full: ${text}`,
  },
}
