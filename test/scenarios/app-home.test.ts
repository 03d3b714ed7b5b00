import { describe, expect, test } from 'vitest'
import { opensHome, startStack } from '../support/stack/index.ts'

const numbersIn = (text: string) =>
  [...text.matchAll(/(?:Post|Beitrag|Channel|Kanal) #(\d+)/gu)].map((found) => Number(found[1]))

describe('given more requests than one page of App Home holds', () => {
  test('then they come page by page, nearest deadline first, and none is missing', async () => {
    const stack = await startStack()
    const { mara, sam, slack } = stack
    const posts: number[] = []
    for (let count = 0; count < 17; count += 1)
      posts.push(await mara.asksForPost({ text: `Hello number ${count}` }))
    const first = await opensHome(stack, sam)
    expect(first.text).toContain('1 to 15 of 17')
    const more = first.buttons.find(({ verb }) => verb === 'home:page:next:waiting')
    if (more === undefined) throw new Error(first.text)
    await slack.client.pressAtHome(sam.user, more)
    const second = slack.client.home(sam.user)
    expect(second.text).toContain('16 to 17 of 17')
    expect([...new Set([...numbersIn(first.text), ...numbersIn(second.text)])].sort((a, b) => a - b)).toEqual(
      posts,
    )

    await slack.client.chooseAtHome(sam.user, 'home:search', 'NUMBER 12')
    expect(new Set(numbersIn(slack.client.home(sam.user).text))).toEqual(new Set([posts[12]]))
    await slack.client.chooseAtHome(sam.user, 'home:search', `#${posts[3]}`)
    expect(new Set(numbersIn(slack.client.home(sam.user).text))).toEqual(new Set([posts[3]]))
  })
})

test('given posts and a channel, when somebody filters, then only those are shown, and an empty list says so kindly', async () => {
  const stack = await startStack()
  const { mara, sam, slack } = stack
  const posts: number[] = []
  for (let count = 0; count < 3; count += 1) posts.push(await mara.asksForPost())
  const channel = await mara.asksForChannel()
  // Four are seen at one glance.
  await opensHome(stack, sam)
  expect(JSON.stringify(slack.server.workspace.homes.get(sam.user))).not.toMatch(/home:filter|home:search/)
  posts.push(await mara.asksForPost())
  await opensHome(stack, sam)
  await slack.client.chooseAtHome(sam.user, 'home:filter:kind', 'channel')
  expect(new Set(numbersIn(slack.client.home(sam.user).text))).toEqual(new Set([channel]))
  await slack.client.chooseAtHome(sam.user, 'home:filter:tier', 'critical')
  expect(slack.client.home(sam.user).text).toContain('Nothing matches.')
  await slack.client.chooseAtHome(sam.user, 'home:filter:tier', 'all')
  await slack.client.chooseAtHome(sam.user, 'home:filter:kind', 'all')
  expect(new Set(numbersIn(slack.client.home(sam.user).text))).toEqual(new Set([...posts, channel]))
})

test('given App Home is open, when something changes for the person, then it shows it, and nobody else is drawn', async () => {
  const stack = await startStack()
  const { mara, sam, lena, slack } = stack
  await opensHome(stack, sam)
  const post = await mara.asksForPost()
  expect(slack.client.home(sam.user).text).toContain(`Post #${post} needs your decision`)
  await sam.approves(post)
  expect(slack.client.home(sam.user).text).toContain('Nothing is waiting for you.')
  expect(slack.client.home(sam.user).text).toMatch(new RegExp(`Decided lately[\\s\\S]*#${post}`))
  expect(slack.client.home(lena.user).text).toBe('')
})

test('given somebody chooses German, then App Home, cards that are there and new forms are German', async () => {
  const stack = await startStack()
  const { mara, sam, slack } = stack
  const post = await mara.asksForPost()
  await opensHome(stack, sam)
  await slack.client.chooseAtHome(sam.user, 'home:language', 'de')
  expect(slack.client.home(sam.user).text).toContain('Guten Tag')
  expect(sam.sees(post).headline).toContain(`Beitrag #${post} braucht Ihre Entscheidung`)
  expect(await sam.presses(post, 'reject')).toMatchObject({ form: { title: 'Ablehnen' } })
  await sam.closes()
  await slack.client.chooseAtHome(sam.user, 'home:language', 'all')
  expect(sam.sees(post).headline).toContain(`Post #${post} needs your decision`)
})

test('given somebody chooses a digest in App Home, then new reviews wait for it, and single messages come back the same way', async () => {
  const stack = await startStack()
  const { mara, sam, slack, clock } = stack
  await opensHome(stack, sam)
  await slack.client.chooseAtHome(sam.user, 'home:digest', '570')
  expect(slack.client.home(sam.user).text).toContain('My digest')
  await clock.strikes('Mon 15:00')
  sam.news()
  await mara.asksForPost()
  expect(sam.news()).toEqual([])
  await slack.client.chooseAtHome(sam.user, 'home:digest', 'all')
  expect(sam.news()).toHaveLength(1)
})

test('given more finished requests than are shown at once, then older ones come page by page', async () => {
  const stack = await startStack()
  const { mara, slack } = stack
  const posts: number[] = []
  for (let count = 0; count < 6; count += 1) {
    const post = await mara.asksForPost()
    await mara.withdraws(post)
    posts.push(post)
  }
  const first = await opensHome(stack, mara)
  expect(first.text).toContain('1 to 5 of 6')
  const more = first.buttons.find(({ verb }) => verb === 'home:page:next:over')
  if (more === undefined) throw new Error(first.text)
  await slack.client.pressAtHome(mara.user, more)
  const second = slack.client.home(mara.user)
  expect(second.text).toContain('6 to 6 of 6')
  expect(new Set([...numbersIn(first.text), ...numbersIn(second.text)])).toEqual(new Set(posts))
})

test('given the overview as a modal, when somebody filters there, then the modal shows it and App Home stays', async () => {
  const stack = await startStack()
  const { mara, sam, slack } = stack
  for (let count = 0; count < 4; count += 1) await mara.asksForPost()
  const channel = await mara.asksForChannel()
  await sam.commands('mine')
  const modal = () => slack.server.workspace.modals.get(sam.user)?.at(-1)
  const view = modal()
  if (view === undefined) throw new Error('no modal')
  await slack.server.action({
    user: sam.user,
    place: { in: 'view', view: view.id },
    blockId: 'home-filters',
    actionId: 'home:filter:kind',
    input: 'channel',
    inputs: { 'home-filters': { 'home:filter:kind': 'channel' } },
  })
  await stack.settle()
  const text = JSON.stringify(modal()?.definition)
  expect(text).toContain(`#${channel}`)
  expect(text).not.toContain('Post #')
  expect(slack.client.home(sam.user).text).toBe('')
})
