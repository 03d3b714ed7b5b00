/**
 * Installing the app against a Slack that others wrote: a browser that follows redirects and keeps cookies, consent in
 * that Slack, the exchange of the code for a token, and the workspace at work with it.
 */
import { randomBytes } from 'node:crypto'
import { createEmulator, type Emulator } from 'emulate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createVault } from '../../adapters/secrets/vault.ts'
import { ManualClock } from '../support/clock.ts'
import { BrowserFlow, formWith } from '../support/stack/browser-flow.ts'
import { startProduct } from '../support/stack/product.ts'
import { connectSlack } from '../support/stack/slack-platform.ts'

const team = 'T000000001'
const publicUrl = 'https://countersign.example.com'
const organisationYaml = `
organisation: { name: Example AG, timezone: Europe/Berlin }
groups:
  security: { members: [sam@example.com] }
executives: [{ members: [carla@example.com] }]
`
let emulator: Emulator

beforeAll(async () => {
  emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      slack: {
        team: { name: 'Example <AG>', domain: 'example' },
        users: ['mara', 'sam', 'carla'].map((name) => ({
          name,
          real_name: name,
          email: `${name}@example.com`,
        })),
        oauth_apps: [
          {
            app_id: 'A1',
            client_id: '1.1',
            client_secret: 'the-client-secret',
            name: 'Countersign',
            redirect_uris: [`${publicUrl}/slack/oauth_redirect`],
            bot_name: 'countersign',
          },
        ],
      },
    },
  })
})
afterAll(() => emulator.close())

async function start(allowedTeams: readonly string[] | null, clientSecret = 'the-client-secret') {
  const clock = new ManualClock()
  const vault = createVault([randomBytes(32)])
  const apiUrl = `${emulator.url}/api/`
  const installing = { clientId: '1.1', clientSecret, publicUrl, allowedTeams, vault }
  const product = await startProduct({
    organisationYaml,
    clock,
    connect: [connectSlack(() => apiUrl, installing)],
  })
  const browser = (language?: string) => new BrowserFlow({ [publicUrl]: product.origin }, language)
  /** From the first page to Slack's answer, which is not yet followed. */
  const consent = async (from: BrowserFlow) => {
    const page = await from.open(`${publicUrl}/slack/install`)
    const [, link = ''] = /<a href="([^"]+)"/.exec(page.text) ?? []
    const asked = await from.open(new URL(link, publicUrl).href)
    const { action, fields } = formWith(asked.text, 'mara@example.com')
    const back = await from.open(new URL(action, asked.url).href, fields, publicUrl)
    return { page, asked, back: back.url }
  }
  const install = async (from = browser()) => from.open((await consent(from)).back)
  const stored = async () => product.database.installations.list()
  return { ...product, clock, vault, browser, consent, install, stored }
}

describe('given a workspace on the list', () => {
  test('when somebody installs the app, then it is connected, its token is unreadable in the database, and it works', async () => {
    const app = await start([team])
    const browser = app.browser()
    const { page, asked, back } = await app.consent(browser)
    expect(page.text).toContain('Continue to Slack')
    expect(asked.url).toContain(`redirect_uri=${encodeURIComponent(`${publicUrl}/slack/oauth_redirect`)}`)
    expect(asked.url).toContain('scope=chat')
    const done = await browser.open(back)
    expect(done).toMatchObject({ status: 200, text: expect.stringContaining('is connected') })
    // The name is the workspace's own, and whoever owns it chose it.
    expect(done.text).toContain('Example &lt;AG&gt;')
    const [installation, ...more] = await app.stored()
    expect(more).toEqual([])
    expect(installation).toMatchObject({ tenant: team, state: 'active', orgWide: false, gone: null })
    expect(installation?.sealed).toMatch(/^v1\.[0-9a-f]{8}\./)
    expect(JSON.stringify(installation)).not.toContain('xoxb')
    expect(app.log.text()).not.toMatch(/xoxb|the-client-secret/)
    const opened = app.vault.open(installation?.sealed ?? '', `installation slack ${team}`)
    expect(opened).toMatchObject({ outcome: 'opened', text: expect.stringContaining('xoxb-') })
  })

  test('when a German browser asks, then it reads German', async () => {
    const app = await start([team])
    const page = await app.browser('de-DE,de;q=0.9,en;q=0.8').open(`${publicUrl}/slack/install`)
    expect(page.text).toContain('<html lang="de">')
    expect(page.text).toContain('Weiter zu Slack')
  })

  test('when the answer comes a second time, from another browser, or too late, then nothing is installed by it', async () => {
    const app = await start([team])
    const browser = app.browser()
    const { back } = await app.consent(browser)
    // Somebody is lured to follow an answer that another browser asked for.
    expect(await app.browser().open(back)).toMatchObject({
      status: 400,
      text: expect.stringContaining('begin again'),
    })
    expect(await app.stored()).toEqual([])
    expect(await browser.open(back)).toMatchObject({ status: 200 })
    const [first] = await app.stored()
    expect(await browser.open(back)).toMatchObject({ status: 400 })
    expect(await app.stored()).toEqual([first])

    const late = app.browser()
    const slow = await app.consent(late)
    app.clock.advance(10 * 60_000)
    expect(await late.open(slow.back)).toMatchObject({
      status: 400,
      text: expect.stringContaining('begin again'),
    })
    expect(await app.stored()).toEqual([first])
  })

  test('when the word that Slack brings back is forged, or missing, then nothing is installed', async () => {
    const app = await start([team])
    for (const change of [
      (url: URL) => url.searchParams.set('state', 'A'.repeat(43)),
      (url: URL) => url.searchParams.delete('state'),
    ]) {
      const browser = app.browser()
      const url = new URL((await app.consent(browser)).back)
      change(url)
      expect((await browser.open(url.href)).status).toBe(400)
    }
    expect(await app.stored()).toEqual([])
  })

  test('when somebody cancels in Slack, or Slack refuses, then a page says so, and no word of Slack’s is repeated', async () => {
    const app = await start([team], 'a-wrong-secret')
    const browser = app.browser()
    const cancelled = await browser.open(`${publicUrl}/slack/oauth_redirect?error=access_denied&state=x`)
    expect(cancelled).toMatchObject({ status: 200, text: expect.stringContaining('Nothing was installed') })
    const refused = await app.install()
    expect(refused).toMatchObject({ status: 500, text: expect.stringContaining('did not work') })
    expect(refused.text).not.toMatch(/invalid_client|secret/)
    expect(await app.stored()).toEqual([])
  })
})

describe('given a workspace that is not on the list', () => {
  test('when it installs the app, then it is told so and nothing of it is kept', async () => {
    const app = await start(['T0ANOTHER1'])
    const page = await app.install()
    expect(page).toMatchObject({ status: 403, text: expect.stringContaining('not on the list') })
    expect(page.text).toContain(team)
    expect(await app.stored()).toEqual([])
  })
})

describe('given no list', () => {
  test('when a workspace installs the app, then it waits for the operator, again and again, and is nobody until then', async () => {
    const app = await start(null)
    for (const _ of [1, 2]) {
      const page = await app.install()
      expect(page.text).toContain(`countersign installations allow ${team}`)
      expect(await app.stored()).toMatchObject([{ tenant: team, state: 'pending' }])
    }
    const [pending] = await app.stored()
    if (pending === undefined) throw new Error('nothing is stored')
    await app.database.installations.change({ ...pending, state: 'active' }, pending.sealed)
    // Whom the operator has allowed installs again without asking.
    expect((await app.install()).text).toContain('is connected')
    expect(await app.stored()).toMatchObject([{ tenant: team, state: 'active' }])
  })
})
