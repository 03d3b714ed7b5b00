/**
 * Ids of fields, so that the app and the forms cannot disagree.
 * Questionnaire questions are `question:<question id>`; conditions are `condition:<1..3>:text|owner|due`.
 */
export const fieldIds = {
  channels: 'channels',
  text: 'text',
  media: 'media',
  link: 'link',
  slot: 'slot',
  needWhy: 'need_why',
  needIfLate: 'need_if_late',
  audience: 'audience',
  keepInformed: 'keep_informed',
  features: 'features',
  platform: 'platform',
  handle: 'handle',
  purpose: 'purpose',
  owner: 'owner',
  deputy: 'deputy',
  access: 'access',
  mfa: 'mfa',
  recoveryContact: 'recovery_contact',
  tools: 'tools',
  personalData: 'personal_data',
  staffing: 'staffing',
  retirement: 'retirement',
  comment: 'comment',
  reason: 'reason',
  wouldAccept: 'would_accept',
  changes: 'changes',
  likelihood: 'likelihood',
  impact: 'impact',
  rationale: 'rationale',
  evidence: 'evidence',
  url: 'url',
  picked: 'picked',
  question: (id: string): string => `question:${id}`,
  condition: (position: number, part: 'text' | 'owner' | 'due'): string => `condition:${position}:${part}`,
} as const
/** How many conditions a form offers. */
export const conditionSlots = 3
