import { describe, expect, test } from 'vitest'
import { limits, sizeOf } from '../../../adapters/teams/limits.ts'
import { type Person, saying } from '../../support/stack/index.ts'
import { teamsHome } from '../../support/stack/teams-home.ts'
import { startTeamsStack } from '../../support/stack/teams-start.ts'

type Stack = Awaited<ReturnType<typeof startTeamsStack>>

const numbersIn = (text: string) =>
  [
    ...new Set(
      [...text.matchAll(/(?:Post|Beitrag|Channel|Kanal) #(\d+)/gu)].map((found) => Number(found[1])),
    ),
  ].sort((one, other) => one - other)

async function asksForPosts(mara: Person, count: number): Promise<number[]> {
  const posts: number[] = []
  while (posts.length < count) posts.push(await mara.asksForPost({ text: `Hello number ${posts.length}` }))
  return posts
}

describe('given more requests than one page of the overview in Teams holds', () => {
  test('then they come page by page in the same message, nearest deadline first, none is missing, and a search finds them', async () => {
    const stack = await startTeamsStack()
    const { mara, sam, clock, client } = stack
    const posts = await asksForPosts(mara, 11)
    await clock.passes('10m')
    posts.push(...(await asksForPosts(mara, 1)))
    const home = teamsHome(stack, sam)
    const first = await home.opens('queue')
    const messages = client.messages(sam.user).length
    expect(first.text).toContain('1 to 10 of 12')
    expect(await home.presses('Show more')).toBeNull()
    expect(home.shown().text).toContain('11 to 12 of 12')
    expect(numbersIn(home.shown().text)).toContain(posts[11])
    expect(numbersIn(first.text + home.shown().text)).toEqual(posts)
    await home.presses('Back')
    expect(home.shown().text).toBe(first.text)

    await home.presses('Show', { words: 'NUMBER 7' })
    expect(numbersIn(home.shown().text)).toEqual([posts[7]])
    await home.presses('Show', { words: `#${posts[3]}`, kind: 'post' })
    expect(numbersIn(home.shown().text)).toEqual([posts[3]])
    await home.presses('Show', { kind: 'channel' })
    expect(home.shown().text).toContain('Nothing matches.')
    await home.presses('Show everything')
    expect(home.shown().text).toBe(first.text)
    expect(client.messages(sam.user)).toHaveLength(messages)
    expect(sizeOf(home.card() as object)).toBeLessThan(limits.card.bytes)
  })
})

test('given few requests, then there is nothing to search, and what can be chosen for oneself is there all the same', async () => {
  const stack = await startTeamsStack()
  await stack.mara.asksForPost()
  const home = teamsHome(stack, stack.sam)
  await home.opens()
  expect(home.inputs()).toEqual(['language', 'digest'])
})

test('given the overview is open, when something changes for the person, then the message shows it, and nobody else is written to', async () => {
  const stack = await startTeamsStack()
  const { mara, sam, lena, client } = stack
  const home = teamsHome(stack, sam)
  await home.opens()
  expect(home.shown().text).toContain('Nothing is waiting for you.')
  const post = await mara.asksForPost()
  expect(home.shown().text).toContain(`Post #${post} needs your decision`)
  await sam.approves(post)
  expect(home.shown().text).toContain('Nothing is waiting for you.')
  expect(home.shown().text).toMatch(new RegExp(`Decided lately[\\s\\S]*#${post}`))
  expect(client.messages(lena.user)).toHaveLength(1)
  // Whoever has an older one before them brings it up to date with the next press.
  const { id } = home.shown()
  await stack.clock.passes('11m')
  const other = await mara.asksForPost()
  expect(home.shown().text).not.toContain(`#${other}`)
  await home.presses('Save')
  expect(home.shown()).toMatchObject({ id, text: expect.stringContaining(`#${other}`) })
})

test('given somebody chooses German and a digest and goes on in the overview, then it, cards and forms follow', async () => {
  const stack = await startTeamsStack()
  const { mara, sam, clock } = stack
  const post = await mara.asksForPost()
  const home = teamsHome(stack, sam)
  await home.opens()
  await home.presses('Save', { language: 'de', digest: '570' })
  expect(home.shown().text).toContain('Guten Tag')
  expect(sam.sees(post).headline).toContain(`Beitrag #${post} braucht Ihre Entscheidung`)
  await clock.strikes('Mon 15:00')
  sam.news()
  await mara.asksForPost()
  expect(sam.news()).toEqual([])
  await home.presses('Speichern', { digest: 'all', language: 'all' })
  expect(home.shown().text).toContain('Waiting for you')
  expect(sam.news()).toHaveLength(1)
})

test('given several requests of low risk, when a reviewer approves some from the overview, then those are approved, and the overview says so', async () => {
  const stack = await startTeamsStack()
  const { mara, lena } = stack
  const posts = await asksForPosts(mara, 3)
  const home = teamsHome(stack, lena)
  const opened = await home.opens('übersicht')
  const button = opened.buttons.find(({ verb }) => verb.startsWith('together:'))
  if (button === undefined) throw new Error(opened.text)
  const reaction = await stack.client.press(lena.user, opened, button)
  if (reaction.shows !== 'form') throw new Error(JSON.stringify(reaction))
  const options = reaction.form.fields.find(({ id }) => id === 'picked')?.options ?? []
  expect(await lena.sends({ picked: options.slice(0, 2).map(({ id }) => id) })).toMatchObject(saying('2'))
  expect(await lena.sends({})).toMatchObject(saying(`#${posts[0]}, #${posts[1]}`))
  const [waiting = '', lately = ''] = home.shown().text.split('Zuletzt entschieden')
  expect(numbersIn(waiting)).toEqual([posts[2]])
  expect(numbersIn(lately)).toEqual(posts.slice(0, 2))
})

test('given an absence, then the overview shows it, and its button ends it there', async () => {
  const stack = await startTeamsStack()
  const { sam } = stack
  const home = teamsHome(stack, sam)
  await home.opens()
  await sam.commands('away until Friday')
  expect(home.shown().text).toContain('You are away until Friday')
  expect(await home.presses('I am back')).toBeNull()
  expect(home.shown().text).not.toContain('You are away until Friday')
})

test('given the overview in a dialog, when somebody searches there, then the dialog shows it', async () => {
  const stack = await startTeamsStack()
  const { mara, sam, client } = stack
  const posts = await asksForPosts(mara, 5)
  await sam.commands('help')
  const menu = client.messages(sam.user).at(-1)
  const button = menu?.buttons.find(({ verb }) => verb === 'mine')
  if (menu === undefined || button === undefined) throw new Error(menu?.text)
  await client.press(sam.user, menu, button)
  const search = sam.dialog?.buttons.find(({ label }) => label === 'Show')
  const { data } = JSON.parse(search?.address ?? '{}')
  await stack.teams.acts.submits(sam.user, data, { 'text:words': 'number 2' })
  await stack.settle()
  expect(numbersIn(sam.dialog?.text ?? '')).toEqual([posts[2]])
})

test('given a press of the overview that claims to stand on a group’s card, then that card stays what it is', async () => {
  const stack: Stack = await startTeamsStack()
  const { mara, sam, teams, settle } = stack
  const post = await mara.asksForPost()
  const card = sam.channelCardOf(post)
  const channel = teams.tenant.conversations.get(card.channel)
  if (channel === undefined) throw new Error('there is no channel')
  const data = { countersign: 'home', does: 'show', look: {} }
  const { status, body } = await teams.sender.send(sam.user, channel, {
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', verb: 'home', data }, trigger: 'manual' },
    replyToId: card.id,
  })
  expect([status, body?.type]).toEqual([200, 'application/vnd.microsoft.activity.message'])
  const other = await mara.asksForPost({ text: 'Meet us in hall 5.' })
  await settle()
  expect(sam.channelCardOf(post).text).not.toContain('Waiting for you')
  expect(sam.channelCardOf(post).text).not.toContain(`#${other}`)
})
