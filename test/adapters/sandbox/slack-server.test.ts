import { createHmac } from 'node:crypto'
import { WebClient } from '@slack/web-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAt, textAt } from '../../../adapters/sandbox/slack-server/json.ts'
import { botToken, type Running, runSandbox, signingSecret } from './running.ts'
import { composeView, silent } from './stand-in-bot.ts'

const mara = 'U0MARA0001'
const sam = 'U0SAM00003'
const lena = 'U0LENA0005'

let running: Running
let client: WebClient
beforeAll(async () => {
  running = await runSandbox()
  client = new WebClient(botToken, {
    slackApiUrl: `${running.address}${running.sandbox.slackApiPath}`,
    retryConfig: { retries: 0 },
    logger: silent,
  })
})
afterAll(() => running.stop())

const slack = () => running.sandbox.slack
const workspace = () => slack().workspace

/** Slack's error code of a call that is refused. */
async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call
  } catch (error) {
    if (error instanceof Error && 'data' in error) return String(Object(error.data).error)
    throw error
  }
  return 'accepted'
}

const directOf = (user: string) => {
  const found = [...workspace().conversations.values()].find(
    (one) => one.type === 'im' && one.members.includes(user),
  )
  if (!found) throw new Error(`no direct messages with ${user}`)
  return found
}
const topView = (user: string) => workspace().modals.get(user)?.at(-1)

async function openCompose(user: string) {
  await slack().command({ user, channel: directOf(user).id, command: '/countersign', text: '' })
  const view = topView(user)
  if (!view) throw new Error('no modal opened')
  return view
}
const composed = (text: string) => ({
  channels: { value: ['linkedin'] },
  text: { value: text },
  need_why: { value: 'The fair begins on Monday.' },
})

describe('a form in a modal', () => {
  test('given required fields left empty, when submitted, then Slack itself says so and the bot hears nothing', async () => {
    const view = await openCompose(mara)
    const before = running.bot.submissions.length
    const outcome = await slack().submit({ user: mara, view: view.id, inputs: {} })
    expect(outcome).toEqual({
      outcome: 'invalid',
      problems: {
        channels: { code: 'required' },
        text: { code: 'required' },
        need_why: { code: 'required' },
      },
    })
    expect(running.bot.submissions.length).toBe(before)
  })

  test('given the bot finds an error, when submitted, then it stands beside the field and the modal stays', async () => {
    const view = await openCompose(mara)
    const outcome = await slack().submit({ user: mara, view: view.id, inputs: composed('a forbidden word') })
    expect(outcome).toEqual({ outcome: 'errors', errors: { text: 'Please choose another word.' } })
    expect(topView(mara)?.id).toBe(view.id)
  })

  test('given an uploaded file, when submitted, then the bot gets its description and can fetch its bytes', async () => {
    const file = slack().upload({
      user: mara,
      name: 'launch day.png',
      mimeType: 'image/png',
      bytes: Buffer.from('picture'),
    })
    const view = await openCompose(mara)
    const inputs = { ...composed('Launch'), media: { value: [file.id] } }
    expect(await slack().submit({ user: mara, view: view.id, inputs })).toEqual({ outcome: 'done' })
    const values = running.bot.submissions.at(-1)
    expect(values?.channels).toMatchObject({ value: { selected_options: [{ value: 'linkedin' }] } })
    expect(values?.media).toMatchObject({
      value: { files: [{ id: file.id, mimetype: 'image/png', size: 7 }] },
    })

    const described = await client.files.info({ file: file.id })
    const address = described.file?.url_private ?? ''
    const withToken = await fetch(address, { headers: { authorization: `Bearer ${botToken}` } })
    expect(await withToken.text()).toBe('picture')
    const without = await fetch(address)
    expect(without.headers.get('content-type')).toContain('text/html')
  })

  test('given a card with buttons, when one is clicked and its form submitted, then the card is edited in place', async () => {
    const direct = directOf(sam)
    const card = direct.messages.find((one) => one.blocks.some((block) => block.type === 'actions'))
    const actions = card?.blocks.find((block) => block.type === 'actions')
    if (!card || !actions) throw new Error('no card')
    const clicked = await slack().action({
      user: sam,
      place: { in: 'message', channel: direct.id, ts: card.ts },
      blockId: textAt(actions, 'block_id') ?? '',
      actionId: 'choice:reject',
      input: null,
      inputs: {},
    })
    expect(clicked).toEqual({ outcome: 'done' })
    const view = await waitForView(sam)
    const inputs = { likelihood: { value: '4' }, impact: { value: '5' }, reason: { value: 'Untested.' } }
    expect(await slack().submit({ user: sam, view: view.id, inputs })).toEqual({ outcome: 'done' })
    await until(() => card.text === 'Thank you')
    expect(card.edited).not.toBeNull()
    expect(topView(sam)).toBeUndefined()
  })

  test('given a modal that wants to know of its end, when it is closed, then the bot is told', async () => {
    const view = await openCompose(mara)
    expect(await slack().closeView({ user: mara, view: view.id, all: false })).toEqual({ outcome: 'done' })
    expect(running.bot.heard).toContain('view_closed')
  })
})

describe('what Slack refuses', () => {
  const plain = (length: number) => ({ type: 'plain_text' as const, text: 'x'.repeat(length) })
  const section = { type: 'section' as const, text: { type: 'mrkdwn' as const, text: 'x' } }
  const buttons = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      type: 'button' as const,
      action_id: `b${index}`,
      text: plain(5),
    }))
  const menuOf = (count: number) => ({
    type: 'static_select' as const,
    action_id: 'menu',
    options: Array.from({ length: count }, (_, index) => ({ text: plain(5), value: `${index}` })),
  })

  const atLimit = [
    ['header of 150', [{ type: 'header', text: plain(150) }]],
    ['section of 3000', [{ type: 'section', text: plain(3000) }]],
    ['25 actions', [{ type: 'actions', elements: buttons(25) }]],
    ['100 options', [{ type: 'section', text: plain(1), accessory: menuOf(100) }]],
    ['50 blocks', Array.from({ length: 50 }, () => section)],
  ] as const
  test.each(atLimit)('given a message at the limit (%s), then it is posted', async (_name, blocks) => {
    expect(await refusal(post(blocks))).toBe('accepted')
  })

  const overLimit = [
    ['header of 151', [{ type: 'header', text: plain(151) }]],
    ['section of 3001', [{ type: 'section', text: plain(3001) }]],
    ['11 fields', [{ type: 'section', fields: Array.from({ length: 11 }, () => plain(1)) }]],
    ['a field of 2001', [{ type: 'section', fields: [plain(2001)] }]],
    ['26 actions', [{ type: 'actions', elements: buttons(26) }]],
    ['11 context elements', [{ type: 'context', elements: Array.from({ length: 11 }, () => plain(1)) }]],
    [
      'button text of 76',
      [{ type: 'actions', elements: [{ type: 'button', action_id: 'a', text: plain(76) }] }],
    ],
    [
      'button value of 2001',
      [
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'a', text: plain(5), value: 'v'.repeat(2001) }],
        },
      ],
    ],
    ['101 options', [{ type: 'section', text: plain(1), accessory: menuOf(101) }]],
    ['51 blocks', Array.from({ length: 51 }, () => section)],
    ['block id of 256', [{ ...section, block_id: 'x'.repeat(256) }]],
    [
      'the same block id twice',
      [
        { ...section, block_id: 'a' },
        { ...section, block_id: 'a' },
      ],
    ],
    ['the same action id twice in a block', [{ type: 'actions', elements: [...buttons(1), ...buttons(1)] }]],
    [
      'empty rich text',
      [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }],
        },
      ],
    ],
    ['an unknown block', [{ type: 'carousel_of_wishes' }]],
  ] as const
  test.each(overLimit)(
    'given a message over a limit (%s), then it is invalid_blocks and logged',
    async (_name, blocks) => {
      const before = workspace().log.errors()
      expect(await refusal(post(blocks))).toBe('invalid_blocks')
      expect(workspace().log.errors()).toBe(before + 1)
    },
  )

  const post = (blocks: readonly object[]) =>
    client.apiCall('chat.postMessage', { channel: sam, text: 'x', blocks: blocks as object[] })

  test.each([
    ['title of 25', { title: plain(25) }],
    ['submit of 25', { submit: plain(25) }],
    ['inputs without submit', { submit: undefined }],
    ['private_metadata of 3001', { private_metadata: 'x'.repeat(3001) }],
    ['101 blocks', { blocks: Array.from({ length: 101 }, () => section) }],
  ])('given a modal over a limit (%s), then it is invalid_arguments', async (_name, change) => {
    const view = { ...composeView, ...change }
    const call = client.apiCall('views.open', { trigger_id: 'any', view: JSON.stringify(view) })
    expect(await refusal(call)).toBe('invalid_arguments')
  })

  test('given no token or a wrong one, then not_authed and invalid_auth', async () => {
    const call = (headers: Record<string, string>) =>
      fetch(`${running.address}/sandbox/slack/api/auth.test`, { method: 'POST', headers }).then((one) =>
        one.json(),
      )
    expect(await call({})).toMatchObject({ ok: false, error: 'not_authed' })
    expect(await call({ authorization: 'Bearer xoxb-other' })).toMatchObject({ error: 'invalid_auth' })
  })

  test('given a channel that the app is not in, or a person who left, then Slack says so', async () => {
    expect(await refusal(client.chat.postMessage({ channel: 'C0MARKET02', text: 'x' }))).toBe(
      'not_in_channel',
    )
    expect(await refusal(client.conversations.open({ users: `${mara},U0DIRK0010` }))).toBe('user_disabled')
    expect(await refusal(client.users.lookupByEmail({ email: 'dirk@example.com' }))).toBe('users_not_found')
    expect(await refusal(client.users.info({ user: 'U0NOBODY' }))).toBe('user_not_found')
  })
})

describe('triggers and view hashes', () => {
  let trigger = ''
  beforeAll(() => {
    running.bot.app.shortcut('grab_trigger', async ({ ack, shortcut }) => {
      trigger = shortcut.trigger_id
      await ack()
    })
  })
  const issue = async () => {
    await slack().shortcut({ user: lena, callbackId: 'grab_trigger' })
    return trigger
  }
  const view = composeView

  test('given a trigger, when it is used twice, then the second use is exchanged_trigger_id', async () => {
    const trigger_id = await issue()
    expect(await refusal(client.views.open({ trigger_id, view }))).toBe('accepted')
    expect(await refusal(client.views.open({ trigger_id, view }))).toBe('exchanged_trigger_id')
    expect(await refusal(client.views.open({ trigger_id: 'made.up', view }))).toBe('invalid_trigger_id')
  })

  test('given an old hash, when a view is updated, then hash_conflict', async () => {
    const opened = await client.views.open({ trigger_id: await issue(), view })
    const view_id = opened.view?.id ?? ''
    const hash = opened.view?.hash ?? ''
    expect(await refusal(client.views.update({ view_id, view, hash }))).toBe('accepted')
    expect(await refusal(client.views.update({ view_id, view, hash }))).toBe('hash_conflict')
  })

  test('given three stacked modals, when a fourth is pushed, then push_limit_reached', async () => {
    await client.views.open({ trigger_id: await issue(), view })
    await client.views.push({ trigger_id: await issue(), view })
    await client.views.push({ trigger_id: await issue(), view })
    expect(await refusal(client.views.push({ trigger_id: await issue(), view }))).toBe('push_limit_reached')
  })
})

describe('the bot’s side of the wire', () => {
  test('given a request without a signature of the sandbox, then real Bolt refuses it', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'echo' })
    const time = String(Math.floor(Date.now() / 1000))
    const sign = (secret: string) =>
      `v0=${createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex')}`
    const send = (signature: string) =>
      fetch(`${running.address}/slack/events`, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'x-slack-request-timestamp': time,
          'x-slack-signature': signature,
        },
      })
    expect((await send(sign('another secret'))).status).toBe(401)
    expect(await (await send(sign(signingSecret))).json()).toEqual({ challenge: 'echo' })
  })

  test('given a bot that does not acknowledge, when people click and type, then each is told', async () => {
    running.bot.app.action('never_acknowledged', async () => {})
    running.bot.app.command('/slow', async () => {})
    const direct = directOf(lena)
    const button = {
      type: 'button' as const,
      action_id: 'never_acknowledged',
      text: { type: 'plain_text' as const, text: 'Go' },
    }
    const posted = await client.chat.postMessage({
      channel: lena,
      text: 'x',
      blocks: [{ type: 'actions', block_id: 'row', elements: [button] }],
    })
    const place = { in: 'message', channel: direct.id, ts: String(posted.ts) } as const
    const clicked = { blockId: 'row', actionId: 'never_acknowledged', input: null, inputs: {} }
    const [byButton, byCommand] = await Promise.all([
      slack().action({ user: lena, place, ...clicked }),
      slack().command({ user: lena, channel: direct.id, command: '/slow', text: '' }),
    ])
    expect(byButton).toEqual({ outcome: 'failed', problem: 'late' })
    expect(byCommand).toEqual({ outcome: 'failed', problem: 'late' })
    expect(direct.messages.at(-1)).toMatchObject({ user: 'USLACKBOT', onlyFor: lena })
    expect(direct.messages.at(-1)?.text).toContain('operation_timeout')
    expect(workspace().log.entries()[0]?.problems[0]).toMatch(/^operation_timeout/)
  })

  test('given metadata on a message, then the history tells it only when asked to', async () => {
    const metadata = { event_type: 'card', event_payload: { card: 'c1' } }
    const posted = await client.chat.postMessage({ channel: mara, text: 'x', metadata })
    const channel = posted.channel ?? ''
    const read = async (include_all_metadata: boolean) =>
      (await client.conversations.history({ channel, include_all_metadata, limit: 1 })).messages?.[0]
    expect(await read(true)).toMatchObject({ metadata })
    expect(await read(false)).not.toHaveProperty('metadata')
  })

  test('given a Home tab, when it is opened, then the bot publishes it', async () => {
    slack().openHome(sam)
    await until(() => workspace().homes.has(sam))
    const home = workspace().homes.get(sam)
    expect(home && listAt(home.definition, 'blocks')[0]?.type).toBe('header')
  })
})

/** Waits for what a change of the workspace brings; fails with the test's own timeout. */
function until(look: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (!look()) return
      forget()
      resolve()
    }
    const forget = workspace().onChange(check)
    check()
  })
}
async function waitForView(user: string) {
  await until(() => topView(user) !== undefined)
  const view = topView(user)
  if (!view) throw new Error('no modal opened')
  return view
}
