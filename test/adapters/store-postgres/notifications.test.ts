import { afterEach, beforeEach, expect, test } from 'vitest'
import { openPostgresStore, type PostgresStore } from '../../../adapters/store-postgres/open.ts'
import { asAdministrator, temporaryPostgresDatabase } from '../../support/postgres/database.ts'
import { poolerTo } from '../../support/postgres/pooler.ts'
import { proxyTo } from '../../support/postgres/proxy.ts'

let database: Awaited<ReturnType<typeof temporaryPostgresDatabase>>
let open: PostgresStore[]
beforeEach(async () => {
  database = await temporaryPostgresDatabase()
  open = []
})
afterEach(async () => {
  for (const { close } of open) await close()
  await database.drop()
})
/** Longer than any test lasts: what is heard was announced. */
const never = { lookEveryMs: 3_600_000 }
const replica = async (options: Partial<Parameters<typeof openPostgresStore>[0]> = {}) => {
  const opened = await openPostgresStore({ url: database.url, ...options })
  open.push(opened)
  return opened
}
/** A promise that the callback keeps. */
function promised() {
  let keep = () => {}
  const kept = new Promise<void>((resolve) => {
    keep = resolve
  })
  return { keep: () => keep(), kept }
}

test('given two replicas, when one announces work, then the other one hears it', async () => {
  const { keep, kept } = promised()
  const listener = await replica()
  const stop = listener.listen(keep, never)
  const other = await replica()
  const speaking = other.listen(() => {}, never)
  // Said again and again, because nobody knows when the other one has begun to listen.
  const saying = setInterval(() => speaking.announce(), 20)
  await kept
  clearInterval(saying)
  await Promise.all([stop.close(), speaking.close()])
})

test('given a listener whose connection is cut, then it hears again by itself', async () => {
  const wire = await proxyTo(database.url)
  let heard = 0
  const listener = await replica({ url: wire.url })
  const listening = listener.listen(() => {
    heard += 1
  }, never)
  const other = await replica()
  const speaking = other.listen(() => {}, never)
  const more = async () => {
    const before = heard
    while (heard === before) {
      speaking.announce()
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  await more()
  wire.cut()
  wire.mend()
  await more()
  await Promise.all([listening.close(), speaking.close()])
  await listener.close()
  await wire.close()
})

test('given a server that is full for a while, then nobody is taken for a pooler, and the listener hears again by itself', async () => {
  const name = `crowded_${new URL(database.url).pathname.slice(1)}`
  const url = Object.assign(new URL(database.url), { username: name, password: 'crowded' }).href
  const administer = (text: string) => asAdministrator(database.url, (client) => client.query(text))
  const other = await replica()
  await administer(`create role ${name} login superuser password 'crowded'`)
  const said: string[] = []
  const crowded = await replica({
    url,
    patienceMs: 200,
    log: { warn: (message) => void said.push(message) },
  })
  // Room for the one that listens, and for none that speaks.
  await administer(`alter role ${name} nosuperuser connection limit 1`)
  const first = promised()
  const second = promised()
  let full = true
  const listening = crowded.listen(() => (full ? first.keep() : second.keep()), never)
  await first.kept
  full = false
  await administer(`alter role ${name} superuser connection limit -1`)
  const speaking = other.listen(() => {}, never)
  const saying = setInterval(() => speaking.announce(), 20)
  await second.kept
  clearInterval(saying)
  expect(said).toEqual([])
  await Promise.all([listening.close(), speaking.close()])
  await crowded.close()
  await administer(`drop role ${name}`)
})

test('given a pooler that passes on no notifications, then the log says so once, and replicas go on looking', async () => {
  const pooler = await poolerTo(database.url)
  const { keep, kept } = promised()
  const said: string[] = []
  const log = {
    warn(message: string) {
      said.push(message)
      if (message.includes('notifications')) keep()
    },
  }
  const looked = promised()
  const pooled = await replica({ url: pooler.url, log })
  const listening = pooled.listen(looked.keep, { lookEveryMs: 10 })
  await kept
  await looked.kept
  expect(said.filter((message) => message.includes('notifications'))).toHaveLength(1)
  await listening.close()
  await pooled.close()
  await pooler.close()
})
