import type { GroupId } from '../../domain/flavour.ts'
import type { RequestKind } from '../../domain/request/content.ts'
import type { Questionnaire } from '../../domain/risk/types.ts'
import { legalChannel } from './legal-channel.ts'
import { legalPost } from './legal-post.ts'
import { securityChannel } from './security-channel.ts'
import { securityPost } from './security-post.ts'

const byGroup: ReadonlyMap<GroupId, Readonly<Record<RequestKind, Questionnaire>>> = new Map([
  ['security', { post: securityPost, channel: securityChannel }],
  ['legal', { post: legalPost, channel: legalChannel }],
])

/** The questionnaires that come with Countersign, by id. A change of wording or points needs a new version. */
export const shippedQuestionnaires: Readonly<Record<string, Questionnaire>> = Object.fromEntries(
  [securityPost, securityChannel, legalPost, legalChannel].map((each) => [each.id, each]),
)

/** For a group that asks no questions: its reviewers still judge likelihood and impact, and say why. */
export const judgementOnly: Questionnaire = {
  id: 'judgement',
  version: 1,
  title: { en: 'Judgement', de: 'Einschätzung' },
  questions: [],
}

/** What a group asks where the configuration says nothing: null for every group but `security` and `legal`. */
export function defaultQuestionnaireFor(groupId: GroupId, kind: RequestKind): Questionnaire | null {
  return byGroup.get(groupId)?.[kind] ?? null
}
