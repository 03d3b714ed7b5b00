/** Mistakes put in on purpose, each of which the simulation has to find. All of them wrap what one process is made of. */
import type { Commit, Store } from '../../src/app/ports.ts'
import type { Deadline } from '../../src/domain/request/deadline.ts'
import type { RequestEvent } from '../../src/domain/request/events.ts'
import type { Policy } from '../../src/domain/request/policy.ts'
import { intercepted } from '../support/intercept.ts'
import type { Place, Plant } from './replica.ts'
import { type Outcome, simulate } from './simulate.ts'

type Method<Name extends keyof Store> = Store[Name] extends (...args: infer Args) => infer Result
  ? (args: Args, real: (...args: Args) => Result, store: Store, at: Place) => Result
  : never

/** Replaces one method of the store. */
function method<Name extends keyof Store>(
  name: Name,
  replacement: Method<Name>,
): NonNullable<Plant['store']> {
  return (store, at) => {
    const changed: Partial<Store> = {}
    const real = store[name]
    Object.assign(changed, {
      [name]: (...args: never) => Reflect.apply(replacement, null, [args, real, store, at]),
    })
    return intercepted(store, ({ method: called, args, proceed }) => {
      const own: unknown = Reflect.get(changed, called)
      return typeof own === 'function' ? Reflect.apply(own, null, args) : proceed()
    })
  }
}

const commits = (change: (commit: Commit, store: Store) => Commit | Promise<Commit>) =>
  method('commit', async ([commit], real, store) => real(await change(commit, store)))

/** What the application reads of the ledger is not what stands there. */
const reads = (change: (event: RequestEvent) => RequestEvent) =>
  method('read', async ([request], real) =>
    (await real(request)).map(({ version, event }) => ({ version, event: change(event) })),
  )

const rules = (change: (policy: Policy) => Policy) =>
  reads((event) => (event.type === 'submitted' ? { ...event, policy: change(event.policy) } : event))

const mapped = <Value>(record: Readonly<Record<string, Value>>, change: (value: Value) => Value) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))

const groupsOf = (policy: Policy, change: (group: Policy['groups'][string]) => Policy['groups'][string]) => ({
  ...policy,
  groups: mapped(policy.groups, change),
})

const withoutWidening = ({ widensAt: _never, ...deadline }: Deadline): Deadline => deadline

const hour = 3_600_000

/** Everything that the event waits for comes an hour sooner. */
const sooner = (event: RequestEvent): RequestEvent =>
  event.type === 'submitted'
    ? {
        ...event,
        review: Object.fromEntries(
          Object.entries(event.review).map(([group, { startedAt, dueAt, reminders }]) => [
            group,
            { startedAt, dueAt: dueAt - hour, reminders: reminders.map((at) => at - hour) },
          ]),
        ),
      }
    : event

export const plants: readonly Plant[] = [
  {
    name: 'a lost update: the version that was decided on is not compared',
    store: commits(async (commit, store) => ({
      ...commit,
      expectedVersion: (await store.read(commit.request)).length,
    })),
  },
  {
    name: 'deliveries are not told apart: no click is recognised when it comes again',
    store: (store, at) =>
      method('commit', ([commit], real) => real({ ...commit, dedupeKey: null }))(
        method('seen', async () => false)(store, at),
        at,
      ),
  },
  {
    name: 'an acknowledgement before the commit',
    store: method('commit', async ([commit], real) => {
      void real(commit).catch(() => undefined)
      return { ok: true, version: commit.expectedVersion + commit.events.length }
    }),
  },
  { name: 'a timer fires early', store: reads(sooner) },
  {
    name: 'the clock runs ahead by ten minutes',
    clock: (clock) => ({
      now: () => clock.now() + 600_000,
      sleepUntil: (at, signal) => clock.sleepUntil(at - 600_000, signal),
    }),
  },
  {
    name: 'the store is not told when a request needs the clock',
    store: commits((commit) => ({ ...commit, dueAt: null })),
  },
  {
    name: 'requests are claimed an hour late',
    store: method('claimDue', ([query], real) => real({ ...query, now: query.now - hour })),
  },
  {
    name: 'one approval settles every group',
    store: rules((policy) => groupsOf(policy, (group) => ({ ...group, quorum: 1 }))),
  },
  {
    name: 'one rejection settles every group',
    store: rules((policy) => groupsOf(policy, (group) => ({ ...group, rejections: 1 }))),
  },
  {
    name: 'a mis-click can be taken back for a day',
    store: rules((policy) => ({ ...policy, undo: { within: { unit: 'elapsed', milliseconds: 24 * hour } } })),
  },
  {
    name: 'nobody else is asked when half of the time has passed',
    store: reads((event) =>
      event.type === 'submitted' ? { ...event, review: mapped(event.review, withoutWidening) } : event,
    ),
  },
  {
    name: 'silence approves',
    store: commits((commit) => ({
      ...commit,
      events: commit.events.map((event) =>
        event.type === 'deadlocked' && event.by === 'clock'
          ? {
              type: 'approved',
              basis: 'quorum',
              conditions: [],
              valid: event.mediation,
              at: event.at,
              by: event.by,
            }
          : event,
      ),
    })),
  },
  {
    name: 'a decision on an outdated revision is taken',
    service: (service, { tables }) => {
      const current = (request: string) =>
        tables.requests
          .get(request)
          ?.events.flatMap(({ event }) =>
            'digest' in event && event.type !== 'decided' ? [event.digest] : [],
          )
          .at(-1)
      return {
        ...service,
        choose: (click) => service.choose({ ...click, digest: current(click.request) ?? click.digest }),
        submit: (input) => {
          const { purpose } = input
          if (purpose.type !== 'verb') return service.submit(input)
          const digest = current(purpose.request) ?? purpose.digest
          return service.submit({ ...input, purpose: { ...purpose, digest } })
        },
      }
    },
  },
  {
    name: 'leases are not respected: a card is taken twice',
    store: method('claimCards', ([query], real) => real({ ...query, now: query.now + 30_000 })),
  },
  {
    name: 'a lease ends at once',
    store: method('claimCards', ([query], real) => real({ ...query, leaseUntil: query.now })),
  },
  {
    name: 'after an unknown outcome nobody looks before posting again',
    chat: (chat) => ({ ...chat, deliver: (delivery) => chat.deliver({ ...delivery, uncertain: false }) }),
  },
  {
    name: 'a card whose answer was lost counts as delivered',
    store: method('settleCard', ([card, settlement], real) =>
      real(
        card,
        settlement.outcome === 'retry' && settlement.attempted !== false
          ? { outcome: 'nothing', version: Number.MAX_SAFE_INTEGER }
          : settlement,
      ),
    ),
  },
  {
    name: 'a card counts as newer than it was drawn',
    store: method('settleCard', ([card, settlement], real) =>
      real(
        card,
        settlement.outcome === 'delivered' ? { ...settlement, version: settlement.version + 1 } : settlement,
      ),
    ),
  },
  {
    name: 'a platform in trouble parks its cards for good',
    chat: (chat) => ({
      ...chat,
      async deliver(delivery) {
        const outcome = await chat.deliver(delivery)
        return outcome.outcome === 'retry' ? { outcome: 'failed', error: outcome.error } : outcome
      },
    }),
  },
  {
    name: 'whoever is asked last is not told',
    store: commits((commit) => {
      const last = commit.cards.findLastIndex(
        ({ recipient, purpose }) =>
          recipient.type === 'person' && purpose.type === 'living' && purpose.view === 'review',
      )
      return { ...commit, cards: commit.cards.filter((_, index) => index !== last) }
    }),
  },
  { name: 'nobody is told', store: commits((commit) => ({ ...commit, cards: commit.cards.slice(1) })) },
  {
    name: 'an edit goes to nowhere and counts',
    chat: (chat) => ({
      ...chat,
      deliver: async (delivery) =>
        delivery.reference === null
          ? chat.deliver(delivery)
          : { outcome: 'delivered', reference: delivery.reference },
    }),
  },
  {
    name: 'a conflict is called a repetition',
    store: method('commit', async ([commit], real) => {
      const result = await real(commit)
      return result.ok ? result : { ok: false, reason: 'duplicate' }
    }),
  },
  {
    name: 'a commit whose answer was lost is made again',
    store: method('commit', async ([commit], real, store) => {
      try {
        return await real(commit)
      } catch {
        const expectedVersion = (await store.read(commit.request)).length
        return real({ ...commit, expectedVersion, dedupeKey: null })
      }
    }),
  },
  {
    name: 'somebody who has left is remembered as they were',
    accounts(accounts) {
      const known = new Map<string, ReturnType<typeof accounts.profile>>()
      return {
        ...accounts,
        profile(identity) {
          const found = known.get(identity.user) ?? accounts.profile(identity)
          known.set(identity.user, found)
          found.catch(() => known.delete(identity.user))
          return found
        },
      }
    },
  },
  {
    name: 'decisions are counted for somebody else',
    store: commits((commit) => ({
      ...commit,
      events: commit.events.map((event) =>
        event.type === 'decided' ? { ...event, by: commit.summary.requester } : event,
      ),
    })),
  },
  {
    name: 'a reminder is forgotten as soon as it is sent',
    store: reads((event) => (event.type === 'reminded' ? { ...event, step: 0 } : event)),
  },
]

/** The first of so many seeds that finds the planted bug; null where none does. */
export async function find(plant: Plant, from: number, count: number): Promise<Outcome | null> {
  for (let seed = from; seed < from + count; seed += 1) {
    const outcome = await simulate(seed, { plant, keep: 50 })
    if (outcome.violations.length > 0) return outcome
  }
  return null
}
