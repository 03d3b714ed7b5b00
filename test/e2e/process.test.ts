/** What an operator meets: the program's exit codes and its words, seen from outside. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { organisationYaml } from '../../adapters/sandbox/index.ts'
import { openSqliteStore } from '../../adapters/store-sqlite/open.ts'
import { runProgram } from '../support/process/program.ts'
import { temporaryFolder } from '../support/store/sqlite.ts'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

const run = (line: string, environment: Record<string, string> = {}) =>
  runProgram(line.split(' '), environment, folder.path)
const write = (name: string, text: string) => writeFileSync(join(folder.path, name), text)
/** Nobody listens there: these tests end before Slack is asked anything. */
const slack = {
  SLACK_BOT_TOKEN: 'xoxb-the-secret-of-the-test',
  SLACK_SIGNING_SECRET: 'another-secret-of-the-test',
  SLACK_API_URL: 'http://127.0.0.1:9/api/',
  PORT: '0',
}

/** Fails with exactly one line on standard error, which it gives. */
async function oneLineOf(line: string, environment: Record<string, string>): Promise<string> {
  const { code, stdout, stderr } = await run(line, environment)
  expect({ code, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({
    code: 1,
    stdout: '',
    lines: 1,
  })
  return stderr.trimEnd()
}

describe('given an environment that cannot work, when the program starts', () => {
  test('then every problem is said at once, with what to do, and no value is repeated', async () => {
    const { code, stdout, stderr } = await run('start', {
      SLACK_BOT_TOKEN: 'xoxp-the-secret-of-the-test',
      SLACK_API_URL: 'ftp://the-secret-of-the-test',
      DATABASE_URL: 'mysql://the-secret-of-the-test',
      PORT: '99999',
      LOG_LEVEL: 'loud',
      COUNTERSIGN_CONFG: 'x.yaml',
    })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    const names = [
      'SLACK_BOT_TOKEN',
      'SLACK_SIGNING_SECRET',
      'SLACK_API_URL',
      'DATABASE_URL',
      'PORT',
      'LOG_LEVEL',
    ]
    for (const name of names) expect(stderr).toContain(`environment: ${name} `)
    expect(stderr).toContain('Did you mean COUNTERSIGN_CONFIG?')
    expect(stderr).toContain('7 problems found.')
    expect(stderr).not.toContain('the-secret-of-the-test')
  })

  test('then half a Slack configuration does not silently open the sandbox', async () => {
    const { code, stdout, stderr } = await run('start', { SLACK_SIGNING_SECRET: slack.SLACK_SIGNING_SECRET })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain('SLACK_BOT_TOKEN is missing')
  })

  test('then the sandbox is not opened to a network', async () => {
    const line = await oneLineOf('start', { HOST: '0.0.0.0', PORT: '0', TMPDIR: folder.path })
    expect(line).toMatch(/sandbox.*0\.0\.0\.0.*HOST/)
  })

  test('then an address of another machine is named as such', async () => {
    write('countersign.yaml', organisationYaml)
    expect(await oneLineOf('start', { ...slack, HOST: '192.0.2.1' })).toMatch(/HOST is 192\.0\.2\.1/)
  })

  test.each([
    ['Slack', slack],
    ['the sandbox', {}],
  ])(
    'then a port that is in use is named, with %s, and nothing is left behind',
    async (_name, environment) => {
      write('countersign.yaml', organisationYaml)
      mkdirSync(join(folder.path, 'temporary'))
      const other = createServer()
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
      const address = other.address()
      const port = typeof address === 'object' && address !== null ? String(address.port) : ''
      const line = await oneLineOf('start', {
        ...environment,
        PORT: port,
        HOST: '127.0.0.1',
        TMPDIR: join(folder.path, 'temporary'),
      })
      expect(line).toBe(`Port ${port} is in use. Set PORT to another one, or stop the other program.`)
      expect(readdirSync(join(folder.path, 'temporary'))).toEqual([])
      other.close()
    },
  )
})

describe('given a database that cannot be used, when the program starts', () => {
  beforeEach(() => write('countersign.yaml', organisationYaml))

  const cases: readonly [string, () => unknown, RegExp][] = [
    [
      'newer than the program',
      async () => {
        const file = join(folder.path, 'countersign.db')
        await openSqliteStore({ file }).close()
        const database = new Database(file)
        database.pragma('user_version = 99')
        database.close()
      },
      /schema version 99.*newer Countersign/,
    ],
    ['not a database', () => write('countersign.db', 'Dear diary, '.repeat(500)), /is not a SQLite database/],
    ['a directory', () => mkdirSync(join(folder.path, 'countersign.db')), /is a directory/],
    [
      "another program's",
      () => new Database(join(folder.path, 'countersign.db')).exec('create table diary (day text)').close(),
      /is the database of another program/,
    ],
  ]
  test.each(cases)('then one that is %s is refused in one line', async (_name, prepare, expected) => {
    await prepare()
    const environment = { ...slack, DATABASE_URL: 'sqlite:./countersign.db' }
    expect(await oneLineOf('start', environment)).toMatch(expected)
  })

  test('then one that cannot be written is refused in one line', async () => {
    // A place in which nobody can create a file, not even an administrator, who may write to any other.
    const environment = { ...slack, DATABASE_URL: 'sqlite:./countersign.yaml/countersign.db' }
    expect(await oneLineOf('start', environment)).toMatch(/cannot be opened for writing.*write access/)
  })

  test('then one that another process holds is refused in one line', async () => {
    const other = new Database(join(folder.path, 'countersign.db'))
    other.exec('begin exclusive')
    expect(await oneLineOf('start', { ...slack, DATABASE_URL: 'sqlite:./countersign.db' })).toMatch(
      /Another process/,
    )
    other.close()
  })

  test('then a server that does not answer is named without its password', async () => {
    const line = await oneLineOf('start', {
      ...slack,
      DATABASE_URL: 'postgres://me:the-secret@127.0.0.1:9/db',
    })
    expect(line).toContain('127.0.0.1:9/db does not answer')
    expect(line).not.toContain('the-secret')
  })
})

describe('given countersign.yaml', () => {
  test('that is missing, when the program starts, then it says which file and what to do', async () => {
    const { code, stdout, stderr } = await run('start', slack)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/\.\/countersign\.yaml: there is no such file\n {2}→ .*COUNTERSIGN_CONFIG/)
  })

  test('with mistakes, then check-config names file, line, column and a way out, for people and for programs', async () => {
    const mistaken = organisationYaml.replace('    name: Security\n', '    name: Security\n    qourum: 1\n')
    write('mistaken.yaml', mistaken)
    const line = mistaken.split('\n').findIndex((text) => text.includes('qourum')) + 1

    const told = await run('check-config mistaken.yaml')
    expect({ code: told.code, stdout: told.stdout }).toEqual({ code: 1, stdout: '' })
    expect(told.stderr).toContain(`mistaken.yaml:${line}:5: `)
    expect(told.stderr).toMatch(/→ .*quorum/)

    const reported = await run('check-config --json mistaken.yaml')
    expect({ code: reported.code, stderr: reported.stderr }).toEqual({ code: 1, stderr: '' })
    expect(JSON.parse(reported.stdout)).toMatchObject({
      ok: false,
      problems: [{ file: 'mistaken.yaml', line, column: 5, path: 'groups.security.qourum' }],
    })
  })

  test('without mistakes, then check-config says so, and still speaks of the environment', async () => {
    write('countersign.yaml', organisationYaml)
    const good = await run('check-config')
    expect({ code: good.code, stderr: good.stderr }).toEqual({ code: 0, stderr: '' })
    expect(good.stdout).toContain('no problems')

    const { code, stdout } = await run('check-config --json', { PORT: 'x' })
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      problems: [{ source: 'environment', path: 'PORT' }],
    })
  })
})

describe('given a command line', () => {
  test('that asks for help, then it prints it and succeeds', async () => {
    const { code, stdout, stderr } = await run('--help')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('check-config')
  })

  test('that means nothing, then it exits with 2', async () => {
    expect(await run('nonsense')).toMatchObject({ code: 2, stdout: '' })
  })

  test('that migrates, then the database is there, migrating again changes nothing, and a failure is one line', async () => {
    const environment = { DATABASE_URL: 'sqlite:./new/countersign.db' }
    expect(await run('migrate --json', environment)).toMatchObject({
      code: 0,
      stdout: `${JSON.stringify({ ok: true, file: './new/countersign.db' })}\n`,
      stderr: '',
    })
    expect(await run('migrate', environment)).toMatchObject({ code: 0, stderr: '' })
    mkdirSync(join(folder.path, 'directory'))
    expect(await oneLineOf('migrate', { DATABASE_URL: 'sqlite:./directory' })).toContain('is a directory')
  })
})
