import { describe, expect, test } from 'vitest'
import {
  type Person,
  riskyPost,
  startStack,
  verbs,
  wholeQuestionnaire,
} from '../../support/stack/everywhere.ts'

/** Opens the overview, and from there the form. */
async function opensSeveral(person: Person) {
  await person.commands('mine')
  const button = person.inFront.buttons.find(({ verb }) => verb.startsWith('together:'))
  const reaction = await person.pressesInFront(button?.verb ?? 'together')
  if (reaction.shows !== 'form') throw new Error(JSON.stringify(reaction))
  const { options = [] } = reaction.form.fields.find(({ id }) => id === 'picked') ?? {}
  const idOf = (number: number) =>
    options.find(({ label }) => label.startsWith(`#${number} `))?.id ?? `#${number} is not offered`
  return { form: reaction.form, options, idOf }
}

describe('given several requests of low risk and one of high risk', () => {
  test('when a reviewer picks some, then those are approved after one confirmation, each by itself', async () => {
    const stack = await startStack()
    const { mara, sam, lena } = stack
    const posts = [
      await mara.asksForPost({ text: 'One: the fair opens on Monday.' }),
      await mara.asksForPost({ text: 'Two: our stand has coffee.' }),
      await mara.asksForPost({ text: 'Three: see you there.' }),
    ]
    const risky = await mara.asksForPost(riskyPost)
    const { form, options, idOf } = await opensSeveral(sam)
    expect(options.map(({ label }) => label)).toEqual([
      `#${posts[0]} One: the fair opens on Monday.`,
      `#${posts[1]} Two: our stand has coffee.`,
      `#${posts[2]} Three: see you there.`,
    ])
    expect(form.fields.every(({ value }) => Array.isArray(value) && value.length === 0)).toBe(true)
    expect(form.text).toContain('1 more needs your answer by itself')
    expect(form.text).not.toContain(`#${risky}`)
    expect(form.text).toMatch(/Risk: Low .*Mara/u)

    const [first = 0, second = 0, third = 0] = posts
    const asked = await sam.sends({ picked: [idOf(first), idOf(second)] })
    expect(asked).toMatchObject({ outcome: 'saying', title: 'Approve 2 requests' })
    const told = await sam.sends({})
    expect(told).toMatchObject({ outcome: 'saying', title: 'Recorded' })
    if (told.outcome === 'saying')
      expect(told.text).toContain(`2 approved for Security: #${first}, #${second}.`)
    await sam.closes()
    expect(sam.sees(third).headline).toContain('needs your decision')

    await lena.approves(first)
    const details = await mara.presses(first, 'details')
    expect(details.shows === 'saying' ? details.text : '').toContain(
      'Approved together with others, with one confirmation',
    )
  })

  test('when one is revised while the form is open, then the others are approved, and that one is to be opened', async () => {
    const stack = await startStack()
    const { mara, sam } = stack
    const first = await mara.asksForPost({ text: 'One: the fair opens on Monday.' })
    const second = await mara.asksForPost({ text: 'Two: our stand has coffee.' })
    const { idOf } = await opensSeveral(sam)
    await sam.sends({ picked: [idOf(first), idOf(second)] })
    await mara.does(first, 'revise', { text: 'One: the fair opens on Tuesday.' })
    const told = await sam.sends({})
    if (told.outcome !== 'saying') throw new Error(JSON.stringify(told))
    expect(told.text).toContain(`1 approved for Security: #${second}.`)
    expect(told.text).toContain(`#${first} was changed meanwhile: open it.`)
    const opened = await sam.pressesInDialog(sam.dialog?.buttons[0]?.verb ?? '')
    expect(opened.shows === 'saying' ? opened.text : '').toContain('opens on Tuesday')
  })

  test('when nothing is picked, then the form says so and stays', async () => {
    const stack = await startStack()
    const { mara, sam } = stack
    await mara.asksForPost({ text: 'One' })
    await mara.asksForPost({ text: 'Two' })
    await opensSeveral(sam)
    expect(await sam.sends({})).toMatchObject({ outcome: 'errors' })
  })
})

test('given only high risks, then nothing is offered to be approved together', async () => {
  const { mara, sam } = await startStack()
  await mara.asksForPost(riskyPost)
  await mara.asksForPost({ ...riskyPost, text: 'Another one that nobody knows yet.' })
  await sam.commands('mine')
  expect(sam.inFront.text).toContain('#2')
  expect(verbs(sam.inFront).filter((verb) => verb.startsWith('together:'))).toEqual([])
})

test('given a high risk approved seconds after opening, then the requester’s record says so, and an unhurried one says nothing', async () => {
  const { mara, sam, lena, clock } = await startStack()
  const post = await mara.asksForPost(riskyPost)
  const form = await sam.presses(post, 'approve')
  if (form.shows !== 'form') throw new Error(JSON.stringify(form))
  await clock.passes('12s')
  expect(await sam.sends(wholeQuestionnaire)).toEqual({ outcome: 'done' })
  await lena.presses(post, 'details')
  await lena.closes()
  await clock.passes('1m')
  await lena.approves(post, wholeQuestionnaire)
  const details = await mara.presses(post, 'details')
  const text = details.shows === 'saying' ? details.text : ''
  expect(text.match(/Decided \d+ seconds after opening/gu)).toEqual(['Decided 12 seconds after opening'])
})
