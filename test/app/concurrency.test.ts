import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type App, createApp } from '../../src/app/runner.ts'
import type { RequestEventType } from '../../src/domain/request/events.ts'
import { currentRevision } from '../../src/domain/request/queries.ts'
import type { Request } from '../../src/domain/request/state.ts'
import type { Verb } from '../../src/domain/request/verbs.ts'
import { fieldIds } from '../../src/view/forms.ts'
import {
  smallRisk,
  text,
  typedChanges,
  typedCondition,
  typedContest,
  typedPost,
  typedReason,
  typedRejection,
} from '../support/app/typed.ts'
import { createWorld, type World } from '../support/app/world.ts'
import { intercepted } from '../support/intercept.ts'

describe('given two processes on one database', () => {
  test('when two reviewers decide at the same moment, then both are recorded', async () => {
    const world = createWorld()
    const other = createApp(world.deps)
    const request = await world.submitted('ada')
    const decision = (user: string, subject: string) =>
      ({
        identity: world.accounts.identity(user),
        purpose: {
          type: 'verb',
          verb: 'approve',
          request: request.id,
          digest: currentRevision(request).digest,
          subject,
        },
        values: smallRisk,
        dedupeKey: `click of ${user}`,
      }) as const
    const answers = await Promise.all([
      world.app.service.submit(decision('sec1', 'security')),
      other.service.submit(decision('legal1', 'legal')),
    ])
    expect(answers).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }])
    const after = await world.load(request.id)
    expect(after.decisions.map(({ group }) => group).sort()).toEqual(['legal', 'security'])
    expect(after.status).toBe('approved')
  })
})

describe('given a form that is delivered twice at once, and that leads to where it cannot be sent', () => {
  const deliver = (app: App, world: World, request: Request) =>
    app.service.submit({
      identity: world.accounts.identity('ada'),
      purpose: {
        type: 'verb',
        verb: 'contest',
        request: request.id,
        digest: currentRevision(request).digest,
      },
      values: typedContest,
      dedupeKey: 'one click',
    })

  test.each([1, 2])(
    'then both are told that it is recorded, and it is once (processes: %i)',
    async (processes) => {
      const world = createWorld()
      const other = processes === 1 ? world.app : createApp(world.deps)
      const request = await world.submitted('ada')
      await world.fill('sec1', 'reject', request, typedRejection, { subject: 'security' })
      await world.fill('legal1', 'reject', request, typedRejection, { subject: 'legal' })
      const answers = await Promise.all([deliver(world.app, world, request), deliver(other, world, request)])
      expect(answers).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }])
      const events = (await world.deps.store.read(request.id)).map(({ event }) => event.type)
      expect(events.filter((type) => type === 'contested')).toHaveLength(1)
    },
  )
})

describe('given a decision that is delivered twice, and that became possible between the two', () => {
  test('when the first delivery is the slower one, then it is not told that what is recorded is refused', async () => {
    const world = createWorld()
    const request = await world.submitted('ada')
    await world.fill('sec1', 'approve', request, smallRisk, { subject: 'security' })
    const looking = Promise.withResolvers<void>()
    const goingOn = Promise.withResolvers<void>()
    const store = intercepted(world.deps.store, async ({ method, proceed }) => {
      const answer = await proceed()
      if (method === 'seen') looking.resolve()
      if (method === 'seen') await goingOn.promise
      return answer
    })
    const slow = createApp({ ...world.deps, store })
    const deliver = (app: App) =>
      app.service.submit({
        identity: world.accounts.identity('sec2'),
        purpose: {
          type: 'verb',
          verb: 'approve',
          request: request.id,
          digest: currentRevision(request).digest,
          subject: 'security',
        },
        values: smallRisk,
        dedupeKey: 'one click',
      })
    const first = deliver(slow)
    await looking.promise
    // The group is settled until the other one opposes it; in the mediation its members may be heard.
    await world.fill('legal1', 'reject', request, typedRejection, { subject: 'legal' })
    expect(await deliver(world.app)).toMatchObject({ outcome: 'done' })
    goingOn.resolve()
    expect(await first).toMatchObject({ outcome: 'done' })
    expect((await world.load(request.id)).decisions).toHaveLength(3)
  })
})

type Act = { readonly user: string; readonly verb: Verb; readonly subject?: string; readonly process: number }
const everything = {
  ...typedRejection,
  ...typedContest,
  ...typedChanges,
  ...typedReason,
  ...typedCondition,
  ...typedPost({ [fieldIds.text]: text('Another text') }),
  [fieldIds.url]: text('https://example.com/1'),
}

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    user: fc.constantFrom('sec1', 'sec2'),
    verb: fc.constantFrom<Verb[]>('approve', 'approve_with_conditions', 'request_changes', 'reject'),
    subject: fc.constant('security'),
    process: fc.nat({ max: 1 }),
  }),
  fc.record({
    user: fc.constant('legal1'),
    verb: fc.constantFrom<Verb[]>('approve', 'approve_with_conditions', 'reject', 'state_position'),
    subject: fc.constant('legal'),
    process: fc.nat({ max: 1 }),
  }),
  fc.record({
    user: fc.constant('ada'),
    verb: fc.constantFrom<Verb[]>('revise', 'contest', 'accept_conditions', 'withdraw', 'publish'),
    process: fc.nat({ max: 1 }),
  }),
  fc.record({
    user: fc.constantFrom('cmo', 'ceo', 'eve'),
    verb: fc.constantFrom<Verb[]>('rule_approve', 'rule_reject', 'revoke'),
    process: fc.nat({ max: 1 }),
  }),
)

const eventOf: Partial<Record<Verb, RequestEventType>> = {
  approve: 'decided',
  approve_with_conditions: 'decided',
  request_changes: 'decided',
  reject: 'decided',
  state_position: 'position_stated',
  revise: 'revised',
  contest: 'contested',
  accept_conditions: 'conditions_accepted',
  withdraw: 'withdrawn',
  publish: 'published',
  rule_approve: 'ruled',
  rule_reject: 'ruled',
  revoke: 'revoked',
}

const users = ['ada', 'sec1', 'sec2', 'legal1', 'cmo', 'ceo', 'eve'] as const

/** A world in which everybody was seen in the same order, so that two of them give the same ids. */
async function preparedWorld() {
  const world = createWorld()
  for (const user of users) await world.app.directory.personOf(world.accounts.identity(user))
  const request = await world.submitted('ada')
  const committed: (string | null)[] = []
  const { store } = world.deps
  const commit = store.commit.bind(store)
  store.commit = async (what) => {
    const result = await commit(what)
    if (result.ok) committed[result.version] = what.dedupeKey
    return result
  }
  return { world, request, inOrder: () => committed.filter((key) => key !== undefined) }
}

const keyOf = (index: number) => `act ${index}`

async function carryOut(world: World, app: App, id: string, { user, verb, subject }: Act, dedupeKey: string) {
  const digest = (await world.load(id)).revisions[0]?.digest ?? ''
  const about = { request: id, verb, digest, ...(subject === undefined ? {} : { subject }) }
  const answer = await app.service.submit({
    identity: world.accounts.identity(user),
    purpose: { type: 'verb', ...about },
    values: everything,
    dedupeKey,
  })
  // Asked at once: an acknowledged click survives a crash right after it.
  return { done: answer.outcome === 'done', inLedger: await world.deps.store.seen(dedupeKey) }
}

describe('given a crowd that clicks at once, in two processes', () => {
  test('when it is over, then the ledger is as if the accepted clicks had come one after the other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 30, maxLength: 30 }), async (acts) => {
        const crowd = await preparedWorld()
        const apps = [crowd.world.app, createApp(crowd.world.deps)]
        const outcomes = await Promise.all(
          acts.map((one, index) =>
            carryOut(crowd.world, apps[one.process] ?? crowd.world.app, crowd.request.id, one, keyOf(index)),
          ),
        )
        for (const { done, inLedger } of outcomes) if (inLedger) expect(done).toBe(true)

        const queue = await preparedWorld()
        for (const key of crowd.inOrder()) {
          const index = acts.findIndex((_, position) => keyOf(position) === key)
          const one = acts[index]
          if (one === undefined) throw new Error(`nobody did ${key}`)
          const answer = await carryOut(queue.world, queue.world.app, queue.request.id, one, keyOf(index))
          expect(answer).toEqual({ done: true, inLedger: true })
        }
        expect(await queue.world.deps.store.read(queue.request.id)).toEqual(
          await crowd.world.deps.store.read(crowd.request.id),
        )
        // Accepted without an entry of its own is only what the same person had done already.
        const history = await crowd.world.deps.store.read(crowd.request.id)
        for (const [index, { done, inLedger }] of outcomes.entries()) {
          const one = acts[index]
          if (!done || inLedger || one === undefined) continue
          const person = await crowd.world.deps.people.byEmail(`${one.user}@example.com`)
          const own = history.filter(({ event }) => event.by === person?.id).map(({ event }) => event.type)
          expect(own).toContain(eventOf[one.verb])
        }
      }),
      { numRuns: 25 },
    )
  })
})
