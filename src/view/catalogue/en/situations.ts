import type { RequestKind } from '../../../domain/request/content.ts'
import { type Part, rich, sentence } from '../../rich.ts'
import type { Rich } from '../../text.ts'
import { terms } from './terms.ts'

const verbFor = (names: number, one: string, several: string): string => (names === 1 ? one : several)

/** Where a request stands, in one or two sentences. Names are ready-made parts; `count` is how many they name. */
export const status = {
  askedToDecide: (requester: Part, groups: Part, revision: number): Rich =>
    rich`${requester} asks ${groups} to decide on revision ${revision}.`,
  youDecided: (verb: string, when: Part): Rich =>
    rich`Your decision of ${when} is recorded: ${verb}. The review goes on until every group has decided.`,
  groupDecided: (groups: Part, count: number): Rich =>
    rich`${groups} ${verbFor(count, 'has', 'have')} decided. The review goes on until every group has decided.`,
  inReview: (requester: Part): Rich => rich`The groups are deciding on the request of ${requester}.`,
  step: (step: number, all: number): Rich => sentence(`Step ${step} of ${all}.`),
  joined: (groups: Part, count: number): Rich =>
    rich`${groups} ${verbFor(count, 'reviews', 'review')} it too from now on, because of what it says now.`,
  progress: (decided: number, all: number): Rich =>
    sentence(`${decided} of ${terms.groups(all)} ${all === 1 ? 'has' : 'have'} decided.`),
  changesRequested: (groups: Part, _count: number): Rich => rich`${groups} asked for changes.`,
  sentBack: (executive: Part, reason: Part): Rich =>
    rich`${executive} sent it back for one more revision: “${reason}”`,
  waitsForRevision: (requester: Part, by: Part): Rich => rich`${requester} is asked to revise it by ${by}.`,
  conditionsOffered: (count: number): Rich =>
    sentence(`Every group agrees, with ${terms.conditions(count)}.`),
  waitsForAnswer: (requester: Part): Rich =>
    rich`It is approved as soon as ${requester} accepts the conditions.`,
  rejectedBy: (groups: Part, _count: number): Rich => rich`${groups} rejected it.`,
  rejectedByRuling: (executive: Part, reason: Part): Rich =>
    rich`${executive} rejected it by a final ruling: “${reason}”`,
  contestableUntil: (by: Part): Rich => rich`The rejection can be contested until ${by}.`,
  rejectionFinal: (): Rich => rich`The rejection is final.`,
  disagreement: (positions: Part): Rich => rich`The groups disagree: ${positions}.`,
  contestedRejection: (requester: Part, reason: Part): Rich =>
    rich`${requester} contests the rejection: “${reason}”`,
  contestedConditions: (requester: Part, reason: Part): Rich =>
    rich`${requester} contests the conditions: “${reason}”`,
  stalled: (groups: Part): Rich => rich`${groups} did not decide in time.`,
  everybodyAway: (groups: Part): Rich =>
    rich`${groups} cannot decide in time: those who are needed are away, and nobody stands in for them.`,
  revisedInMediation: (revision: number): Rich =>
    rich`Revision ${revision} is meant to end the deadlock: the groups decide on it now.`,
  rounds: (revision: number): Rich => rich`There is still no agreement after revision ${revision}.`,
  escalatedAtOnce: (executives: Part, by: Part): Rich =>
    rich`So ${executives} can give a final ruling at once, until ${by}.`,
  escalated: (executives: Part, by: Part): Rich =>
    rich`There was no agreement in time. ${executives} can now give a final ruling, until ${by}.`,
  approvedByQuorum: (revision: number): Rich => rich`Every group approved revision ${revision}.`,
  approvedWithConditions: (revision: number, requester: Part): Rich =>
    rich`Revision ${revision} is approved with conditions, which ${requester} accepted.`,
  approvedByRuling: (executive: Part, revision: number, reason: Part): Rich =>
    rich`${executive} approved revision ${revision} by a final ruling: “${reason}”`,
  validUntil: (until: Part): Rich => rich`The approval is valid until ${until}.`,
  published: {
    post: (when: Part, url: Part): Rich => rich`Published (${when}): ${url}`,
    channel: (when: Part, url: Part): Rich => rich`Live since ${when}: ${url}`,
  } satisfies Record<RequestKind, unknown>,
  lapsed: {
    validity_ended: (when: Part): Rich =>
      rich`The approval ended (${when}) and was not used. Nothing may be published on the strength of it.`,
    requester_silent: (when: Part): Rich =>
      rich`No answer of the requester arrived by ${when}, so the request ended. It was not approved.`,
    executives_silent: (when: Part): Rich =>
      rich`No executive ruled by ${when}, so the request ended. Silence never approves.`,
  },
  revoked: (person: Part, when: Part, reason: Part): Rich =>
    rich`${person} revoked the approval (${when}): “${reason}”`,
  withdrawn: (by: Part, when: Part): Rich => rich`${by} withdrew the request (${when}).`,
  withdrawnBecause: (requester: Part, when: Part, reason: Part): Rich =>
    rich`${requester} withdrew the request (${when}): “${reason}”`,
  revised: (revision: number, earlier: number): Rich =>
    rich`This is revision ${revision}. Decisions on revision ${earlier} and before no longer count.`,
  earlierDecision: (group: Part, revision: number, said: Part): Rich =>
    rich`${group} on revision ${revision}: “${said}”`,
}

/** What is waited for, and what the reader can do about it. */
export const next = {
  decideOrElse: (groups: Part): Rich =>
    rich`Without a decision for ${groups} by then, the request goes to mediation and after that to an executive.`,
  youWereChosen: (group: Part): Rich =>
    rich`You are asked for ${group}. Others in the group may decide as well, and are all asked if there is no decision in time.`,
  othersWereChosen: (people: Part, group: Part, count: number): Rich =>
    rich`${people} ${verbFor(count, 'is', 'are')} asked for ${group}. You may decide as well.`,
  yourTurnComes: (groups: Part): Rich => rich`You will be asked when it is the turn of ${groups}.`,
  keptInformed: (): Rich =>
    rich`You are kept informed of this request, and this message always shows where it stands.`,
  nothing: (): Rich => rich`There is nothing for you to do now.`,
  waitingForGroups: (groups: Part): Rich => rich`Waiting for ${groups}.`,
  waitingForReview: (): Rich => rich`Waiting for the review to end.`,
  toldOutcome: (): Rich => rich`You will be told the outcome, with the reasons, as soon as there is one.`,
  mayRevise: (): Rich =>
    rich`You can still revise it: all groups then decide on the new revision, and earlier decisions no longer count.`,
  revise: (by: Part): Rich =>
    rich`Please revise it by ${by}. Everything you entered is filled in already. Without a revision the request lapses.`,
  waitingForRevision: (requester: Part): Rich =>
    rich`Waiting for ${requester} to revise it. You will be asked to decide on the new revision.`,
  waitingForRevisionOther: (requester: Part): Rich => rich`Waiting for ${requester} to revise it.`,
  mayAddChanges: (): Rich =>
    rich`Your group can add changes of its own now, so that one revision is enough for all.`,
  answerConditions: (by: Part): Rich =>
    rich`Please accept the conditions, contest them or revise the request by ${by}. Without an answer the request lapses.`,
  waitingForAnswer: (requester: Part): Rich => rich`Waiting for ${requester} to answer the conditions.`,
  contest: (by: Part): Rich =>
    rich`If you see it differently, contest the rejection by ${by}: both sides then try to agree, and if they cannot, an executive decides. You can also revise the request.`,
  reviseRejected: (by: Part): Rich =>
    rich`You can revise the request until ${by}: all groups then decide on the new revision.`,
  mayAcceptConditions: (): Rich => rich`You can also accept the conditions after all.`,
  takeDown: (): Rich => rich`If it is published already, please take it down.`,
  newRequest: (): Rich => rich`You can start a new request at any time.`,
  waitingForContest: (requester: Part, by: Part): Rich =>
    rich`${requester} can contest this until ${by}. After that it is final.`,
  mediateRequester: (): Rich =>
    rich`Say what you would accept, or revise the request so that the other side can agree.`,
  mediateReviewer: (): Rich =>
    rich`You can still decide or change your decision, and say what you would accept. An agreement ends the deadlock at once.`,
  mediationElse: (): Rich => rich`Without an agreement in time, an executive decides.`,
  waitingForAgreement: (): Rich => rich`Waiting for both sides to agree.`,
  rule: (): Rich =>
    rich`Please rule with one of the buttons below. Your ruling is final and everyone concerned is told the reason.`,
  waitingForRuling: (executives: Part, by: Part): Rich => rich`Waiting for ${executives} to rule by ${by}.`,
  earlierLevel: (): Rich => rich`You will be asked if no ruling is given in time.`,
  rulingFinal: (): Rich => rich`The ruling will be final. Until then nobody else can decide.`,
  chooseSlot: (slot: Part): Rich =>
    rich`The planned time (${slot}) passed before the approval. Nothing is published late by itself: please choose a new time first.`,
  meetFirst: (): Rich => rich`Meet the open conditions first, then publish.`,
  publish: {
    post: (): Rich =>
      rich`Publish exactly this revision, then press “Mark as published” and enter the address of the post.`,
    channel: (): Rich =>
      rich`Open the channel exactly as described, then press “Mark as opened” and enter its address.`,
  } satisfies Record<RequestKind, unknown>,
  publishAt: (slot: Part): Rich => rich`Planned for ${slot}.`,
  waitingForPublication: (requester: Part): Rich => rich`Waiting for ${requester} to publish it.`,
  openCondition: (condition: Rich): Rich => rich`Open: ${condition}`,
  confirmCondition: (): Rich => rich`Please confirm each condition of yours once it is met, and say how.`,
  waitingForConditions: (count: number): Rich =>
    sentence(`Waiting for ${terms.conditions(count)} to be met before publication.`),
  mayUndo: (until: Part): Rich =>
    rich`A mis-click? You can take back what you have just done until ${until}.`,
  mayRevoke: (): Rich => rich`If the risk changes, the approval can be revoked.`,
}

/** What a deadline is for. */
export const deadline = {
  yourDecision: (by: Part): Rich => rich`Your decision is due by ${by}`,
  review: (by: Part): Rich => rich`The review ends by ${by}`,
  nextDecision: (by: Part): Rich => rich`The next decision is due by ${by}`,
  yourRevision: (by: Part): Rich => rich`Your revision is due by ${by}`,
  revision: (by: Part): Rich => rich`The revision is due by ${by}`,
  yourAnswer: (by: Part): Rich => rich`Your answer is due by ${by}`,
  answer: (by: Part): Rich => rich`The answer is due by ${by}`,
  contest: (by: Part): Rich => rich`Can be contested until ${by}`,
  mediation: (by: Part): Rich => rich`The mediation ends: ${by}`,
  yourRuling: (by: Part): Rich => rich`Your ruling is due by ${by}`,
  ruling: (by: Part): Rich => rich`The ruling is due by ${by}`,
  validity: (by: Part): Rich => rich`The approval ends: ${by}`,
}
