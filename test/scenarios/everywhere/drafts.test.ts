import { describe, expect, test } from 'vitest'
import {
  ordinaryPost,
  type Person,
  riskyChannel,
  saying,
  startStack,
} from '../../support/stack/everywhere.ts'

const entered = (person: Person, id: string) => person.dialog?.fields.find((field) => field.id === id)?.value
const past = { at: Date.UTC(2020, 0, 1) }
const future = { at: Date.UTC(2026, 11, 1) }

describe('given a form that was wrong and then closed', () => {
  test('when they come back, then everything typed is offered again, and they go on there', async () => {
    const { mara, sam } = await startStack()
    await mara.commands('post')
    expect(await mara.sends({ ...ordinaryPost, slot: past })).toMatchObject({ outcome: 'errors' })
    await mara.closes()
    await mara.commands('help')
    expect(mara.inFront.text).toContain(ordinaryPost.text)
    await mara.pressesInFront('draft:go')
    expect(mara.dialog?.text).toContain('This is your draft from')
    expect([entered(mara, 'channels'), entered(mara, 'text')]).toEqual([['linkedin'], ordinaryPost.text])
    expect(await mara.sends({ slot: future })).toMatchObject(saying('is submitted'))
    expect(sam.sees(1).text).toContain(ordinaryPost.text)
    await mara.closes()
    await mara.commands('help')
    expect(mara.inFront.buttons.map(({ verb }) => verb)).not.toContain('draft:go')
  })

  test('when they discard it, then it is gone, and nobody else ever saw it', async () => {
    const { mara, tom } = await startStack()
    await tom.commands('post')
    await tom.sends({ ...ordinaryPost, text: 'Noch geheim', slot: past })
    await tom.closes()
    await mara.commands('help')
    expect(mara.inFront.text).not.toContain('geheim')
    await mara.closes()
    await tom.commands('help')
    expect(tom.inFront.text).toContain('Noch geheim')
    await tom.pressesInFront('draft:discard')
    await tom.closes()
    await tom.commands('help')
    expect(tom.inFront.text).not.toContain('Noch geheim')
  })

  test('when one draft is sent from two windows, then it is one request, and the second is told', async () => {
    const { mara, database } = await startStack()
    await mara.commands('post')
    await mara.sends({ ...ordinaryPost, slot: past })
    await mara.closes()
    const goesOn = async () => {
      await mara.commands('help')
      await mara.pressesInFront('draft:go')
    }
    await goesOn()
    const back = mara.turnsToAnotherWindow()
    await goesOn()
    expect(await mara.sends({ slot: future })).toMatchObject(saying('Request #1 is submitted'))
    back()
    expect(await mara.sends({ slot: future })).toMatchObject(saying('arrived already'))
    expect(await database.store.list({ by: 'updated', limit: 9 })).toHaveLength(1)
  })
})

test('given a finished request, when its requester uses it as a template, then the form has its answers, but no time', async () => {
  const { mara, sam } = await startStack()
  const post = await mara.asksForPost({ ...ordinaryPost, slot: future })
  await mara.withdraws(post)
  expect(mara.sees(post).buttons.map(({ label }) => label)).toContain('Use as template')
  await mara.presses(post, 'template')
  expect(mara.dialog?.text).toContain(`Copied from request #${post}.`)
  expect([entered(mara, 'text'), entered(mara, 'slot')]).toEqual([ordinaryPost.text, null])
  expect(await mara.sends({})).toMatchObject(saying('Request #2 is submitted'))
  expect(sam.sees(2).headline).toContain('needs your decision')
  expect(mara.sees(post).headline).toContain('withdrawn')
})

test('given a finished request, when it is looked at again, then the requester can begin from there, and nobody else', async () => {
  const { tom, sam } = await startStack()
  const channel = await tom.asksForChannel()
  await tom.withdraws(channel)
  await tom.commands(String(channel))
  await tom.pressesInFront('template')
  expect(entered(tom, 'handle')).toBe(riskyChannel.handle)
  expect(entered(tom, 'mfa')).toBe('none')
  await sam.commands(String(channel))
  expect(sam.inFront.buttons.map(({ verb }) => verb)).not.toContain('template')
})
