/** Groups one after the other: those of a stage decide side by side, when all before them have approved. */
import type { GroupId } from '../flavour.ts'
import type { Policy } from './policy.ts'
import type { Dossier } from './state.ts'

/** The stage of a group; 1 for a group that names none. */
export function stageOf({ groups }: Pick<Policy, 'groups'>, group: GroupId): number {
  return groups[group]?.stage ?? 1
}

/** The stages that have groups, ascending. Routes may leave some out, so they need not follow one another. */
export function stagesOf(policy: Pick<Policy, 'groups'>): readonly number[] {
  const stages = Object.keys(policy.groups).map((group) => stageOf(policy, group))
  return [...new Set(stages)].sort((a, b) => a - b)
}

/** Where every revision begins. Throws for a policy without groups. */
export function firstStage(policy: Pick<Policy, 'groups'>): number {
  const [first] = stagesOf(policy)
  if (first === undefined) throw new Error('a policy needs at least one group')
  return first
}

/** The stage that follows; null after the last one. */
export function stageAfter(policy: Pick<Policy, 'groups'>, stage: number): number | null {
  return stagesOf(policy).find((other) => other > stage) ?? null
}

/** In the policy's order. */
export function groupsOfStage(policy: Pick<Policy, 'groups'>, stage: number): readonly GroupId[] {
  return Object.keys(policy.groups).filter((group) => stageOf(policy, group) === stage)
}

/** True once the group's stage has been opened on the current revision. */
export function hasTurn({ policy, stage }: Dossier, group: GroupId): boolean {
  return stageOf(policy, group) <= stage
}
