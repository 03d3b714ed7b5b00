import type { MemberReference } from '../../config/types.ts'
import type { StandIn } from '../../domain/request/actor.ts'
import type { Deps } from '../deps.ts'
import type { ListAge, References } from '../directory/references.ts'
import type { Person } from '../ports.ts'

/** Who may stand in for whom. The configuration says so; nobody's word widens it. All methods throw `LookupFailed`. */
export interface Eligibility {
  /** What the delegate could decide instead of the person; empty lists where the configuration names them for nothing. */
  standIn(absent: Person, delegate: Person, age: ListAge): Promise<StandIn>
  /** Everybody who could stand in for the person anywhere, without the person. */
  delegatesFor(absent: Person): Promise<readonly Person[]>
}

export function createEligibility(deps: Pick<Deps, 'organisation'>, references: References): Eligibility {
  const executives = () => deps.organisation().executives.flatMap(({ members }) => members)

  const standIn = async (absent: Person, delegate: Person, age: ListAge): Promise<StandIn> => {
    const { groups, executives: levels } = deps.organisation()
    const may = async (members: readonly MemberReference[], delegates: readonly MemberReference[]) =>
      (await references.name(members, absent, age)) && (await references.name(delegates, delegate, age))
    const [inGroups, inLevels] = await Promise.all([
      Promise.all(groups.map(({ members, delegates = members }) => may(members, delegates))),
      Promise.all(levels.map(({ members, delegates = [] }) => may(members, [...executives(), ...delegates]))),
    ])
    return {
      person: absent.id,
      groups: groups.filter((_, index) => inGroups[index] === true).map(({ id }) => id),
      executiveLevels: inLevels.flatMap((lent, index) => (lent ? [index + 1] : [])),
    }
  }

  return {
    standIn,
    async delegatesFor(absent) {
      const { groups, executives: levels } = deps.organisation()
      const named = await Promise.all([
        ...groups.map(async ({ members, delegates = members }) =>
          (await references.name(members, absent, 'lately')) ? delegates : [],
        ),
        ...levels.map(async ({ members, delegates = [] }) =>
          (await references.name(members, absent, 'lately')) ? [...executives(), ...delegates] : [],
        ),
      ])
      const people = await references.people(named.flat())
      return people.filter(({ id }) => id !== absent.id)
    },
  }
}

export const lendsNothing = ({ groups, executiveLevels }: StandIn) =>
  groups.length === 0 && executiveLevels.length === 0
