import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { patience, visitSandbox } from './support-sandbox.ts'

test('given that nobody ever answers, when the clock goes from deadline to deadline, then each person is reminded in turn, and in the end the request lapses without an approval', {
  timeout: patience,
}, async () => {
  const visit = await visitSandbox()
  const { page, slackOf, teamsOf, show, moveClock } = visit
  const mara = slackOf('Mara Vogel')
  const sam = slackOf('Sam Okafor')
  const carla = slackOf('Carla Reyes')
  const emil = teamsOf('Emil Krause')
  await mara.type('/countersign post')
  await mara.submit(
    'New post',
    {
      'Where should it appear?': { choose: ['X'] },
      'Text of the post': { write: 'See you at our stand in hall 4.' },
      'Why does it matter?': { write: 'The fair is next week.' },
      'What happens if it is late?': { write: 'Nobody finds us.' },
      'Who should it reach?': { write: 'Visitors of the fair' },
    },
    'Submit for approval',
  )
  await mara.dismiss('Request #1 is submitted.', 'Close')
  await show('Lena')
  await show('Carla')
  await show('Emil')

  const reminders = (client: typeof sam, headline: string) =>
    client.region.getByRole('article').filter({ hasText: headline })
  /** A reminder that is due when its reader's day is over takes a step of its own: to the next morning. */
  const movesUntil = async (reminder: Locator) => {
    for (let step = 0; step < 3 && !(await reminder.isVisible()); step += 1) {
      await moveClock('deadline')
      await reminder.waitFor({ timeout: 10_000 }).catch(() => {})
    }
    await reminder.waitFor()
  }
  for (const count of [0, 1])
    await movesUntil(reminders(sam, 'Reminder: Post #1 needs your decision').nth(count))
  await moveClock('deadline')
  await mara.reads('Post #1 is deadlocked: please find an agreement')
  await mara.open('Noor')
  await moveClock('deadline')
  await mara.reads('Reminder: Post #1 is deadlocked')
  await moveClock('deadline')
  await carla.reads('Post #1 needs your ruling')
  for (const count of [0, 1])
    await movesUntil(reminders(carla, 'Reminder: Post #1 needs your ruling').nth(count))
  await moveClock('deadline')
  await emil.reads('Beitrag #1 braucht Ihre endgültige Entscheidung')
  for (const count of [0, 1, 2, 3, 4])
    await movesUntil(reminders(emil, 'Erinnerung: Beitrag #1 braucht').nth(count))
  await mara.open('Countersign')
  await mara.reads('Post #1 is with Emil Krause (Teams) for a final ruling')

  await moveClock('deadline')
  await mara.reads('Post #1 has lapsed')
  await mara.reads('Silence never approves.')
  await sam.reads('Post #1 has lapsed')
  await emil.reads('Schweigen ist nie eine Freigabe.')
  expect(await page.getByText(/#1 (is approved|ist freigegeben)/).count()).toBe(0)
  await visit.leave()
})
