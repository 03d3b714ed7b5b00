import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { patience, visitSandbox } from './support-sandbox.ts'

test('given an approval and a form half filled in, when the requester revises, then the changes show word by word, the approval is void, and the old form is refused', {
  timeout: patience,
}, async () => {
  const visit = await visitSandbox()
  const { slackOf, teamsOf, moveClock } = visit
  const mara = slackOf('Mara Vogel')
  const sam = slackOf('Sam Okafor')
  const lena = teamsOf('Lena Brandt')
  await mara.type('/countersign post')
  await mara.submit(
    'New post',
    {
      'Where should it appear?': { choose: ['LinkedIn'] },
      'Text of the post': { write: 'Our new app is the safest of all. Try it today!' },
      'Why does it matter?': { write: 'The launch is this week.' },
      'What happens if it is late?': { write: 'The adverts are booked already.' },
      'Who should it reach?': { write: 'Customers' },
    },
    'Submit for approval',
  )
  await mara.dismiss('Request #1 is submitted.', 'Close')
  await sam.press('Approve', 'Post #1 needs your decision')
  await sam.submit('Approve', {}, 'Approve')
  await sam.reads('Post #1: you have decided')
  await moveClock('deadline')
  const reminder = 'Erinnerung: Beitrag #1 braucht Ihre Entscheidung'
  await lena.press('Anfrage öffnen', reminder)
  await lena.region.getByRole('dialog').getByRole('button', { name: 'Ablehnen', exact: true }).click()
  await lena
    .form('Ablehnen')
    .getByRole('textbox', { name: 'Grund' })
    .fill('„Die sicherste“ lässt sich nicht belegen.')
  await lena.form('Ablehnen').getByLabel('Was wäre akzeptabel?').fill('Ohne Superlativ.')

  await mara.press('Revise', 'Post #1 is waiting for Legal')
  const text = mara.form('Revise').getByLabel('Text of the post')
  expect(await text.inputValue()).toBe('Our new app is the safest of all. Try it today!')
  await text.fill('Our new app is tested by experts. Try it today!')
  await mara.submit('Revise', {}, 'Submit revision')

  await lena.form('Ablehnen').getByRole('button', { name: 'Ablehnen' }).click()
  await lena.region.getByRole('dialog').getByText('„Die sicherste“ lässt sich nicht belegen.').waitFor()
  await lena.dismiss('Es gibt eine neuere Fassung', 'Schließen')

  await sam.reads('Post #1 was revised and needs your decision')
  await lena.reads('Beitrag #1 wurde überarbeitet und braucht Ihre Entscheidung')
  for (const card of [sam.message('bold is new'), lena.message('Fettes ist neu')]) {
    expect(await look(card.getByText('the safest of all'))).toMatchObject({ struck: true, bold: false })
    expect(await look(card.getByText('tested by experts').last())).toMatchObject({
      struck: false,
      bold: true,
    })
  }
  await mara.reads('0 of 2 groups have decided.')
  await visit.leave()
})

/** How words look, whatever elements they are made of. */
const look = (words: Locator) =>
  words.evaluate((element) => {
    const { textDecorationLine, fontWeight } = getComputedStyle(element)
    return { struck: textDecorationLine === 'line-through', bold: Number(fontWeight) >= 600 }
  })
