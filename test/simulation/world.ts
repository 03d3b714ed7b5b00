/** Who there is in a simulated organisation, and by which rules it works: both by the seed. */
import type { Organisation } from '../../src/config/types.ts'
import type { Standing } from '../../src/domain/request/actor.ts'
import type { Policy } from '../../src/domain/request/policy.ts'
import { email, group, organisation } from '../support/app/organisation.ts'
import { groupPolicy, policy } from '../support/domain/build.ts'
import { hours, minute } from '../support/domain/calendar.ts'
import type { Random } from './engine/random.ts'
import { type Temper, temperOf } from './people/temper.ts'

export const slackTeam = 'T1'
export const teamsTenant = '00000000-0000-4000-8000-000000000001'

/** What somebody may do, from a step on. */
export interface Powers {
  readonly from: number
  readonly standing: Standing
  readonly groups: readonly string[]
  readonly levels: readonly number[]
}

export interface Somebody {
  readonly name: string
  /** Who that is when accounts are no matter. */
  readonly human: string
  readonly platform: 'slack' | 'teams'
  /** The account's id there. */
  readonly user: string
  readonly temper: Temper
  /** Oldest first; the last is what holds now. */
  readonly powers: Powers[]
}

const homes = {
  ada: 'slack',
  bea: 'teams',
  sec1: 'slack',
  sec2: 'teams',
  sec3: 'slack',
  legal1: 'teams',
  legal2: 'slack',
  cmo: 'slack',
  ceo: 'teams',
  // Stands in for reviewers and executives who are away, and has no part of their own.
  dan: 'slack',
  // Ada's other account, of which nobody knows that it is hers until an operator says so.
  ada2: 'teams',
  eve: 'slack',
  tom: 'teams',
} as const
type Name = keyof typeof homes
const names: readonly Name[] = Object.keys(homes).filter((name): name is Name => Object.hasOwn(homes, name))

type Members = Readonly<Record<string, readonly Name[]>>

const large: Members = { security: ['sec1', 'sec2', 'sec3'], legal: ['legal1', 'legal2', 'ada2'] }
/** Where one who is missing is missed at once. */
const small: Members = { security: ['sec1', 'sec2'], legal: ['legal1', 'ada2'] }
const executives: readonly Name[] = ['cmo', 'ceo']

export class World {
  readonly people: readonly Somebody[]
  readonly rules: Policy
  #organisation: Organisation
  /** From which step on an operator had said that accounts of one human are one person. */
  readonly #joined = new Map<string, number>()

  constructor(random: Random) {
    const members = random.pick([large, small, small])
    this.people = names.map((name, index) => personOf(name, index, members, random))
    this.rules = rulesOf(random)
    const channels: Readonly<Record<string, string>> = random.chance(0.4) ? { security: 'CSECURITY' } : {}
    this.#organisation = organisation({
      groups: Object.entries(members).map(([id, people]) =>
        group(id, people.map(email), {
          channel: channels[id] ?? null,
          delegates: [...people, 'dan'].map(email),
        }),
      ),
      executives: executives.map((name) => ({ members: [email(name)], delegates: [email('dan')] })),
      policy: this.rules,
    })
  }

  get organisation(): Organisation {
    return this.#organisation
  }

  /** Whether anybody's part changed since the start. */
  get changed(): boolean {
    return this.#joined.size > 0 || this.people.some(({ powers }) => powers.length > 1)
  }

  join(human: string, step: number): void {
    this.#joined.set(human, Math.min(step, this.#joined.get(human) ?? step))
  }

  /** Whether the accounts of this one's human were one person before that step. */
  wasJoined({ human }: Somebody, step: number): boolean {
    return (this.#joined.get(human) ?? Number.POSITIVE_INFINITY) < step
  }

  /** All accounts of the same human. */
  accountsOf({ human }: Somebody): readonly Somebody[] {
    return this.people.filter((person) => person.human === human)
  }

  named(name: string): Somebody {
    const found = this.people.find((person) => person.name === name)
    if (found === undefined) throw new Error(`nobody is called ${name}`)
    return found
  }

  at(platform: string, user: string): Somebody | null {
    return this.people.find((person) => person.platform === platform && person.user === user) ?? null
  }

  /** Somebody is a guest from now on, or gone, or back. */
  changeStanding(person: Somebody, standing: Standing, step: number): void {
    person.powers.push({ ...powersNow(person), standing, from: step })
  }

  /** Somebody is taken out of their groups, in the configuration. */
  leaveGroups(person: Somebody, step: number): void {
    person.powers.push({ ...powersNow(person), groups: [], from: step })
    const gone = `${person.name}@example.com`
    this.#organisation = {
      ...this.#organisation,
      groups: this.#organisation.groups.map((one) => ({
        ...one,
        members: one.members.filter((member) => member.type !== 'email' || member.email !== gone),
      })),
    }
  }
}

export function powersNow(person: Somebody): Powers {
  const powers = person.powers.at(-1)
  if (powers === undefined) throw new Error('nobody is without powers')
  return powers
}

/** Whether there was a moment since the step at which it held: authority is looked up somewhere in between. */
export const heldSince = (person: Somebody, step: number, holds: (powers: Powers) => boolean): boolean =>
  person.powers.some((powers, index) => {
    const until = person.powers[index + 1]?.from ?? Number.POSITIVE_INFINITY
    return until >= step && holds(powers)
  })

function personOf(name: Name, index: number, members: Members, random: Random): Somebody {
  const platform = homes[name]
  const user =
    platform === 'slack'
      ? `U${name.toUpperCase()}`
      : `00000000-0000-4000-8000-1${String(index).padStart(11, '0')}`
  const groups = Object.keys(members).filter((id) => members[id]?.includes(name))
  const levels = executives.flatMap((executive, level) => (executive === name ? [level + 1] : []))
  const standing: Standing = name === 'eve' || name === 'tom' ? 'guest' : 'active'
  const human = name === 'ada2' ? 'ada' : name
  return {
    name,
    human,
    platform,
    user,
    temper: temperOf(random),
    powers: [{ from: 0, standing, groups, levels }],
  }
}

function rulesOf(random: Random): Policy {
  const assign = random.chance(0.4)
    ? {
        assign: {
          how: random.pick(['rotation', 'least_loaded'] as const),
          ask: 1,
          widenAt: random.pick([0.3, 0.5]),
        },
      }
    : {}
  return policy({
    groups: {
      security: groupPolicy({
        quorum: random.pick([1, 2, 2]),
        rejections: random.pick([1, 1, 2]),
        ...assign,
      }),
      legal: groupPolicy({
        respondWithin: hours(random.pick([2, 8])),
        ...(random.chance(0.2) ? { stage: 2 } : {}),
      }),
    },
    mediation: { lasts: hours(2), remindAt: [0.5], rounds: random.pick([1, 3]) },
    contest: { within: hours(4) },
    requester: { respondWithin: hours(12), remindAt: [0.5] },
    lastExecutive: { remindEvery: hours(4), reminders: 2 },
    approval: { validFor: hours(48) },
    independentVotes: random.chance(0.5),
    undo: { within: { unit: 'elapsed', milliseconds: minute } },
  })
}
