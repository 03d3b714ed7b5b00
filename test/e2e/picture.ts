/**
 * Takes the README's picture anew: `node test/e2e/picture.ts` writes docs/sandbox.png. The sandbox is in the middle of
 * its conflict; nothing on the picture is drawn for it. Needs a font with emoji, as every desktop has one (Debian:
 * fonts-noto-color-emoji).
 */
import { fileURLToPath } from 'node:url'
import type { Locator, Page } from 'playwright-core'
import { type Visit, visitSandbox } from './support-sandbox.ts'

const file = fileURLToPath(new URL('../../docs/sandbox.png', import.meta.url))

async function playUntilSamAnswers({ page }: Visit): Promise<void> {
  await page.getByRole('button', { name: 'Play the conflict' }).click()
  for (let step = 1; step < 5; step += 1) {
    await page.getByText(`Step ${step} of 8`).waitFor()
    await page.getByRole('button', { name: 'Do it for me' }).click()
  }
  await page.getByText('Step 5 of 8').waitFor()
}

/** Mara reads both sides from the beginning, Sam writes what he would accept, Lena sees in Teams and in German where it stands. */
async function arrange({ slackOf, teamsOf }: Visit): Promise<void> {
  const mara = slackOf('Mara Vogel')
  const sam = slackOf('Sam Okafor')
  const lena = teamsOf('Lena Brandt')
  await sam.press('Say what is acceptable', 'The groups disagree')
  await sam
    .form('What is acceptable?')
    .getByLabel('What would you accept?')
    .fill('A landing page without the beta server is fine by me, if I can look at it before it goes live.')
  await lena.reads('Beitrag #1 steckt fest')
  await scrollUp(mara.message('The groups disagree'))
}

const scrollUp = (message: Locator) =>
  message.evaluate((element) => element.parentElement?.scrollTo({ top: 0 }))

/** Whether a sign has colours of its own; without a font for it there is an empty space instead. */
const drawsEmoji = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d')
    if (canvas === null) return false
    canvas.fillText('✅', 0, 12)
    const { data } = canvas.getImageData(0, 0, 16, 16)
    return data.some((value, at) => at % 4 === 1 && value > (data[at - 1] ?? 0))
  })

const visit = await visitSandbox({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' })
try {
  if (!(await drawsEmoji(visit.page)))
    throw new Error('No font with emoji is installed, so the picture would lack its signs.')
  await playUntilSamAnswers(visit)
  await arrange(visit)
  await visit.page.mouse.move(720, 890)
  await visit.page.screenshot({ path: file })
  await visit
    .slackOf('Sam Okafor')
    .form('What is acceptable?')
    .getByRole('button', { name: 'Cancel' })
    .click()
} finally {
  await visit.leave()
}
process.stdout.write(`${file}\n`)
