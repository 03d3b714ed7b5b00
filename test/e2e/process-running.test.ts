/** The running program as an operator's tools meet it: health, readiness, stopping, and what its log tells. */
import { createHmac } from 'node:crypto'
import { readdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { organisationYaml, personas } from '../../adapters/sandbox/index.ts'
import { conversationsOf } from '../../adapters/sandbox/slack-server/workspace.ts'
import { waitFor } from '../../adapters/sandbox/tour/drive.ts'
import { chanceOf } from '../support/process/chance.ts'
import { botToken, type Emulation, signingSecret, startEmulation } from '../support/process/emulation.ts'
import { fillIn } from '../support/process/fill-in.ts'
import { type Program, startProgram } from '../support/process/program.ts'
import { temporaryFolder } from '../support/store/sqlite.ts'

let folder: ReturnType<typeof temporaryFolder>
let slack: Emulation
let program: Program
beforeEach(async () => {
  folder = temporaryFolder()
  slack = await startEmulation()
  writeFileSync(join(folder.path, 'countersign.yaml'), organisationYaml)
})
afterEach(async () => {
  program.signal('SIGKILL')
  await program.ended
  await slack.stop()
  folder.remove()
})

/** Starts the program and gives its address. */
async function start(environment: Record<string, string>, greeting: RegExp): Promise<string> {
  program = startProgram(['start'], { PORT: '0', TMPDIR: folder.path, ...environment }, folder.path)
  const found = await program.printed(greeting)
  if (found === null) throw new Error(`it ended: ${program.output.stderr}`)
  return found[1]?.startsWith('http') === true ? found[1] : `http://127.0.0.1:${found[1]}`
}
const startSandbox = () => start({}, /sandbox: (http\S+)\/sandbox/)
const withSlack = () => ({
  SLACK_BOT_TOKEN: botToken,
  SLACK_SIGNING_SECRET: signingSecret,
  SLACK_API_URL: slack.apiUrl,
  HOST: '127.0.0.1',
  LOG_LEVEL: 'trace',
})
const startWithSlack = (also: Record<string, string> = {}) =>
  start({ ...withSlack(), ...also }, /listens on port (\d+)/)

const statusOf = async (url: string) => (await fetch(url, { redirect: 'manual' })).status
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(20)
}

describe('given no tokens', () => {
  test('then the sandbox opens, is healthy and ready, and leaves nothing behind when it is stopped', async () => {
    const address = await startSandbox()
    expect(await statusOf(`${address}/healthz`)).toBe(200)
    expect(await statusOf(`${address}/readyz`)).toBe(200)
    const first = await fetch(address, { redirect: 'manual' })
    expect([first.status, first.headers.get('location')]).toEqual([302, '/sandbox'])
    expect(await statusOf(`${address}/sandbox`)).toBe(200)

    program.signal('SIGTERM')
    expect(await program.ended).toEqual({ code: 0, signal: null })
    expect(program.output.stderr).toBe('')
    expect(readdirSync(folder.path)).toEqual(['countersign.yaml'])
  })
})

describe('given Slack', () => {
  test('when the database is held by another process, then readiness turns red and comes back, and health stays', async () => {
    const address = await startWithSlack()
    expect(await statusOf(`${address}/readyz`)).toBe(200)
    const other = new Database(join(folder.path, 'data', 'countersign.db'))
    other.exec('begin immediate')
    await until(async () => (await statusOf(`${address}/readyz`)) === 503)
    const answer = await fetch(`${address}/readyz`)
    expect([answer.status, await answer.json()]).toEqual([
      503,
      { status: 'not_ready', missing: ['database'] },
    ])
    expect(await statusOf(`${address}/healthz`)).toBe(200)
    other.exec('rollback')
    other.close()
    await until(async () => (await statusOf(`${address}/readyz`)) === 200)
  })

  test('when it is asked to stop twice while a request hangs, then it ends at once and says that it failed', async () => {
    const address = new URL(await startWithSlack())
    const hanging = connect(Number(address.port), address.hostname)
    hanging.on('error', () => {})
    hanging.write('POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n')
    await until(async () => (await statusOf(`${address}healthz`)) === 200)
    program.signal('SIGINT')
    await until(() =>
      fetch(`${address}healthz`).then(
        () => false,
        () => true,
      ),
    )
    program.signal('SIGINT')
    expect(await program.ended).toEqual({ code: 1, signal: null })
    hanging.destroy()
  })

  test('when Socket Mode finds no connection, then it goes on trying, and stops when it is asked to', async () => {
    // A port on which nobody listens.
    const nowhere = { SLACK_APP_TOKEN: 'xapp-1-of-this-story', SLACK_API_URL: 'http://127.0.0.1:9/api/' }
    const address = await startWithSlack(nowhere)
    expect(await statusOf(`${address}/readyz`)).toBe(200)
    program.signal('SIGTERM')
    expect(await program.ended).toEqual({ code: 0, signal: null })
  })

  test('when it refuses the app token, then the program says so in one line and ends', async () => {
    await startWithSlack({ SLACK_APP_TOKEN: 'xapp-1-of-this-story' })
    expect(await program.ended).toEqual({ code: 1, signal: null })
    expect(program.output.stderr).toMatch(
      /^Slack refused the connection \(\w+\)\. Check SLACK_APP_TOKEN\.\n$/,
    )
  })
})

describe('given the most talkative log', () => {
  const mark = 'zebra-4711'

  /** One request with a right signature, whatever it says. */
  async function send(address: string, body: string, type: string, secret = signingSecret): Promise<void> {
    const time = String(Math.floor(Date.now() / 1000))
    const signature = createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex')
    await fetch(`${address}/slack/events`, {
      method: 'POST',
      body,
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': time,
        'x-slack-signature': `v0=${signature}`,
        'x-marked': mark,
      },
    })
  }
  /** Mara asks for a post whose text has the mark in it. */
  async function makeRequest(): Promise<void> {
    const user = 'U0MARA0001'
    const { workspace } = slack.slack
    const channel = conversationsOf(workspace, user).find(({ type }) => type === 'im')?.id ?? ''
    await slack.slack.command({ user, channel, command: '/countersign', text: 'post' })
    const view = await waitFor(workspace, () => workspace.modals.get(user)?.at(-1) ?? null, 10_000)
    const inputs = view === null ? null : fillIn(view.definition, mark, chanceOf(1), () => '')
    if (view === null || inputs === null) throw new Error('there is no form')
    expect(await slack.slack.submit({ user, view: view.id, inputs })).toEqual({ outcome: 'done' })
  }
  const form = 'application/x-www-form-urlencoded'
  const asForm = (payload: object) => new URLSearchParams({ payload: JSON.stringify(payload) }).toString()

  test('when a request is made and all goes wrong that can, then nothing that people typed and no secret is in it', async () => {
    const address = await startWithSlack()
    slack.connect(`${address}/slack/events`)
    await makeRequest()

    // Wrong shapes, wrong signatures, unknown actions, and nonsense.
    const user = { id: 'U0MARA0001', name: mark }
    await send(
      address,
      asForm({ type: 'block_actions', user, actions: [{ action_id: mark, value: mark }] }),
      form,
    )
    await send(
      address,
      asForm({ type: 'view_submission', user, view: { id: mark, type: 'modal', state: mark } }),
      form,
    )
    await send(address, `payload={"${mark}`, form)
    await send(address, `{"${mark}`, 'application/json')
    await send(
      address,
      JSON.stringify({ type: 'event_callback', event: { type: mark, text: mark } }),
      'application/json',
    )
    await send(address, mark, mark)
    await send(address, mark, form, 'a-forged-secret')
    await fetch(`${address}/${mark}?${mark}`)
    // Then Slack is gone: whatever is asked of it now fails.
    await slack.stop()
    await send(
      address,
      new URLSearchParams({ command: `/${mark}`, text: mark, user_id: mark }).toString(),
      form,
    )

    program.signal('SIGTERM')
    expect(await program.ended).toEqual({ code: 0, signal: null })
    const { stdout, stderr } = program.output
    expect(stderr).toBe('')
    expect(stdout.split('\n').filter((line) => line.startsWith('{')).length).toBeGreaterThan(3)
    const never = [mark, 'zebra', botToken, signingSecret, 'a-forged-secret', 'v0=', '@example.com']
    const told = [...never, ...personas.map(({ name }) => name)].filter((text) => stdout.includes(text))
    expect(told).toEqual([])
  })
})
