/**
 * How long it takes to open App Home with many open requests on either store, and what folding every one of them took.
 *
 *     node test/bench/home.ts --requests 5000
 *     node test/bench/home.ts --requests 5000 --postgres postgres://…   (an empty database)
 *
 * Figures only: nothing here asserts a duration.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openPostgresStore } from '../../adapters/store-postgres/open.ts'
import { openSqliteStore } from '../../adapters/store-sqlite/open.ts'
import { loadRequest } from '../../src/app/load.ts'
import type { Store } from '../../src/app/ports.ts'
import { waitsFor } from '../../src/app/service/roles.ts'
import { summaryOf } from '../../src/app/summary.ts'
import { openLimit, waitingFor } from '../../src/app/waiting.ts'
import type { Actor } from '../../src/domain/request/actor.ts'
import type { RequestEvent } from '../../src/domain/request/events.ts'
import { evolve } from '../../src/domain/request/evolve.ts'
import type { RequestState } from '../../src/domain/request/state.ts'
import { mondayMorning } from '../support/clock.ts'
import { sampleEvents, samplePolicy } from '../support/store/samples.ts'

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '5000' }, postgres: { type: 'string' } },
})
const requests = Number(values.requests)
const groups = Object.keys(samplePolicy.groups)
const log = { info: () => {}, warn: () => {}, error: () => {} }
const clock = { now: () => mondayMorning + 60_000, sleepUntil: async () => {} }

/** Every third request waits for one group alone, because the others have approved it. */
async function fill(store: Store): Promise<void> {
  for (let number = 1; number <= requests; number += 1) {
    const request = `r${number}`
    const pending = groups[number % groups.length]
    const { submitted, decided } = sampleEvents
    const opening: RequestEvent = {
      ...submitted,
      request,
      number,
      policy: {
        ...samplePolicy,
        groups: Object.fromEntries(
          Object.entries(samplePolicy.groups).map(([id, group]) => [id, { ...group, quorum: 1 }]),
        ),
      },
    }
    const events: RequestEvent[] = [
      opening,
      ...groups
        .filter((group) => group !== pending)
        .map(
          (group): RequestEvent => ({
            ...decided,
            at: mondayMorning + number,
            by: `${group}-1`,
            group,
            decision: { verb: 'approve', comment: '' },
          }),
        ),
    ]
    const state = events.reduce<RequestState>(evolve, null)
    if (state === null) throw new Error('nothing was submitted')
    await store.commit({
      request,
      expectedVersion: 0,
      events,
      cards: groups.map((group) => ({
        request,
        recipient: { type: 'person', person: `${group}-1` } as const,
        purpose: { type: 'living', view: 'review' } as const,
      })),
      dueAt: null,
      dedupeKey: null,
      summary: summaryOf(state),
      at: mondayMorning,
    })
  }
}

const reviewer = (group: string): Actor => ({
  person: `${group}-2`,
  standing: 'active',
  mayRequest: true,
  groups: [group],
  executiveLevels: [],
})

async function timed(label: string, work: () => Promise<number>): Promise<void> {
  const began = performance.now()
  const found = await work()
  const took = performance.now() - began
  process.stdout.write(`  ${label.padEnd(58)} ${took.toFixed(0).padStart(7)} ms  ${found} found\n`)
}

/** As it was done before: every open request is read and folded by itself. */
async function foldAll(store: Store, actor: Actor): Promise<number> {
  const open = await store.list({ open: true, by: 'deadline', limit: openLimit })
  const states = await Promise.all(open.map(({ request }) => loadRequest(store, request)))
  return states.filter((state) => state !== null && waitsFor(state, actor, clock.now())).length
}

async function measure(name: string, store: Store): Promise<void> {
  process.stdout.write(`${name}, ${requests} open requests\n`)
  await fill(store)
  const legal = reviewer('legal')
  const parts = { store, clock, log }
  const opening = async (actor: Actor, enough?: number) =>
    (await waitingFor(parts, actor, {}, enough)).requests.length
  await timed('before: every open request folded', () => foldAll(store, legal))
  await timed('first opening after the migration', () => opening(legal, 120))
  await timed('everything noted, once', () => opening(legal))
  await timed('one page for a reviewer of one group', () => opening(legal, 120))
  await timed('one page for somebody whom nothing waits for', () => opening(reviewer('nobody'), 120))
  await timed('all that waits for a reviewer (digest)', () => opening(legal))
  await timed('decided lately', async () => (await store.decidedBy(['legal-1'], 90)).length)
  await timed('before: cards drawn again, one statement per request', async () => {
    const open = await store.list({ open: true, by: 'updated', limit: openLimit })
    for (const { request } of open)
      await store.redraw(request, clock.now(), [{ type: 'person', person: 'legal-1' }])
    return open.length
  })
  await timed('cards drawn again, in one statement', async () => {
    await store.redrawOpen([{ type: 'person', person: 'legal-1' }], clock.now())
    return requests
  })
}

async function onSqlite(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'))
  const sqlite = openSqliteStore({ file: join(folder, 'bench.db'), ids: { next: randomUUID } })
  try {
    await measure('SQLite', sqlite.store)
  } finally {
    await sqlite.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function onPostgres(url: string): Promise<void> {
  const postgres = await openPostgresStore({ url, patienceMs: 60_000 })
  try {
    await measure('PostgreSQL', postgres.store)
  } finally {
    await postgres.close()
  }
}

if (values.postgres === undefined) await onSqlite()
else await onPostgres(values.postgres)
