/** The program on PostgreSQL, seen from outside: what it says of databases that cannot serve, and how it gets over outages. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { organisationYaml } from '../../adapters/sandbox/index.ts'
import { openPostgresStore } from '../../adapters/store-postgres/open.ts'
import { asAdministrator, temporaryPostgresDatabase } from '../support/postgres/database.ts'
import { proxyTo, type Wire } from '../support/postgres/proxy.ts'
import { type Program, runProgram, startProgram } from '../support/process/program.ts'
import { skewed } from '../support/process/skewed.ts'
import { temporaryFolder } from '../support/store/sqlite.ts'

let folder: ReturnType<typeof temporaryFolder>
let database: Awaited<ReturnType<typeof temporaryPostgresDatabase>>
beforeEach(async () => {
  folder = temporaryFolder()
  writeFileSync(join(folder.path, 'countersign.yaml'), organisationYaml)
  database = await temporaryPostgresDatabase()
})
afterEach(async () => {
  await database.drop()
  folder.remove()
})

/** Nobody listens there: what is looked at here needs no answer of Slack's. */
const slack = {
  SLACK_BOT_TOKEN: 'xoxb-the-secret-of-the-test',
  SLACK_SIGNING_SECRET: 'another-secret-of-the-test',
  SLACK_API_URL: 'http://127.0.0.1:9/api/',
  HOST: '127.0.0.1',
  PORT: '0',
}
const address = (changes: Partial<Pick<URL, 'username' | 'password' | 'pathname'>>) =>
  Object.assign(new URL(database.url), changes).href
const run = (statement: string) => asAdministrator(database.url, (client) => client.query(statement))

/** How each of these databases is made unfit, its address, and what the one line says. */
const unfit: readonly [string, () => Promise<string>, RegExp][] = [
  [
    'that is not there',
    async () => address({ pathname: '/nowhere' }),
    /\/nowhere does not exist\. Create it/,
  ],
  [
    'that refuses the password',
    async () => address({ password: 'guessed' }),
    /refuses this user or password/,
  ],
  [
    'of a newer version',
    async () => {
      await (await openPostgresStore({ url: database.url })).close()
      await run('insert into countersign_schema values (99, now())')
      return database.url
    },
    /schema version 99.*Start the newer Countersign/,
  ],
  [
    'of another program',
    async () => {
      await run('create table diary (day text)')
      return database.url
    },
    /of another program.*Name an empty one/,
  ],
  [
    'of which half was restored',
    async () => {
      await run(`create function add_person() returns integer language sql as 'select 1'`)
      return database.url
    },
    /of another program, or half of a backup/,
  ],
  [
    'that only reads',
    async () => {
      await run(
        `alter database ${new URL(database.url).pathname.slice(1)} set default_transaction_read_only = on`,
      )
      return database.url
    },
    /only reads/,
  ],
]

describe('given a server whose database cannot serve, when the program starts', () => {
  test.each(unfit)('then one %s is refused in one line', async (_name, prepare, words) => {
    const url = await prepare()
    const { code, stdout, stderr } = await runProgram(['start'], { ...slack, DATABASE_URL: url }, folder.path)
    expect({ code, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({
      code: 1,
      stdout: '',
      lines: 1,
    })
    expect(stderr).toMatch(words)
    expect(stderr).not.toContain(new URL(url).password)
  })
})

describe('given a program that runs on a server', () => {
  let wire: Wire
  let program: Program
  let page: string
  beforeEach(async () => {
    wire = await proxyTo(database.url)
  })
  afterEach(async () => {
    program.signal('SIGKILL')
    await program.ended
    await wire.close()
  })
  async function start(url: string): Promise<void> {
    program = startProgram(['start'], { ...slack, DATABASE_URL: url, TMPDIR: folder.path }, folder.path)
    const port = (await program.printed(/listens on port (\d+)/))?.[1]
    if (port === undefined) throw new Error(`it ended: ${program.output.stderr}`)
    page = `http://127.0.0.1:${port}`
    await until(200)
  }
  const ask = (path: string) => fetch(`${page}${path}`)
  async function until(status: number): Promise<void> {
    while ((await ask('/readyz')).status !== status) await pause(20)
  }
  async function expectRedButAlive(): Promise<void> {
    await until(503)
    expect(await (await ask('/readyz')).json()).toEqual({ status: 'not_ready', missing: ['database'] })
    expect((await ask('/healthz')).status).toBe(200)
  }
  async function expectOrderlyEnd(): Promise<void> {
    program.signal('SIGTERM')
    expect(await program.ended).toEqual({ code: 0, signal: null })
    expect(program.output.stderr).toBe('')
  }

  test('when the server goes away, then readiness turns red, and both come back by themselves', async () => {
    await start(wire.url)
    wire.cut()
    await expectRedButAlive()
    wire.mend()
    await until(200)
    await expectOrderlyEnd()
  })

  test('when the server is full, then readiness turns red, and both come back by themselves', async () => {
    const name = `full_${new URL(database.url).pathname.slice(1)}`
    await run(`create role ${name} login superuser password 'full'`)
    await (await openPostgresStore({ url: database.url })).close()
    await start(address({ username: name, password: 'full' }))
    await run(`alter role ${name} nosuperuser connection limit 0`)
    await run(`select pg_terminate_backend(pid) from pg_stat_activity where usename = '${name}'`)
    await expectRedButAlive()
    await run(`alter role ${name} superuser connection limit -1`)
    await until(200)
    await expectOrderlyEnd()
    await run(`drop role ${name}`)
  })

  test('when the network swallows everything, then readiness turns red, and it still stops in order', async () => {
    await start(wire.url)
    wire.swallow()
    await expectRedButAlive()
    await expectOrderlyEnd()
  })

  test('when another replica is reloaded, then this one follows without being asked', async () => {
    await start(database.url)
    const asked = startProgram(['start'], { ...slack, DATABASE_URL: database.url }, folder.path)
    const port = (await asked.printed(/listens on port (\d+)/))?.[1]
    const digestAt = async (address: string) =>
      /^countersign_configuration_digest (\d+)$/m.exec(await (await fetch(`${address}/metrics`)).text())?.[1]
    const before = await digestAt(page)
    writeFileSync(join(folder.path, 'countersign.yaml'), organisationYaml.replace('Security', 'Sicherheit'))
    asked.signal('SIGHUP')
    while ((await digestAt(page)) === before) await pause(50)
    expect(await digestAt(page)).toBe(await digestAt(`http://127.0.0.1:${port}`))
    asked.signal('SIGTERM')
    expect(await asked.ended).toEqual({ code: 0, signal: null })
    await expectOrderlyEnd()
  })
})

test('given an operator whose machine is an hour ahead, when they join two people, then the ledger has the time of the database', async () => {
  const { people, now, close } = await openPostgresStore({ url: database.url })
  const began = await now()
  for (const user of ['U1', 'U2'])
    await people.add({
      id: `person-${user}`,
      name: user,
      email: null,
      locale: 'en',
      timezone: null,
      standing: 'active',
      identities: [{ platform: 'slack', tenant: 'T1', user }],
    })
  const variables = { ...slack, DATABASE_URL: database.url, ...skewed(3_600_000) }
  const command = ['people', 'join', 'slack:T1/U1', 'slack:T1/U2', '--yes', '--because', 'one human']
  expect(await runProgram(command, variables, folder.path)).toMatchObject({ code: 0, stderr: '' })
  const ended = await now()
  await close()
  const dated: { rows: readonly { at: string }[] } = await run('select at from directory_event')
  expect(dated.rows.length).toBeGreaterThan(0)
  expect(dated.rows.filter(({ at }) => Number(at) < began - 1_000 || Number(at) > ended + 1_000)).toEqual([])
})
