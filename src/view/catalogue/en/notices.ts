import type { UndoableAct } from '../../../domain/request/decision.ts'
import { type Part, rich } from '../../rich.ts'
import type { Rich } from '../../text.ts'

/** Sentences of messages that are posted once and tell what has just happened. */
export const notices = {
  why: (text: Part): Rich => rich`Why it matters: “${text}”`,
  widened: (group: Part): Rich =>
    rich`The decision of ${group} is still open, so the whole group is asked now. You can decide as before.`,
  revised: (requester: Part, revision: number): Rich =>
    rich`${requester} submitted revision ${revision}. Earlier decisions no longer count, so please decide anew.`,
  revisedForInformation: (requester: Part, revision: number): Rich =>
    rich`${requester} submitted revision ${revision}. Earlier decisions no longer count.`,
  groupSays: (group: Part, state: Part): Rich => rich`${group}: ${state}`,
  resolved: (): Rich => rich`The sides agreed, so no executive needs to rule.`,
  resolvedRevision: (): Rich => rich`The review goes on with what was agreed.`,
  mediationOpened: (): Rich =>
    rich`Please look for a solution that both sides can accept. Say what you would accept: small concessions are often enough.`,
  overheard: (button: Part): Rich =>
    rich`Others read this channel, too, so what it is about is not written here. Those involved see both sides under “${button}”. What is answered here is read by everybody in the channel.`,
  ownInChannel: (): Rich =>
    rich`Only you see this card like this. What is answered here is read by everybody in the channel.`,
  overheardNotice: (button: Part): Rich => rich`Those involved see what it is about under “${button}”.`,
  wouldAccept: (person: Part, side: Part, text: Part): Rich => rich`${person}, ${side}: “${text}”`,
  requesterSide: 'requester',
  nextExecutive: (): Rich => rich`The executive asked before did not rule in time.`,
  everybodyAway: (): Rich =>
    rich`Those who should have decided before you are away, so nobody waits for them.`,
  mediationUsed: (): Rich => rich`The request was in deadlock before, and there is no second mediation.`,
  ruling: (person: Part, ruled: string, reason: Part): Rich => rich`${person} ${ruled}: “${reason}”`,
  ruled: {
    approve: 'approved the request',
    approve_with_conditions: 'approved the request with conditions',
    reject: 'rejected the request',
    send_back: 'sent the request back for one more revision',
  },
  slotMissed: (slot: Part): Rich =>
    rich`It was planned for ${slot} and is not approved yet. Nothing is published late by itself.`,
  chooseSlotNow: (): Rich => rich`Please choose a new time. Decisions made so far stay valid.`,
  earliestSlot: (earliest: Part): Rich => rich`The earliest time that can be met is ${earliest}.`,
  chooseSlotLater: (): Rich => rich`If the ruling approves it, you choose a new time then.`,
  undone: {
    decision: (person: Part): Rich =>
      rich`${person} took back a decision just made: it was a mis-click. What had followed from it no longer counts.`,
    position: (person: Part): Rich => rich`${person} took back what was just said: it was a mis-click.`,
    acceptance: (person: Part): Rich =>
      rich`${person} took back having accepted the conditions: it was a mis-click. What had followed from it no longer counts.`,
  } satisfies Record<UndoableAct, unknown>,
  notApproved: (): Rich =>
    rich`There is no approval any more: please do not publish anything. If something is out already, please take it down and talk to the groups.`,
  final: (): Rich => rich`This ruling is final.`,
}
