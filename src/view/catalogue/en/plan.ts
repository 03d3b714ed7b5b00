import type { Phase } from '../../../domain/feasibility/plan.ts'
import { type Part, rich } from '../../rich.ts'
import type { Rich } from '../../text.ts'

/** What has to go well for the planned time to be met. */
const wayOut: Readonly<Record<Phase, string>> = {
  review: 'if every group decides in time and they agree',
  mediation: 'if both sides agree in time',
  ruling: 'if the executive who is asked now rules in time',
}

/** Who decides by when, and whether the planned time can be met. */
export const plan = {
  by: (who: Part, by: Part): Rich => rich`${who} by ${by}`,
  decide: (groups: Rich): Rich => rich`Who decides by when: ${groups}.`,
  afterwards: ', then ',
  deadlock: (mediation: Part, executives: Rich): Rich =>
    rich`If they disagree or a group is silent: mediation until ${mediation}, then a ruling: ${executives}.`,
  feasible: (slot: Part): Rich =>
    rich`The planned time, ${slot}, can be met, even if an executive has to rule.`,
  tight: (slot: Part, always: Part): Rich =>
    rich`The planned time, ${slot}, can be met if every group decides in time and they agree. From ${always} on it can be met in every case.`,
  infeasible: (slot: Part, by: Part, earliest: Part): Rich =>
    rich`The planned time, ${slot}, cannot be met: deciding may take until ${by}. The earliest time that can be met is ${earliest}.`,
  slowest: (groups: Part): Rich =>
    rich`It can come sooner with an early decision by ${groups}: there the time is longest.`,
  everybodyEarly: (groups: Part): Rich => rich`It can come sooner with an early decision by ${groups}.`,
  asked: (): Rich =>
    rich`Your request was sent all the same. If the planned time passes first, you choose a new one: nothing is published late by itself.`,
  choose: 'Choose that time',
  chosen: (slot: string): string =>
    `The planned time becomes ${slot}. Decisions stay valid. To move it to an earlier time again takes a revision.`,
  canBeMet: {
    label: 'Can it be met?',
    feasible: (): Rich => rich`Yes, even if an executive has to rule.`,
    tight: (phase: Phase, always: Part): Rich =>
      rich`Yes, ${wayOut[phase]}. In every case from ${always} on.`,
    infeasible: (by: Part, earliest: Part): Rich =>
      rich`No, deciding may take until ${by}. The earliest time that can be met is ${earliest}.`,
    missed: (): Rich => rich`No, the time has passed. A new one is needed before anything is published.`,
    missedEarliest: (earliest: Part): Rich =>
      rich`No, the time has passed. A new one is needed; the earliest that can be met is ${earliest}.`,
  },
  urgency: {
    before: (slot: Part): Rich =>
      rich`Planned for ${slot}: please decide before then, so that it can be met.`,
    later: (slot: Part, by: Part): Rich =>
      rich`Planned for ${slot}: decide by ${by}, so that the groups after yours can still decide in time.`,
    laterAnyway: (slot: Part): Rich =>
      rich`Planned for ${slot}: groups decide after yours, and their time may end later than that. An early decision helps.`,
    margin: (slot: Part, by: Part): Rich =>
      rich`Planned for ${slot}: decide by ${by}, so that it can be met even if the groups disagree.`,
    agreement: (slot: Part): Rich =>
      rich`Planned for ${slot}: if the groups disagree, the ruling may come later than that.`,
    missed: (slot: Part): Rich =>
      rich`The planned time (${slot}) has passed. Please decide all the same: nothing is published before a new time is chosen.`,
  },
}
