import { describe, expect, test } from 'vitest'
import { listAt } from '../../adapters/sandbox/slack-server/json.ts'
import { base, userJson } from '../../adapters/sandbox/slack-server/payloads.ts'
import { decodeButton } from '../../adapters/slack/button.ts'
import { labels, opensHome, saying, startStack, verbs } from '../support/stack/index.ts'

describe('given the ways in', () => {
  test.each([
    ['post', 'New post'],
    ['  POST please', 'New post'],
    ['channel', 'New channel'],
  ])('when the command says “%s”, then the form %s opens', async (text, title) => {
    const { mara } = await startStack()
    expect(await mara.commands(text)).toMatchObject({ shows: 'form', form: { title } })
  })

  test('when the command says nothing, or something unknown, then it explains itself and offers where to begin', async () => {
    const { mara, tom } = await startStack()
    for (const text of ['', 'help', 'what is this?']) {
      expect(await mara.commands(text)).toMatchObject(saying('/countersign post'))
      expect(mara.dialog?.buttons.map(({ verb }) => verb)).toEqual(['new:post', 'new:channel', 'mine'])
      await mara.closes()
    }
    await tom.commands('')
    expect(tom.dialog && labels(tom.dialog)).toEqual(['Neuer Beitrag', 'Neuer Kanal', 'Meine Anfragen'])
  })

  test('when the shortcut is used, then the same menu opens, and leads to the form', async () => {
    const { tom, slack } = await startStack()
    expect(await slack.client.shortcut(tom.user, 'request_approval')).toMatchObject({ shows: 'saying' })
    expect(await tom.pressesInDialog('new:channel')).toMatchObject({
      shows: 'form',
      form: { title: 'Neuer Kanal' },
    })
  })

  test('when a shortcut of long ago is used, then it is said to be out of date', async () => {
    const { mara, slack } = await startStack()
    expect(await slack.client.shortcut(mara.user, 'gone')).toMatchObject(saying('out of date'))
  })

  test('when the command names a number, then that request is shown to whoever may see it', async () => {
    const { mara, tom, sam } = await startStack()
    const post = await mara.asksForPost()
    expect(await sam.commands(`#${post}`)).toMatchObject(saying('Meet us at the fair in Hanover, hall 4.'))
    expect(await tom.commands(String(post))).toMatchObject(saying('Anfrage nicht gefunden'))
    expect(await mara.commands('999')).toMatchObject(saying('Request not found'))
  })

  test('when somebody asks for their overview, then it holds what waits for them and what they asked for', async () => {
    const stack = await startStack()
    const { mara, sam, lena } = stack
    const post = await mara.asksForPost()
    expect(await mara.commands('mine')).toMatchObject(
      saying(`Post #${post} is waiting for Security and Legal`),
    )
    expect(await sam.commands('mine')).toMatchObject(saying(`Post #${post} needs your decision`))
    expect(await lena.commands('meine')).toMatchObject(saying('braucht Ihre Entscheidung'))
    await lena.pressesInDialog('open')
    expect(lena.dialog?.title).toBe(`Einzelheiten #${post}`)
    expect(verbs(lena.dialog ?? { buttons: [] })).toContain('approve')
    // From the details one can decide just as from the card.
    await lena.pressesInDialog('approve')
    expect(await lena.sends({})).toEqual({ outcome: 'done' })
    expect(mara.sees(post).headline).toContain('is waiting for Security')
  })

  test('when somebody opens App Home, then the same overview is there, and it leads on', async () => {
    const stack = await startStack()
    const { mara, lena, sam, slack } = stack
    const post = await mara.asksForPost()
    const home = await opensHome(stack, lena)
    expect(home.text).toContain(`Beitrag #${post} braucht Ihre Entscheidung`)
    const open = home.buttons.find(({ verb }) => verb === 'open')
    if (open === undefined) throw new Error(home.text)
    await slack.client.pressAtHome(lena.user, open)
    expect(lena.dialog?.text).toContain('Meet us at the fair')
    await lena.closes()
    const ask = home.buttons.find(({ verb }) => verb === 'new:post')
    if (ask === undefined) throw new Error(home.text)
    expect(await slack.client.pressAtHome(lena.user, ask)).toMatchObject({ shows: 'form' })
    await sam.approves(post)
    expect((await opensHome(stack, sam)).text).toContain('Nothing is waiting for you.')
  })
})

describe('given the details of a request', () => {
  test('when its text is too long for a card, then the card says so and the details have every word', async () => {
    const { mara, sam } = await startStack()
    const words = Array.from({ length: 360 }, (_, index) => `word${index}`).join(' ')
    const post = await mara.asksForPost({ text: words })
    expect(sam.sees(post).text).toContain('Shortened to fit here.')
    expect(verbs(sam.sees(post))).toContain('approve')
    await sam.presses(post, 'details')
    expect(sam.dialog?.text.replace(/\s+/g, ' ')).toContain(words)
  })
})

describe('given deliveries that Slack repeats or that nobody expects', () => {
  test('when an event comes again, then App Home is not published twice', async () => {
    const stack = await startStack()
    const { mara, sam, slack } = stack
    await opensHome(stack, mara)
    const event = slack.lastDelivery('event app_home_opened')
    const published = slack.server.workspace.homes.get(mara.user)?.hash
    const again = await slack.delivers(event, {
      as: 'event',
      headers: { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' },
    })
    expect(again.status).toBe(200)
    // Somebody else's Home, asked for later and shown, means that the repetition has been dealt with.
    await opensHome(stack, sam)
    expect(slack.server.workspace.homes.get(mara.user)?.hash).toBe(published)
  })

  test('when a form arrives twice, then it is answered twice and recorded once', async () => {
    const stack = await startStack()
    const { mara, sam, lena, slack, database } = stack
    const post = await mara.asksForPost()
    const asked = slack.lastDelivery('view_submission')
    expect((await slack.delivers(asked, { as: 'interaction' })).body).toMatchObject({
      response_action: 'update',
    })
    await sam.approves(post)
    const decided = slack.lastDelivery('view_submission')
    const bodies = await Promise.all(
      [1, 2, 3].map(() => slack.delivers(decided, { as: 'interaction' }).then(({ body }) => body)),
    )
    expect(bodies).toEqual([1, 2, 3].map(() => ({ response_action: 'clear' })))
    await stack.settle()
    const request = await database.store.requestByNumber(post)
    expect((await database.store.read(request ?? '')).map(({ event }) => event.type)).toEqual([
      'submitted',
      'decided',
    ])
    expect(await database.store.requestByNumber(post + 1)).toBeNull()
    expect(lena.news()).toHaveLength(1)
  })

  test('when a click arrives twice, then it acts once', async () => {
    const stack = await startStack()
    const { mara, sam, lena, slack, database } = stack
    const post = await mara.asksForPost()
    await sam.approvesWithConditions(post, [{ text: 'Name the source.' }])
    await lena.approves(post)
    await mara.acceptsConditions(post)
    const click = slack.lastDelivery('block_actions choice:accept_conditions')
    for (const status of [(await slack.delivers(click, { as: 'interaction' })).status])
      expect(status).toBe(200)
    await stack.settle()
    const request = await database.store.requestByNumber(post)
    const types = (await database.store.read(request ?? '')).map(({ event }) => event.type)
    expect(types.filter((type) => type === 'approved')).toHaveLength(1)
    expect(mara.sees(post).headline).toContain('is approved')
  })

  test('when a form is closed, or a payload is of no known kind, then Slack gets its answer and nothing happens', async () => {
    const { mara, slack } = await startStack()
    const { workspace } = slack.server
    const account = workspace.accounts.get(mara.user)
    if (account === undefined) throw new Error('nobody')
    const common = { ...base(workspace), user: userJson(workspace, account) }
    const closed = { ...common, type: 'view_closed', view: { id: 'V1', type: 'modal', callback_id: 'form' } }
    expect((await slack.delivers(closed, { as: 'interaction' })).status).toBe(200)
    const click = {
      ...common,
      type: 'block_actions',
      trigger_id: '1.2.3',
      container: { type: 'message' },
      actions: [{ type: 'button', action_id: 'something:new', value: 'x', action_ts: '1.1' }],
    }
    slack.pardons(/invalid_trigger_id/)
    expect((await slack.delivers(click, { as: 'interaction' })).status).toBe(200)
  })

  test('when somebody presses a button of an older version, then they are told, and the card is drawn anew', async () => {
    const stack = await startStack()
    const { mara, sam, slack } = stack
    const post = await mara.asksForPost()
    await sam.presses(post, 'approve')
    await sam.closes()
    const click = slack.lastDelivery('block_actions choice:approve')
    const [action = {}] = listAt(click, 'actions')
    const request = decodeButton(action.value)?.request
    const value = JSON.stringify({ r: request, what: 'an older program wrote this' })
    slack.pardons(/exchanged_trigger_id/)
    await slack.delivers({ ...click, actions: [{ ...action, value }] }, { as: 'interaction' })
    await stack.settle()
    const told = slack.client.messages(sam.user).findLast(({ onlyForMe }) => onlyForMe)
    expect(told?.text).toContain('out of date')
    expect(told?.text).toContain('brought up to date')
    expect(verbs(sam.sees(post))).toContain('approve')
  })

  test('when people talk in the conversation or write to the bot, then it keeps out of it', async () => {
    const stack = await startStack()
    const { mara, slack } = stack
    const post = await mara.asksForPost()
    const before = slack.client.messages(mara.user).length
    const { channel } = mara.sees(post)
    slack.server.say({ user: mara.user, channel, text: 'Hello?', threadTs: null })
    await stack.settle()
    expect(slack.client.messages(mara.user)).toHaveLength(before + 1)
  })
})
