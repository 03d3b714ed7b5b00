/** The one file that an image runs, built and started as there: with nothing of the repository near it. */
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundle } from '../../deploy/bundle.ts'
import { runProgram, startProgram } from '../support/process/program.ts'
import { temporaryFolder } from '../support/store/sqlite.ts'

const folder = temporaryFolder()
let program: string

beforeAll(async () => {
  // Started by a name elsewhere, as in the image.
  program = join(folder.path, 'countersign')
  symlinkSync(await bundle(join(folder.path, 'dist')), program)
})
afterAll(() => folder.remove())

test('given the bundle, when it is started without credentials, then the sandbox and its page answer, and it stops in order', async () => {
  const running = startProgram(['start'], { PORT: '0' }, folder.path, program)
  const [, address = ''] = (await running.printed(/sandbox: (http:\S+)/)) ?? []
  const page = await fetch(`${address}/`)
  expect(await page.text()).toContain('page.js')
  const { origin } = new URL(address)
  for (const [path, part] of [
    ['/healthz', '"ok"'],
    ['/readyz', '"ready"'],
    ['/metrics', 'countersign_database_up 1'],
    ['/sandbox/page.js', 'slack'],
    ['/sandbox/page.css', 'font-family'],
  ] as const)
    expect(await (await fetch(`${origin}${path}`)).text()).toContain(part)
  running.signal('SIGTERM')
  expect(await running.ended).toEqual({ code: 0, signal: null })
})

test('given the bundle, then the database gets its schema from the migrations beside it', async () => {
  const variables = { DATABASE_URL: `sqlite:${join(folder.path, 'data', 'countersign.db')}` }
  const done = await runProgram(['migrate'], variables, folder.path, program)
  expect(done).toMatchObject({ code: 0, stdout: expect.stringContaining('has the schema of this version') })
})

test('given the bundle with Teams, then what is loaded only then is in it', async () => {
  const variables = {
    MICROSOFT_APP_ID: 'cccccccc-0000-4000-8000-000000000003',
    MICROSOFT_APP_PASSWORD: 'a-client-secret',
    TEAMS_ALLOWED_TENANTS: 'aaaaaaaa-0000-4000-8000-000000000001',
    MICROSOFT_APP_TENANT_ID: 'aaaaaaaa-0000-4000-8000-000000000001',
    ToChannelFromBotLoginUrl: 'http://127.0.0.1:1/',
    MICROSOFT_GRAPH_URL: 'http://127.0.0.1:1/',
    DATABASE_URL: `sqlite:${join(folder.path, 'teams.db')}`,
    COUNTERSIGN_CONFIG: join(import.meta.dirname, '../../countersign.example.yaml'),
    HOST: '127.0.0.1',
    PORT: '0',
  }
  const running = startProgram(['start'], variables, folder.path, program)
  const [, port] = (await running.printed(/listens on port (\d+)/)) ?? []
  const answer = await fetch(`http://127.0.0.1:${port}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"type":"message"}',
  })
  expect(answer.status).toBe(401)
  running.signal('SIGTERM')
  expect(await running.ended).toEqual({ code: 0, signal: null })
})
