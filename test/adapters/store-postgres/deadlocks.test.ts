import { expect, test } from 'vitest'
import { openPostgresStore } from '../../../adapters/store-postgres/open.ts'
import { living, person } from '../../contract/database.ts'
import { asAdministrator, temporaryPostgresDatabase } from '../../support/postgres/database.ts'
import { sampleCommit } from '../../support/store/samples.ts'

test('given everything that changes many cards at once, when it happens at the same time, then nobody waits in a circle', async () => {
  const database = await temporaryPostgresDatabase()
  const replicas = await Promise.all(
    Array.from({ length: 3 }, () => openPostgresStore({ url: database.url, patienceMs: 20_000 })),
  )
  const names = Array.from({ length: 10 }, (_, index) => `r${index + 1}`)
  const people = Array.from({ length: 12 }, (_, index) => person(`p${index}`))
  const [one, two, three] = replicas.map(({ store }) => store)
  if (one === undefined || two === undefined || three === undefined) throw new Error('three were opened')
  for (const request of names) {
    const cards = people.map((recipient) => ({ request, recipient, purpose: living() }))
    // Every second request tells people in the opposite order.
    await one.commit(sampleCommit(request, { cards: Number(request.slice(1)) % 2 ? cards : cards.reverse() }))
  }
  const versions = new Map(names.map((name) => [name, 1]))
  const change = async (request: string) => {
    const expectedVersion = versions.get(request) ?? 0
    versions.set(request, expectedVersion + 1)
    expect(await one.commit(sampleCommit(request, { expectedVersion }))).toMatchObject({ ok: true })
  }
  for (let round = 1; round <= 15; round += 1) {
    const now = Number.MAX_SAFE_INTEGER - 1
    const taken = await one.claimCards({ now, leaseUntil: round, limit: 200 })
    const held = taken.map(({ id }) => id)
    await Promise.all([
      ...names.map(change),
      two.redrawOpen(people, round),
      three.redrawOpen([...people].reverse(), round),
      two.renewCards({ cards: held, leaseUntil: round + 1 }),
      three.renewCards({ cards: [...held].reverse(), leaseUntil: round + 1 }),
      ...people.map((recipient) => two.releaseCards(recipient, round)),
      ...names.map((request) => three.redraw(request, round)),
      three.wakeParked('none', round),
    ])
  }
  await Promise.all(replicas.map(({ close }) => close()))
  const deadlocks = await asAdministrator(database.url, async (client) => {
    await client.query('select pg_stat_clear_snapshot()')
    return (
      await client.query('select deadlocks::integer from pg_stat_database where datname = current_database()')
    ).rows
  })
  expect(deadlocks).toEqual([{ deadlocks: 0 }])
  await database.drop()
})
