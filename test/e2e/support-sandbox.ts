/**
 * The sandbox as people meet it: the whole program in this process, a real Chromium in front of it, and everybody in
 * it found by what stands on the page. Nothing here knows an internal id.
 */
import assert from 'node:assert/strict'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { runSandbox } from '../../adapters/compose.ts'
import { createLog } from '../../adapters/log/pino.ts'
import { loadEnvironment } from '../../src/config/load.ts'
import { launchBrowser } from '../support/browser.ts'
import { type Client, clientOf, teamsClientOf } from './support-sandbox-client.ts'
import { type PageWords, wordsOfPage } from './support-sandbox-words.ts'

/** For a test with a browser on a busy machine, in milliseconds. Nothing waits for it to pass. */
export const patience = 180_000

export interface Visit {
  readonly page: Page
  /** Somebody's Slack, which has to be shown on the page. */
  readonly slackOf: (name: string) => Client
  /** Somebody's Teams, likewise. */
  readonly teamsOf: (name: string) => Client
  /** Shows somebody's chat beside the others, or in place of them on a phone; hides it where it is shown already. */
  readonly show: (firstName: string) => Promise<void>
  /** Moves the sandbox's clock by one of its buttons. */
  readonly moveClock: (to: keyof PageWords['clock']) => Promise<void>
  /** Throws where the page's scripts failed or Slack's rules were broken; ends everything in any case. */
  readonly leave: () => Promise<void>
}

export interface Visitor extends BrowserContextOptions {
  readonly language?: 'en' | 'de'
}

/** Starts the program as `npm start` does without tokens, and opens the sandbox in a browser of its own. */
export async function visitSandbox(visitor: Visitor = {}): Promise<Visit> {
  const { language = 'en', ...options } = visitor
  const environment = loadEnvironment({ PORT: '0', LOG_LEVEL: 'silent' })
  if (!environment.ok) throw new Error('the environment of the test is refused')
  const program = await runSandbox(environment.value, createLog({ level: 'silent' }))
  const browser = await launchBrowser()
  const words = wordsOfPage(language)
  const locale = language === 'de' ? 'de-DE' : 'en-GB'
  const { page, problems } = await browser.openPage({ locale, ...options })
  await page.goto(`${program.sandboxUrl}`)
  return {
    page,
    slackOf: (name) => clientOf(page.getByRole('region', { name: words.slackOf(name) })),
    teamsOf: (name) => teamsClientOf(page.getByRole('region', { name: words.teamsOf(name) })),
    show: (firstName) =>
      page.getByRole('navigation', { name: words.people }).getByRole('button', { name: firstName }).click(),
    moveClock: (to) =>
      page
        .getByRole('region', { name: words.clockLabel })
        .getByRole('button', { name: words.clock[to] })
        .click(),
    async leave() {
      try {
        await assertNoTrouble(page, problems, words)
      } finally {
        await browser.close()
        await program.stop()
      }
    },
  }
}

/** As a developer would look: the log with only its errors shown, and the browser's console. */
async function assertNoTrouble(page: Page, problems: readonly string[], words: PageWords): Promise<void> {
  await page.getByRole('button', { name: words.log }).click()
  const log = page.getByRole('dialog', { name: words.log })
  await log.getByRole('listitem').first().waitFor()
  await log.getByRole('checkbox', { name: words.onlyErrors }).check()
  const errors = log.getByRole('listitem').locator('summary')
  assert.deepEqual(await errors.allTextContents(), [])
  await log.getByText(words.nothingYet).waitFor()
  assert.deepEqual(problems, [])
}
