import { expect, test } from 'vitest'
import { colourIcon } from '../../adapters/teams/icons.ts'
import { patience, visitSandbox } from './support-sandbox.ts'

test('given a post with pictures from Slack, when legal looks at it in Teams, then the pictures are drawn there, and a file is saved by its link', {
  timeout: patience,
}, async () => {
  const visit = await visitSandbox({ acceptDownloads: true })
  const { page, slackOf, teamsOf } = visit
  const mara = slackOf('Mara Vogel')
  const lena = teamsOf('Lena Brandt')
  await mara.type('/countersign post')
  const picture = Buffer.from(colourIcon())
  await mara
    .form('New post')
    .getByLabel('Add files')
    .first()
    .setInputFiles([
      { name: 'stand.png', mimeType: 'image/png', buffer: picture },
      { name: 'plan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') },
    ])
  await mara.form('New post').getByText('plan.pdf').waitFor()
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
  const card = lena.message('Beitrag #1 braucht Ihre Entscheidung')
  const drawn = card.getByRole('img', { name: 'stand.png' })
  await drawn.waitFor()
  await expect.poll(() => drawn.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(192)
  // The window that the link opens is gone as soon as the file is saved.
  const saved = new Promise<string>((resolve) => {
    page.context().on('page', (opened) => {
      opened.on('download', (file) => resolve(file.suggestedFilename()))
    })
    page.on('download', (file) => resolve(file.suggestedFilename()))
  })
  await card.getByText('plan.pdf').click()
  expect(await saved).toBe('plan.pdf')
  await visit.leave()
})
