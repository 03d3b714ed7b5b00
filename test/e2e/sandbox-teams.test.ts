import { expect, test } from 'vitest'
import { patience, visitSandbox } from './support-sandbox.ts'
import { fillInCard } from './support-sandbox-client.ts'
import { conflictWithoutChats } from './support-sandbox-thread.ts'

test('given a post asked for in Slack, when legal approves it in Teams and the executive is moved there too, then every card is right in both chats', {
  timeout: patience,
}, async () => {
  const visit = await visitSandbox()
  const { page, slackOf, teamsOf, show } = visit
  const mara = slackOf('Mara Vogel')
  const sam = slackOf('Sam Okafor')
  const lena = teamsOf('Lena Brandt')
  await mara.type('/countersign post')
  await mara.submit(
    'New post',
    {
      'Where should it appear?': { choose: ['LinkedIn'] },
      'Text of the post': { write: 'Our canteen is open in the evening now.' },
      'Why does it matter?': { write: 'New colleagues ask for it.' },
      'What happens if it is late?': { write: 'A pity, nothing more.' },
      'Who should it reach?': { write: 'Applicants in Berlin' },
    },
    'Submit for approval',
  )
  await mara.dismiss('Request #1 is submitted.', 'Close')
  await lena.press('Freigeben', 'Beitrag #1 braucht Ihre Entscheidung')
  await lena.submit('Freigeben', {}, 'Freigeben')
  await lena.reads('Beitrag #1: Sie haben entschieden')
  await mara.reads('Post #1 is waiting for Security')
  await sam.press('Approve', 'Post #1 needs your decision')
  await sam.submit('Approve', {}, 'Approve')
  await mara.reads('Post #1 is approved')
  await lena.reads('Beitrag #1 ist freigegeben')
  // The same company, another place: whoever is moved is greeted there, and the way back is open.
  await show('Carla')
  await page.getByRole('button', { name: 'Have Carla read in Teams' }).click()
  await teamsOf('Carla Reyes').message('New post').waitFor()
  await page.getByRole('button', { name: 'Have Carla read in Slack' }).click()
  await slackOf('Carla Reyes').region.waitFor()
  await visit.leave()
})

test('given a form in Teams, when the bot finds something wrong, then it says so beside the field, and what was typed is still there', {
  timeout: patience,
}, async () => {
  const visit = await visitSandbox({ language: 'de' })
  const lena = visit.teamsOf('Lena Brandt')
  await lena.type('neu')
  await lena.press('Neuer Beitrag', 'Countersign')
  const form = lena.form('Neuer Beitrag')
  const text = 'Unser neues Büro hat eine Terrasse.'
  const inTwoWeeks = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10)
  await fillInCard(form, {
    'Wo soll er erscheinen?': { choose: ['LinkedIn'] },
    'Text des Beitrags': { write: text },
    'Warum ist es wichtig?': { write: 'Bewerber fragen danach.' },
    'Was geschieht, wenn es zu spät kommt?': { write: 'Nichts.' },
    'Wen soll es erreichen?': { write: 'Bewerber' },
    Datum: { write: '2020-01-02' },
    Uhrzeit: { write: '10:00' },
  })
  await form.getByRole('button', { name: 'Um Freigabe bitten' }).click()
  await form.getByText('⚠').first().waitFor()
  expect(await form.getByLabel('Text des Beitrags').inputValue()).toBe(text)
  await fillInCard(form, { Datum: { write: inTwoWeeks } })
  await lena.submit('Neuer Beitrag', {}, 'Um Freigabe bitten')
  await lena.reads('Beitrag #1')
  await visit.leave()
})

test('given a phone, when somebody in Teams asks for a post, then their card fits the page, and a throttled Teams shows every card in the end', {
  timeout: patience,
}, async () => {
  const visit = await visitSandbox({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })
  const { page, slackOf, teamsOf, show } = visit
  await page.getByRole('button', { name: 'Developer log' }).click()
  await page.getByRole('button', { name: 'Throttle Teams' }).click()
  await page.getByText('Teams answers the next 5 messages').waitFor()
  await page.getByRole('dialog', { name: 'Developer log' }).getByRole('button', { name: 'Close' }).click()
  const mara = slackOf('Mara Vogel')
  await mara.type('/countersign post')
  await mara.submit(
    'New post',
    {
      'Where should it appear?': { choose: ['LinkedIn'] },
      'Text of the post': { write: 'A word that is so long that it does not fit: '.concat('a'.repeat(90)) },
      'Why does it matter?': { write: 'It does not.' },
      'What happens if it is late?': { write: 'Nothing.' },
      'Who should it reach?': { write: 'Nobody' },
    },
    'Submit for approval',
  )
  await mara.dismiss('Request #1 is submitted.', 'Close')
  for (const name of ['Lena Brandt', 'Oskar Weiß']) {
    await show(name.split(' ')[0] ?? '')
    await teamsOf(name).reads('Beitrag #1 braucht Ihre Entscheidung')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  }
  await visit.leave()
})

test('given that group chats are forbidden in Teams and the sides read there, when they disagree, then they meet in a thread of the channel, can answer in it, and see there how it ends', {
  timeout: patience,
}, async () => {
  const visit = await visitSandbox()
  const { page } = visit
  const { mara, sam, lena } = await conflictWithoutChats(visit)
  await mara.open('Mediations')
  await mara.message('Only you see this card like this.').getByText('A figure with its source.').waitFor()
  await visit.show('Emil')
  const emil = visit.teamsOf('Emil Krause')
  await emil.open('Mediations')
  await emil.message('Others read this channel, too').getByText('Mara Vogel, Security, and Legal').waitFor()
  await emil.region.getByText('A figure with its source.').waitFor({ state: 'detached' })
  await visit.show('Emil')
  const answer = mara.region.getByRole('region', { name: 'Thread' }).getByRole('textbox', { name: 'Reply' })
  await answer.fill('@Countersign let us talk.')
  await answer.press('Enter')
  await mara.region.getByText('1 reply').waitFor()
  await lena.open('Mediations')
  await lena.message('@Countersign let us talk.').waitFor()
  await sam.open('Mediations')
  await sam.press('Approve', 'please find an agreement')
  await sam.submit('Approve', {}, 'Approve')
  await mara.message('agreement reached, the deadlock is over').waitFor()
  await mara.message('the mediation is over').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1_440)
  await visit.leave()
})
