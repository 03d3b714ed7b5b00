import { AsyncLocalStorage } from 'node:async_hooks'
import type { Identity } from '../../../src/app/ports.ts'
import type { Verb } from '../../../src/domain/request/verbs.ts'
import { type Somebody, slackTeam, teamsTenant } from '../world.ts'

/** One thing that a person did, however often the platform delivers it. */
export interface Act {
  readonly id: number
  readonly who: Somebody
  /** Null for what is no choice on a card, such as asking for something new. */
  readonly verb: Verb | 'details' | 'template' | null
  readonly request: string | null
  /** Of the revision that the person saw. */
  readonly digest: string | null
  /** The step at which it was done first. */
  readonly since: number
  /** How often it was committed, under which keys, and what the application answered. */
  commits: number
  readonly recorded: (string | null)[]
  readonly answers: {
    readonly key: string
    readonly outcome: string
    readonly request: string | null
    /** The code of a refusal, or the fields with a problem. */
    readonly why: string
    /** This very delivery, or one with the same key, had been recorded when the answer was given. */
    readonly late: boolean
  }[]
}

/** The payload of an act, as one of the platforms delivers it. */
export interface Inbound {
  readonly act: Act
  readonly platform: 'slack' | 'teams'
  readonly type: 'action' | 'submission' | 'command' | 'invoke'
  readonly payload: Readonly<Record<string, unknown>>
}

/** What the code that runs at the moment is for. */
export interface Doing {
  readonly act: Act | null
  /** The card that is being delivered. */
  readonly card: string | null
  /** When its delivery began. */
  readonly began: number
}
const doing = new AsyncLocalStorage<Doing>()
export const doingNow = (): Doing => doing.getStore() ?? { act: null, card: null, began: 0 }
export const during = <Result>(what: Partial<Doing>, work: () => Result): Result =>
  doing.run({ ...doingNow(), ...what }, work)

/** Something that a person could do with what is before them. */
export interface Possibility {
  readonly verb: Act['verb']
  readonly request: string | null
  readonly digest: string | null
  /** How it goes out; `act` is filled in when it is done. */
  readonly inbound: (act: Act) => Inbound
  /** How gladly it is done, relative to everything else that anybody could do. */
  readonly weight: number
  readonly label: string
  /** What it is offered by, where that is a message as it looks now: nobody goes on pressing what they have pressed. */
  readonly look?: object
}

export const identityOf = (person: Somebody): Identity => ({
  platform: person.platform,
  tenant: person.platform === 'slack' ? slackTeam : teamsTenant,
  user: person.user,
})
