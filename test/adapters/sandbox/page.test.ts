import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser, type RunningBrowser } from '../../support/browser.ts'
import { type Running, runSandbox } from './running.ts'

let running: Running
let browser: RunningBrowser
beforeAll(async () => {
  running = await runSandbox()
  browser = await launchBrowser()
  await running.sandbox.ready()
})
afterAll(async () => {
  await browser.close()
  await running.stop()
})

const slackOf = (page: Page, name: string): Locator => page.getByRole('region', { name: `Slack of ${name}` })
const openSandbox = async (options: Parameters<RunningBrowser['openPage']>[0] = {}) => {
  const { page, problems } = await browser.openPage(options)
  await page.goto(`${running.address}/sandbox`)
  return { page, problems }
}

describe('the sandbox in a browser', () => {
  test('given a form filled in with the keyboard, when a field is wrong, then the error stands beside it and every answer stays', async () => {
    const { page, problems } = await openSandbox()
    const mara = slackOf(page, 'Mara Vogel')
    await mara.getByRole('textbox').focus()
    await page.keyboard.type('/countersign')
    await page.keyboard.press('Enter')

    const form = mara.getByRole('dialog', { name: 'Request approval' })
    await form.getByRole('checkbox', { name: 'linkedin' }).press('Space')
    await form.getByRole('textbox', { name: 'Text of the post' }).fill('a forbidden word')
    await form.getByRole('button', { name: 'Submit' }).press('Enter')
    await form.getByText('Please complete this required field.').waitFor()

    await form.getByRole('textbox', { name: 'Why it matters' }).fill('The fair begins on Monday.')
    await form.getByLabel('Add files').setInputFiles({
      name: 'launch.png',
      mimeType: 'image/png',
      buffer: Buffer.from('picture'),
    })
    await form.getByText('launch.png').waitFor()
    await form.getByRole('button', { name: 'Submit' }).press('Enter')
    await form.getByText('Please choose another word.').waitFor()
    const text = form.getByRole('textbox', { name: 'Text of the post' })
    expect(await text.getAttribute('aria-invalid')).toBe('true')
    expect(await text.inputValue()).toBe('a forbidden word')

    await text.fill('Launch day')
    await form.getByRole('button', { name: 'Submit' }).press('Enter')
    await mara.getByText('Your post #1 is being reviewed').waitFor()
    await slackOf(page, 'Sam Okafor').getByText('Post #1 needs your decision').waitFor()
    expect(running.bot.submissions.at(-1)?.media).toMatchObject({
      value: { files: [{ name: 'launch.png' }] },
    })
    expect(problems).toEqual([])
    await page.context().close()
  })

  test('given the guided tour, when every step is left to it, then it goes from the wish to the ruling', async () => {
    const { page, problems } = await openSandbox()
    await page.getByRole('button', { name: 'Start over' }).click()
    await page.getByRole('button', { name: 'Start over' }).last().click()
    await page.getByRole('button', { name: 'Play the conflict' }).click()
    for (let step = 1; step < 8; step += 1) {
      await page.getByText(`Step ${step} of 8`).waitFor()
      await page.getByRole('button', { name: 'Do it for me' }).click()
    }
    await page.getByText('Step 8 of 8').waitFor()
    await slackOf(page, 'Mara Vogel').getByText('Carla Reyes approved it with conditions.').first().waitFor()
    expect(problems).toEqual([])
    await page.context().close()
  })

  test('given a bot that does not respond, when a button is clicked, then the person is told beside it', async () => {
    running.bot.app.action('silence', async () => {})
    await running.bot.app.client.chat.postMessage({
      channel: 'U0LENA0005',
      text: 'x',
      blocks: [
        {
          type: 'actions',
          elements: [
            { type: 'button', action_id: 'silence', text: { type: 'plain_text', text: 'Anybody there?' } },
          ],
        },
      ],
    })
    const { page } = await openSandbox()
    const lena = slackOf(page, 'Lena Brandt')
    await lena.getByRole('button', { name: 'Anybody there?' }).click()
    await lena.getByRole('alert').filter({ hasText: 'Diese App hat nicht geantwortet' }).waitFor()
    await page.getByRole('button', { name: 'Developer log' }).click()
    await page.getByText(/operation_timeout/).waitFor()
    await page.context().close()
  })

  test('given a phone, then one client fills the page, a person is switched to by a tap, and nothing overflows', async () => {
    // Unread messages of people far to the right have texts for screen readers only, which must not widen the page.
    for (const channel of ['U0CARLA007', 'U0EMIL0008'])
      await running.bot.app.client.chat.postMessage({ channel, text: 'unread' })
    const { page } = await openSandbox({ viewport: { width: 390, height: 844 } })
    await slackOf(page, 'Mara Vogel').waitFor()
    expect(await page.getByRole('region', { name: /^Slack of/ }).count()).toBe(1)
    await page.getByRole('navigation').getByRole('button', { name: /Carla/ }).click()
    await slackOf(page, 'Carla Reyes').waitFor()
    expect(await page.getByRole('region', { name: /^Slack of/ }).count()).toBe(1)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await page.context().close()
  })

  test('given German, then the page speaks German, and so does a Slack that is switched to it', async () => {
    const { page } = await openSandbox({ locale: 'de-DE' })
    const mara = page.getByRole('region', { name: 'Slack von Mara Vogel' })
    await mara.getByRole('button', { name: 'Home' }).waitFor()
    await mara.getByRole('button', { name: 'Deutsch' }).click()
    await mara.getByRole('button', { name: 'Start', exact: true }).waitFor()
    expect(running.sandbox.slack.workspace.accounts.get('U0MARA0001')?.locale).toBe('de-DE')
    await page.context().close()
  })
})
