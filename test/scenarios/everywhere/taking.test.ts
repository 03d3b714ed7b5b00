import { expect, test } from 'vitest'
import { saying, startStack, verbs } from '../../support/stack/everywhere.ts'

test('given a card in the group’s channel, when somebody takes it, then everybody sees who, and the reminder is for them first', async () => {
  const { mara, sam, noor, lena, clock } = await startStack()
  const post = await mara.asksForPost()
  expect(verbs(sam.sees(post))).not.toContain('take')
  await sam.presses(post, 'take', { on: sam.channelCardOf(post) })
  for (const message of [noor.channelCardOf(post), noor.sees(post), mara.sees(post)])
    expect(message.text).toContain('Sam Okafor has taken this, Mon, 2 Nov 2026, 09:00')
  // What another group does about it is its own business while votes are independent.
  expect(lena.sees(post).text).not.toContain('Sam')
  for (const person of [sam, noor, lena]) person.news()
  await clock.strikes('Mon 13:00')
  expect([sam, noor, lena].map((person) => person.news().length)).toEqual([1, 0, 1])
  await clock.strikes('Mon 15:24')
  expect([sam, noor, lena].map((person) => person.news().length)).toEqual([1, 1, 1])
  expect(verbs(noor.sees(post))).toContain('approve')
})

test('given it is taken, when a colleague takes it over, then that is asked once and shown, and can be handed back', async () => {
  const { mara, sam, noor } = await startStack()
  const post = await mara.asksForPost()
  await sam.presses(post, 'take', { on: sam.channelCardOf(post) })
  const takeOver = noor.channelCardOf(post).buttons.find(({ verb }) => verb === 'take')
  expect(takeOver).toMatchObject({ label: 'Take over' })
  expect(takeOver?.asks).toContain('A colleague has taken it')
  await noor.presses(post, 'take', { on: noor.channelCardOf(post) })
  expect(sam.channelCardOf(post).text).toContain('Noor')
  expect(verbs(sam.sees(post))).not.toContain('hand_back')
  await noor.presses(post, 'hand_back')
  expect(sam.channelCardOf(post).text).not.toContain('has taken')
  expect(sam.channelCardOf(post).buttons.find(({ verb }) => verb === 'take')?.label).toBe('I take it')
})

test('given it is taken, when that account is closed, then it goes back to the group and everybody is reminded', async () => {
  const { mara, sam, noor, clock, deactivates } = await startStack()
  const post = await mara.asksForPost()
  await sam.presses(post, 'take', { on: sam.channelCardOf(post) })
  deactivates(sam)
  noor.news()
  await clock.strikes('Mon 13:00')
  expect(noor.news()).toHaveLength(1)
  expect(noor.channelCardOf(post).text).not.toContain('has taken')
})

test('given the channel’s card, when somebody presses it who is not in the group, then nothing is taken', async () => {
  const { mara, sam, lena, bringsToChannel } = await startStack()
  const post = await mara.asksForPost()
  bringsToChannel(lena)
  expect(await lena.presses(post, 'take', { on: lena.channelCardOf(post) })).toMatchObject(saying('Gruppe'))
  expect(sam.channelCardOf(post).text).not.toContain('übernommen')
  expect(sam.channelCardOf(post).text).not.toContain('has taken')
})

test('given it is taken, when the taker goes away, then within minutes it is everybody’s again', async () => {
  const { mara, sam, noor, clock } = await startStack()
  const post = await mara.asksForPost()
  await sam.presses(post, 'take', { on: sam.channelCardOf(post) })
  await sam.commands('away until Friday')
  await clock.strikes('Mon 09:20')
  expect(noor.channelCardOf(post).text).not.toContain('has taken')
  expect(noor.sees(post).text).not.toContain('has taken')
})
