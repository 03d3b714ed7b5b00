import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { openSqliteStore } from '../../adapters/store-sqlite/open.ts'
import { type Stack, saying, startStack } from '../support/stack/index.ts'
import { temporaryFolder } from '../support/store/sqlite.ts'

/** Ways in which a database fails under a running program; each gives the way back. */
const troubles: [string, (stack: Stack) => () => void][] = [
  [
    'locked by another process',
    ({ database }) => {
      const other = new Database(database.file)
      other.exec('begin immediate')
      return () => {
        other.exec('rollback')
        other.close()
      }
    },
  ],
  [
    'read-only',
    ({ database }) => {
      database.connection.pragma('query_only = on')
      return () => database.connection.pragma('query_only = off')
    },
  ],
  [
    'full',
    ({ database }) => {
      const { connection } = database
      connection.exec('create table filler (text text)')
      connection.pragma(`max_page_count = ${connection.pragma('page_count', { simple: true })}`)
      // Whatever room the last pages have is used up, by large rows first.
      for (const size of [2_000, 500, 100, 20])
        try {
          for (;;) connection.prepare('insert into filler values (?)').run('x'.repeat(size))
        } catch (error) {
          expect(error).toMatchObject({ code: 'SQLITE_FULL' })
        }
      return () => connection.pragma('max_page_count = 1000000')
    },
  ],
]

describe.each(troubles)('given a database that is %s', (name, breaks) => {
  test('when a form is sent, then the person is told of the fault, and the same form works later', async () => {
    const stack = await startStack()
    const { mara, sam, lena, log } = stack
    log.expects(/failed .*"name":"StoreUnavailable"/)
    const post = await mara.asksForPost()
    await sam.presses(post, 'reject')
    await lena.presses(post, 'reject')
    const mend = breaks(stack)
    const typed = {
      reason: 'r'.repeat(1000),
      would_accept: 'w'.repeat(1000),
      rationale: 'x'.repeat(1000),
      likelihood: '5',
      impact: '5',
    }
    for (const [person, words] of [
      [sam, 'Because of a fault on our side this may not have been recorded.'],
      [lena, 'Wegen eines Fehlers bei uns wurde das möglicherweise nicht gespeichert.'],
    ] as const)
      expect(await person.sends(typed), name).toMatchObject({
        outcome: 'errors',
        errors: { reason: expect.stringContaining(words) },
      })
    mend()
    expect(await sam.sends(typed)).toEqual({ outcome: 'done' })
    expect(await lena.sends(typed)).toEqual({ outcome: 'done' })
    expect(mara.sees(post).headline).toContain('was rejected')
  })
})

// What such a click records is so small that a full disk may still have room for it.
describe.each(troubles.slice(0, 2))('given a database that is %s', (_, breaks) => {
  test('when a button acts at once, then the person is told of the fault, and pressing again works', async () => {
    const stack = await startStack()
    const { mara, sam, lena, log } = stack
    log.expects(/failed .*"name":"StoreUnavailable"/)
    const post = await mara.asksForPost()
    await sam.approvesWithConditions(post, [{ text: 'c'.repeat(1000) }])
    await lena.approves(post)
    const mend = breaks(stack)
    expect(await mara.presses(post, 'accept_conditions')).toMatchObject(
      saying('this may not have been recorded'),
    )
    await mara.closes()
    mend()
    await mara.acceptsConditions(post)
    expect(mara.sees(post).headline).toContain('is approved')
  })
})

test('given a locked database, when a deadline passes, then what was due happens as soon as it is free', async () => {
  const stack = await startStack()
  const { mara, clock, database, settle } = stack
  const post = await mara.asksForPost()
  const other = new Database(database.file)
  other.exec('begin immediate')
  await clock.passes('8wh')
  expect(mara.sees(post).headline).toContain('is waiting for')
  other.exec('rollback')
  other.close()
  await settle()
  expect(mara.sees(post).headline).toContain('is deadlocked')
})

test('given a database of a newer version, when the program starts, then it says so and leaves it as it is', async () => {
  const folder = temporaryFolder()
  const file = join(folder.path, 'countersign.db')
  await openSqliteStore({ file }).close()
  const database = new Database(file)
  database.pragma('user_version = 99')
  database.close()
  const started = promisify(execFile)(process.execPath, ['adapters/main.ts', 'start'], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: `sqlite:${file}`,
      COUNTERSIGN_CONFIG: './countersign.example.yaml',
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: 'a-signing-secret-of-this-test-01',
      SLACK_API_URL: 'http://127.0.0.1:9/api/',
      PORT: '0',
    },
  })
  await expect(started).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('has schema version 99, and this program knows versions up to'),
  })
  const after = new Database(file, { readonly: true })
  expect(after.pragma('user_version', { simple: true })).toBe(99)
  after.close()
  folder.remove()
})
