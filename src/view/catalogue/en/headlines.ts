import type { RequestKind } from '../../../domain/request/content.ts'
import { terms } from './terms.ts'

const done = { post: 'published', channel: 'live' } satisfies Record<RequestKind, string>

/**
 * The first line of a card, and the text of a notification: what is asked of whom, by when. Without anything that
 * somebody typed, because notifications show on locked screens. `name` is "Post #142".
 */
export const headlines = {
  decide: (name: string, by: string): string => `${name} needs your decision by ${by}`,
  decideAnew: (name: string, by: string): string => `${name} was revised and needs your decision by ${by}`,
  youDecided: (name: string): string => `${name}: you have decided, the review goes on`,
  groupDecided: (name: string, groups: string): string => `${name}: ${groups} decided, the review goes on`,
  inReview: (name: string): string => `${name} is in review`,
  inReviewWith: (name: string, groups: string): string => `${name} is waiting for ${groups}`,
  revise: (name: string, by: string): string => `${name}: changes requested, please revise it by ${by}`,
  beingRevised: (name: string): string => `${name} is waiting for a revision`,
  answerConditions: (name: string, count: number, by: string): string =>
    `${name} can be approved with ${terms.conditions(count)}: please answer by ${by}`,
  conditionsOffered: (name: string): string => `${name} is waiting for an answer to the conditions`,
  rejectedContestable: (name: string, by: string): string =>
    `${name} was rejected: you can contest this until ${by}`,
  rejected: (name: string): string => `${name} was rejected`,
  mediate: (name: string, by: string): string => `${name} is deadlocked: please find an agreement by ${by}`,
  deadlocked: (name: string): string => `${name} is deadlocked and in mediation`,
  rule: (name: string, by: string): string => `${name} needs your ruling by ${by}`,
  withExecutive: (name: string, executives: string): string =>
    `${name} is with ${executives} for a final ruling`,
  publishNow: {
    post: (name: string): string => `${name} is approved: you can publish it`,
    channel: (name: string): string => `${name} is approved: you can open it`,
  } satisfies Record<RequestKind, unknown>,
  publishAt: (name: string, slot: string): string => `${name} is approved: publish it as planned, ${slot}`,
  conditionsFirst: (name: string, count: number): string =>
    `${name} is approved: ${terms.conditions(count)} to meet before publication`,
  chooseSlot: (name: string): string =>
    `${name} is approved, but its time has passed: please choose a new one`,
  slotMissed: (name: string): string => `${name}: the planned time has passed, please choose a new one`,
  slotMissedLater: (name: string): string => `${name}: the planned time has passed`,
  approved: (name: string): string => `${name} is approved`,
  yourConditions: (name: string, count: number): string =>
    `${name}: ${terms.conditions(count)} for you to meet`,
  published: (name: string, kind: RequestKind): string => `${name} is ${done[kind]}`,
  lapsed: (name: string): string => `${name} has lapsed`,
  revoked: (name: string): string => `${name}: the approval was revoked`,
  withdrawn: (name: string): string => `${name} was withdrawn`,
  mediation: (name: string, by: string): string => `${name}: please find an agreement by ${by}`,
  mediationOver: (name: string): string => `${name}: the mediation is over`,
  reminder: (headline: string): string => `Reminder: ${headline}`,
  agreed: (name: string): string => `${name}: agreement reached, the deadlock is over`,
  positionStated: (name: string, side: string): string => `${name}: ${side} says what would be acceptable`,
  ruledApproved: (name: string): string => `${name} was approved by a ruling`,
  ruledRejected: (name: string): string => `${name} was rejected by a ruling`,
  undone: (name: string): string => `${name}: something was taken back`,
  ruledSentBack: (name: string): string => `${name} was sent back by a ruling`,
}
