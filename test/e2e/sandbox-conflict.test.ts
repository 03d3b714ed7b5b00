import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { patience, visitSandbox } from './support-sandbox.ts'
import { fillInCard } from './support-sandbox-client.ts'

test('given security in Slack against it and legal in Teams for it with conditions, when the mediation ends without agreement, then the executive rules from a brief, and everybody is told why and has nothing left to press', {
  timeout: patience,
}, async () => {
  const visit = await visitSandbox()
  const { slackOf, teamsOf, show, moveClock } = visit
  const mara = slackOf('Mara Vogel')
  const sam = slackOf('Sam Okafor')
  const lena = teamsOf('Lena Brandt')
  const carla = slackOf('Carla Reyes')
  await mara.type('/countersign post')
  await mara.submit(
    'New post',
    {
      'Where should it appear?': { choose: ['LinkedIn', 'X'] },
      'Text of the post': { write: 'We were attacked last week. Your data is safe.' },
      'What does it contain?': { choose: ['Figures, comparisons or promises', 'Politics, health, a crisis'] },
      'Why does it matter?': { write: 'Customers ask us every hour.' },
      'What happens if it is late?': { write: 'The press tells it first.' },
      'Who should it reach?': { write: 'Everybody who has an account' },
    },
    'Submit for approval',
  )
  await mara.dismiss('Request #1 is submitted.', 'Close')

  await sam.press('Reject', 'Post #1 needs your decision')
  await sam.submit(
    'Reject',
    {
      Reason: { write: 'We do not know yet whether the attacker is gone.' },
      'What would make it acceptable?': { write: 'Wait for the forensic report.' },
    },
    'Reject',
  )
  await lena.press('Mit Auflagen freigeben', 'Beitrag #1 braucht Ihre Entscheidung')
  await answerEverything(lena.form('Mit Auflagen freigeben'))
  const condition = 'Der zweite Satz entfällt.'
  await lena.submit('Mit Auflagen freigeben', { 'Was ist zu tun?': { write: condition } }, 'Freigeben')

  await mara.open('Sam')
  const sides = mara.message('The groups disagree: Legal approves and Security rejects.')
  for (const side of ['The press tells it first.', 'whether the attacker is gone', condition])
    await sides.getByText(side).waitFor()
  await mara.press('Say what is acceptable', 'The groups disagree')
  const first = 'Only the first sentence, but today.'
  await mara.submit('What is acceptable?', { 'What would you accept?': { write: first } }, 'Tell both sides')
  await sam.open('Mara')
  await sam.reads(first)
  await sam.press('Say what is acceptable', 'The groups disagree')
  const second = 'One sentence tomorrow at noon, when the servers are searched.'
  await sam.submit('What is acceptable?', { 'What would you accept?': { write: second } }, 'Tell both sides')
  await lena.reads('Beitrag #1 steckt fest')

  await moveClock('deadline')
  await mara.reads('Reminder: Post #1 is deadlocked')
  await show('Carla')
  await moveClock('deadline')
  const brief = carla.message('Post #1 needs your ruling')
  await brief
    .getByText('Should post #1 be published although Security does not agree (Legal does)?')
    .waitFor()
  for (const said of [first, second, condition, 'whether the attacker is gone', 'Silence never approves.'])
    await brief.getByText(said).waitFor()
  await carla.press('Reject', 'Post #1 needs your ruling')
  const reason = 'Half a truth costs us more than a day.'
  await carla.submit('Ruling: reject', { Reason: { write: reason } }, 'Reject finally')

  await mara.open('Countersign')
  await sam.open('Countersign')
  await mara.reads('Post #1 was rejected by a ruling')
  await sam.reads('Post #1 was rejected by a ruling')
  await lena.reads('Beitrag #1 wurde durch die Leitung abgelehnt')
  await carla.reads('Post #1 was rejected')
  for (const client of [mara, sam, lena, carla]) {
    await client.reads(reason)
    const more = client === mara ? ['Use as template'] : client === lena ? ['Anfrage öffnen'] : []
    const afterwards = [...more, 'Details']
    expect(await choicesLeft(client.region)).toEqual(new Set(afterwards))
  }
  await mara.open('Sam')
  await mara.reads('Post #1: the mediation is over')
  expect(await choicesLeft(mara.region)).toEqual(new Set(['Details']))
  await visit.leave()
})

test('given an executive who was moved to Teams, when every step of the guided tour is left to it, then it goes from the wish to the ruling and says so', {
  timeout: patience,
}, async () => {
  const visit = await visitSandbox()
  const { page, slackOf, teamsOf, show } = visit
  await show('Carla')
  await page.getByRole('button', { name: 'Have Carla read in Teams' }).click()
  await teamsOf('Carla Reyes').message('New post').waitFor()
  await page.getByRole('button', { name: 'Play the conflict' }).click()
  for (let step = 1; step < 8; step += 1) {
    await page.getByText(`Step ${step} of 8`).waitFor()
    await page.getByRole('button', { name: 'Do it for me' }).click()
  }
  await page.getByText('Everybody knows, and why').waitFor()
  await teamsOf('Carla Reyes').reads(/#1.*approved/)
  await slackOf('Mara Vogel').reads('Post #1 was approved by a ruling')
  await slackOf('Sam Okafor').reads('Post #1 was approved by a ruling')
  await teamsOf('Lena Brandt').reads('Beitrag #1 wurde durch die Leitung freigegeben')
  await page.getByRole('button', { name: 'Finish' }).click()
  await page.getByRole('button', { name: 'Play it again' }).waitFor()
  await visit.leave()
})

/** What a risky approval asks: each question, both levels and a rationale. It is refused before that. */
async function answerEverything(form: Locator): Promise<void> {
  await form.getByRole('button', { name: 'Freigeben' }).click()
  await form.getByText('Bitte füllen Sie dieses Feld aus.').first().waitFor()
  for (const question of await form.locator('[id^="choice:question:"]').all()) {
    const isAnswered = (await question.getByRole('radio', { checked: true }).count()) > 0
    if (!isAnswered) await question.getByRole('radio').nth(1).check()
  }
  await form.getByLabel('Wie wahrscheinlich ist ein Schaden?').selectOption({ label: '3: möglich' })
  await form.getByLabel('Wie schwer wäre er?').selectOption({ label: '2: gering' })
  await fillInCard(form, {
    Begründung: { write: 'Der erste Satz ist eine Tatsache und war schon in der Zeitung.' },
  })
}

/** What can still be done about requests in the open conversation, whatever the language. */
async function choicesLeft(region: Locator): Promise<ReadonlySet<string>> {
  const buttons = region
    .getByRole('article')
    .getByRole('button')
    .filter({ hasNotText: /Thread|thread/ })
  const labels = await buttons.allTextContents()
  // Slack's own menus of a message carry a symbol and no words.
  const words = labels.map((label) => label.trim()).filter((label) => label !== '')
  return new Set(words.map((label) => label.replace('Einzelheiten', 'Details')))
}
