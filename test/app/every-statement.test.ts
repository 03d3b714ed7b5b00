import { expect, test } from 'vitest'
import { type StoredEvent, StoreUnavailable } from '../../src/app/ports.ts'
import type { Request } from '../../src/domain/request/state.ts'
import { fieldIds } from '../../src/view/forms.ts'
import {
  text,
  typedChanges,
  typedCondition,
  typedContest,
  typedPost,
  typedReason,
  typedRejection,
} from '../support/app/typed.ts'
import { createWorld, type World } from '../support/app/world.ts'
import { hour } from '../support/domain/calendar.ts'
import { intercepted } from '../support/intercept.ts'

/** What somebody does, or the clock; `request` is what was made ready for it. A second call is the same click again. */
interface UseCase {
  readonly name: string
  /** How much time goes by between getting ready and the act, in milliseconds. */
  readonly after?: number
  ready?(world: World): Promise<Request>
  act(world: World, request: Request | null): Promise<unknown>
}

const given = { dedupeKey: 'the-click' }
const ofSecurity = { ...given, subject: 'security' }

const useCases: readonly UseCase[] = [
  { name: 'ask for a post', act: (world) => world.ask('ada', typedPost(), given.dedupeKey) },
  {
    name: 'approve',
    ready: (world) => world.submitted('ada'),
    act: (world, request) => world.fill('sec1', 'approve', known(request), {}, ofSecurity),
  },
  {
    name: 'approve as the last group',
    async ready(world) {
      const request = await world.submitted('ada')
      await world.approve('legal1', request, 'legal')
      return later(world, request)
    },
    act: (world, request) => world.fill('sec1', 'approve', known(request), {}, ofSecurity),
  },
  {
    name: 'reject',
    ready: (world) => world.submitted('ada'),
    act: (world, request) => world.fill('sec1', 'reject', known(request), typedRejection, ofSecurity),
  },
  {
    name: 'disagree, which opens a conversation',
    async ready(world) {
      const request = await world.submitted('ada')
      await world.approve('legal1', request, 'legal')
      return later(world, request)
    },
    act: (world, request) => world.fill('sec1', 'reject', known(request), typedRejection, ofSecurity),
  },
  {
    name: 'request changes',
    ready: (world) => world.submitted('ada'),
    act: (world, request) => world.fill('sec1', 'request_changes', known(request), typedChanges, ofSecurity),
  },
  {
    name: 'revise',
    async ready(world) {
      const request = await world.submitted('ada')
      await world.fill('sec1', 'request_changes', request, typedChanges, { subject: 'security' })
      return later(world, request)
    },
    act: (world, request) =>
      world.fill(
        'ada',
        'revise',
        known(request),
        typedPost({ [fieldIds.text]: text('We are in hall 5.') }),
        given,
      ),
  },
  {
    name: 'approve with a condition',
    ready: (world) => world.submitted('ada'),
    act: (world, request) =>
      world.fill('sec1', 'approve_with_conditions', known(request), typedCondition, ofSecurity),
  },
  {
    name: 'accept the conditions',
    ready: offered,
    act: (world, request) => world.click('ada', 'accept_conditions', known(request), given),
  },
  {
    name: 'contest the conditions',
    ready: offered,
    act: (world, request) => world.fill('ada', 'contest', known(request), typedContest, given),
  },
  {
    name: 'withdraw',
    ready: (world) => world.submitted('ada'),
    act: (world, request) => world.fill('ada', 'withdraw', known(request), typedReason, given),
  },
  {
    name: 'state a position',
    ready: conflict,
    act: (world, request) =>
      world.fill(
        'ada',
        'state_position',
        known(request),
        { [fieldIds.wouldAccept]: text('Smaller.') },
        given,
      ),
  },
  {
    name: 'rule',
    async ready(world) {
      const request = await conflict(world)
      await world.later(48 * hour)
      return later(world, request)
    },
    act: (world, request) => world.fill('cmo', 'rule_approve', known(request), typedReason, given),
  },
  {
    name: 'revoke',
    async ready(world) {
      const request = await world.submitted('ada')
      await world.approve('legal1', request, 'legal')
      await world.approve('sec1', request, 'security')
      return later(world, request)
    },
    act: (world, request) => world.fill('sec1', 'revoke', known(request), typedReason, given),
  },
  {
    name: 'let time pass until the executives are asked',
    after: 48 * hour,
    ready: conflict,
    act: (world) => world.app.timers.runDue(),
  },
  {
    name: 'draw the cards of a new request',
    async ready(world) {
      await world.ask('ada')
      const [summary] = await world.deps.store.list({ by: 'updated', limit: 1 })
      return world.load(summary?.request ?? '')
    },
    act: (world) => world.app.deliverer.settleAll(),
  },
]

function known(request: Request | null): Request {
  if (request === null) throw new Error('nothing was made ready')
  return request
}
async function later(world: World, { id }: Request): Promise<Request> {
  await world.settle()
  return world.load(id)
}
async function conflict(world: World): Promise<Request> {
  const request = await world.submitted('ada')
  await world.fill('sec1', 'reject', request, typedRejection, { subject: 'security' })
  await world.approve('legal1', request, 'legal')
  return later(world, request)
}
async function offered(world: World): Promise<Request> {
  const request = await world.submitted('ada')
  await world.approve('legal1', request, 'legal')
  await world.fill('sec1', 'approve_with_conditions', request, typedCondition, { subject: 'security' })
  return later(world, request)
}

/** A world in which one statement fails, counted from `arm` on: before it is carried out, or after. */
function breakable() {
  let armed = false
  let left = -1
  let after = false
  let count = 0
  const between = <Port extends object>(port: Port): Port =>
    intercepted(port, async ({ proceed }) => {
      if (!armed) return proceed()
      count += 1
      left -= 1
      if (left !== 0) return proceed()
      if (after) await proceed()
      throw new StoreUnavailable('unreachable')
    })
  const world = createWorld({ inMemory: true, between })
  return {
    world,
    /** Gives how many statements the work took. `which` counts from 1; 0 breaks none. */
    async during(which: number, when: 'before' | 'after', work: () => Promise<unknown>) {
      armed = true
      left = which === 0 ? -1 : which
      after = when === 'after'
      count = 0
      try {
        await work()
        return { count, threw: false }
      } catch (fault) {
        if (!(fault instanceof StoreUnavailable)) throw fault
        return { count, threw: true }
      } finally {
        armed = false
      }
    },
  }
}

/** The ledger, and what everybody has on the screen. */
async function outcomeOf(world: World): Promise<unknown> {
  const all = await world.deps.store.list({ by: 'updated', limit: 9 })
  const events = await Promise.all(all.map(({ request }) => world.deps.store.read(request)))
  // By name: an id that was given to somebody who could not be kept then is not given again.
  const nameOf = async (id: string) => (await world.deps.people.byId(id))?.name ?? id
  const said = ({ event: { type, by } }: StoredEvent) => nameOf(by).then((name) => ({ type, by: name }))
  return {
    events: await Promise.all(events.map((stream) => Promise.all(stream.map(said)))),
    screens: world.chat.messages
      .map(({ place, card }) => `${place} ${card.type} ${card.choices.map(({ verb }) => verb).join()}`)
      .sort(),
  }
}

async function eventsOf({ deps: { store } }: World): Promise<number> {
  const all = await store.list({ by: 'updated', limit: 9 })
  const streams = await store.readAll(all.map(({ request }) => request))
  return [...streams.values()].reduce((sum, { length }) => sum + length, 0)
}

/** Longer than a lease and than the pauses after failures. */
const meanwhile = 60_000

async function play(useCase: UseCase, which: number, when: 'before' | 'after') {
  const { world, during } = breakable()
  const request = (await useCase.ready?.(world)) ?? null
  world.deps.clock.advance(useCase.after ?? 0)
  const act = () => useCase.act(world, request)
  const before = await eventsOf(world)
  const { count, threw } = await during(which, when, act)
  const between = await eventsOf(world)
  const answer = await act()
  await world.later(meanwhile)
  return { count, threw, before, between, answer, outcome: await outcomeOf(world) }
}

/** Of an answer whether it is done; numbers and ids may have gaps, and how much was left to do differs. */
const wordOf = (answer: unknown) =>
  typeof answer === 'object' && answer !== null && 'outcome' in answer ? answer.outcome : null

/** Every so many statements are broken, beginning anywhere; `EVERY_STATEMENT=1` breaks each of them. */
const stride = Number(process.env.EVERY_STATEMENT ?? 12)
const first = 1 + Math.floor(Math.random() * stride)

test.each(useCases)(
  'given a database of which statements fail once, when people $name, then it is done wholly or not at all, and once when tried again',
  async (useCase) => {
    const whole = await play(useCase, 0, 'before')
    expect(whole.threw).toBe(false)
    for (let which = first; which <= whole.count; which += stride)
      for (const when of ['before', 'after'] as const) {
        const broken = await play(useCase, which, when)
        const said = `statement ${which} of ${whole.count}, ${when}`
        // What is not the click's own business may fail beside it: then the click is answered, and is recorded.
        const asWhole = broken.between === whole.between
        expect([said, asWhole || (broken.threw && broken.between === broken.before)]).toEqual([said, true])
        expect([said, wordOf(broken.answer)]).toEqual([said, wordOf(whole.answer)])
        expect([said, broken.outcome]).toEqual([said, whole.outcome])
      }
  },
)
