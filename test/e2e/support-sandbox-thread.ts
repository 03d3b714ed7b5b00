/** A mediation in Teams where the bot may create no group chats, played to where the sides meet. */
import type { Visit } from './support-sandbox.ts'

/** Mara and Sam read in Teams, as Lena does; Sam rejects what Lena approves. */
export async function conflictWithoutChats({ page, slackOf, teamsOf }: Visit) {
  await page.getByRole('button', { name: 'Developer log' }).click()
  await page.getByRole('button', { name: 'Forbid group chats in Teams' }).click()
  await page.getByText('becomes a thread in a channel').waitFor()
  await page.getByRole('dialog', { name: 'Developer log' }).getByRole('button', { name: 'Close' }).click()
  for (const [name, first] of [
    ['Mara Vogel', 'Mara'],
    ['Sam Okafor', 'Sam'],
  ] as const) {
    await slackOf(name).region.waitFor()
    await page.getByRole('button', { name: `Have ${first} read in Teams` }).click()
    await teamsOf(name).message('New post').waitFor()
  }
  const [mara, sam, lena] = [teamsOf('Mara Vogel'), teamsOf('Sam Okafor'), teamsOf('Lena Brandt')]
  await mara.press('New post', 'Countersign')
  await mara.submit(
    'New post',
    {
      'Where should it appear?': { choose: ['LinkedIn'] },
      'Text of the post': { write: 'Our sensor needs half the power of any other.' },
      'Why does it matter?': { write: 'The fair opens on Monday.' },
      'What happens if it is late?': { write: 'The fair passes without us.' },
      'Who should it reach?': { write: 'Buyers' },
    },
    'Submit for approval',
  )
  await mara.dismiss('Request #1 is submitted.', 'Close')
  await sam.press('Reject', 'Post #1 needs your decision')
  await sam.submit(
    'Reject',
    {
      Reason: { write: 'Nobody has measured it.' },
      'What would make it acceptable?': { write: 'A figure with its source.' },
    },
    'Reject',
  )
  await lena.press('Freigeben', 'Beitrag #1 braucht Ihre Entscheidung')
  await lena.submit('Freigeben', {}, 'Freigeben')
  return { mara, sam, lena }
}
