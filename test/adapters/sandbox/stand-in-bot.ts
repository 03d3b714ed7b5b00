/**
 * A small bot on real Bolt that tells the sandbox's story in the fewest messages: what the emulated Slack is tested
 * against, independently of the product.
 */
import { App, ExpressReceiver, LogLevel } from '@slack/bolt'
import type { Application } from 'express'
import type { Clock } from '../../../src/app/ports.ts'

/** What Bolt has to say about deliberately bad behaviour is not a test's output. */
export const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
}

const eightHours = 8 * 3_600_000
const plain = (text: string) => ({ type: 'plain_text' as const, text })

const button = (action: string, text: string, style?: 'primary' | 'danger') => ({
  type: 'button' as const,
  action_id: action,
  text: plain(text),
  value: action,
  ...(style ? { style } : {}),
})

const textInput = (id: string, label: string, multiline = true) => ({
  type: 'input' as const,
  block_id: id,
  label: plain(label),
  element: { type: 'plain_text_input' as const, action_id: 'value', multiline, max_length: 3000 },
})

const levels = ['1', '2', '3', '4', '5'].map((value) => ({ text: plain(value), value }))
const levelInput = (id: string, label: string) => ({
  type: 'input' as const,
  block_id: id,
  label: plain(label),
  element: { type: 'static_select' as const, action_id: 'value', options: levels },
})

export const composeView = {
  type: 'modal' as const,
  callback_id: 'compose',
  title: plain('Request approval'),
  submit: plain('Submit'),
  close: plain('Cancel'),
  notify_on_close: true,
  blocks: [
    {
      type: 'section' as const,
      text: { type: 'mrkdwn' as const, text: 'Security and Legal will see *exactly* what you enter here.' },
    },
    {
      type: 'input' as const,
      block_id: 'channels',
      label: plain('Channels'),
      element: {
        type: 'checkboxes' as const,
        action_id: 'value',
        options: ['linkedin', 'instagram'].map((value) => ({ text: plain(value), value })),
      },
    },
    textInput('text', 'Text of the post'),
    {
      type: 'input' as const,
      block_id: 'slot',
      optional: true,
      label: plain('Planned for'),
      element: { type: 'datetimepicker' as const, action_id: 'value' },
    },
    {
      type: 'input' as const,
      block_id: 'media',
      optional: true,
      label: plain('Media'),
      element: { type: 'file_input' as const, action_id: 'value', max_files: 3 },
    },
    textInput('need_why', 'Why it matters'),
  ],
}

const decideView = (verb: string) => ({
  type: 'modal' as const,
  callback_id: `decide:${verb}`,
  title: plain('Your decision'),
  submit: plain('Decide'),
  blocks:
    verb.startsWith('rule') || verb === 'state_position'
      ? [textInput(verb === 'state_position' ? 'would_accept' : 'rationale', 'In your words')]
      : [
          levelInput('likelihood', 'Likelihood'),
          levelInput('impact', 'Impact'),
          textInput('reason', 'Reason'),
        ],
})

interface Card {
  readonly channel: string
  readonly ts: string
  readonly title: string
}

export interface StandInBot {
  readonly app: App
  /** Block ids to file ids that came with the last submission of the form. */
  readonly submissions: Record<string, unknown>[]
  readonly heard: string[]
  nextDeadline(): Promise<number | null>
  /** Starts over, as the product does when its database is replaced. */
  forget(): void
  stop(): void
}

const people = {
  mara: 'U0MARA0001',
  sam: 'U0SAM00003',
  lena: 'U0LENA0005',
  carla: 'U0CARLA007',
}

/** Mounts the bot's receiver on `server` at /slack/events. */
export function startStandInBot(options: {
  server: Application
  signingSecret: string
  botToken: string
  slackApiUrl: string
  clock: Clock
}): StandInBot {
  const receiver = new ExpressReceiver({
    signingSecret: options.signingSecret,
    app: options.server,
    endpoints: '/slack/events',
    logger: silent,
  })
  const app = new App({
    receiver,
    token: options.botToken,
    logger: silent,
    deferInitialization: true,
    clientOptions: { slackApiUrl: options.slackApiUrl, retryConfig: { retries: 0 } },
  })
  const stopping = new AbortController()
  const cards = new Map<string, Card>()
  const decided = new Set<string>()
  let mediationEnds: number | null = null
  const bot: StandInBot = {
    app,
    submissions: [],
    heard: [],
    nextDeadline: () => Promise.resolve(mediationEnds),
    forget() {
      cards.clear()
      decided.clear()
      mediationEnds = null
    },
    stop: () => stopping.abort(),
  }

  const card = (title: string, lines: string[], buttons: ReturnType<typeof button>[]) => [
    { type: 'header' as const, text: plain(title) },
    ...lines.map((text) => ({ type: 'section' as const, text: { type: 'mrkdwn' as const, text } })),
    ...(buttons.length > 0 ? [{ type: 'actions' as const, elements: buttons }] : []),
  ]
  const show = async (
    key: string,
    to: string,
    title: string,
    lines: string[],
    buttons: ReturnType<typeof button>[],
  ) => {
    const blocks = card(title, lines, buttons)
    const known = cards.get(key)
    if (known) {
      await app.client.chat.update({ channel: known.channel, ts: known.ts, text: title, blocks })
      return
    }
    const sent = await app.client.chat.postMessage({ channel: to, text: title, blocks })
    cards.set(key, { channel: sent.channel ?? to, ts: sent.ts ?? '', title })
  }
  const review = [
    button('choice:approve', 'Approve', 'primary'),
    button('choice:approve_with_conditions', 'Approve with conditions'),
    button('choice:request_changes', 'Request changes'),
    button('choice:reject', 'Reject', 'danger'),
  ]

  const mediate = async () => {
    const opened = await app.client.conversations.open({
      users: [people.mara, people.sam, people.lena].join(),
    })
    mediationEnds = options.clock.now() + eightHours
    const seconds = Math.floor(mediationEnds / 1000)
    await show(
      'mediation',
      opened.channel?.id ?? '',
      'Post #1: find a way together',
      [
        `Security said no, Legal said yes with conditions. You have until <!date^${seconds}^{date_short_pretty} at {time}|later>.`,
      ],
      [button('choice:state_position', 'State your position', 'primary')],
    )
    await options.clock.sleepUntil(mediationEnds, stopping.signal)
    if (stopping.signal.aborted) return
    mediationEnds = null
    await show(
      'brief',
      people.carla,
      'Post #1: your ruling',
      ['*Should the launch post go out?*'],
      [
        button('choice:rule_approve', 'Approve', 'primary'),
        button('choice:rule_approve_with_conditions', 'Approve with conditions'),
        button('choice:rule_reject', 'Reject', 'danger'),
      ],
    )
  }

  app.command('/countersign', async ({ ack, command, client }) => {
    await client.views.open({ trigger_id: command.trigger_id, view: composeView })
    await ack()
  })
  app.shortcut('request_approval', async ({ ack, shortcut, client }) => {
    await ack()
    await client.views.open({ trigger_id: shortcut.trigger_id, view: composeView })
  })
  app.view('compose', async ({ ack, view, body }) => {
    const text = view.state.values.text?.value?.value ?? ''
    if (text.includes('forbidden')) {
      await ack({ response_action: 'errors', errors: { text: 'Please choose another word.' } })
      return
    }
    bot.submissions.push(view.state.values)
    await ack()
    await show('mara', body.user.id, 'Your post #1 is being reviewed', [`> ${text}`], [])
    await show('sam', people.sam, 'Post #1 needs your decision', [`> ${text}`], review)
    await show('lena', people.lena, 'Beitrag #1 wartet auf Ihre Entscheidung', [`> ${text}`], review)
  })
  app.view({ callback_id: 'compose', type: 'view_closed' }, async ({ ack }) => {
    bot.heard.push('view_closed')
    await ack()
  })
  app.action(/^choice:/, async ({ ack, action, body, client }) => {
    await ack()
    if (body.type !== 'block_actions' || !('action_id' in action)) return
    await client.views.open({ trigger_id: body.trigger_id, view: decideView(action.action_id.slice(7)) })
  })
  app.view(/^decide:/, async ({ ack, view, body, client }) => {
    await ack()
    const verb = view.callback_id.slice('decide:'.length)
    const name = body.user.id === people.sam ? 'sam' : body.user.id === people.lena ? 'lena' : 'other'
    if (verb === 'state_position') {
      const place = cards.get('mediation')
      const said = view.state.values.would_accept?.value?.value ?? ''
      if (place) await client.chat.postMessage({ channel: place.channel, text: said, thread_ts: place.ts })
    } else if (verb.startsWith('rule')) {
      await show('brief', people.carla, 'Post #1: ruled', ['You decided.'], [])
      for (const key of ['mara', 'sam', 'lena'])
        await show(key, '', 'Post #1: ruled', ['Carla Reyes approved it with conditions.'], [])
      await show('mediation', '', 'Post #1: ruled', ['Carla Reyes approved it with conditions.'], [])
    } else {
      decided.add(name)
      await show(name, '', 'Thank you', [`You chose *${verb}*.`], [])
      if (decided.has('sam') && decided.has('lena')) void mediate()
    }
  })
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: {
        type: 'home',
        blocks: [
          { type: 'header', text: plain('Your overview') },
          { type: 'section', text: { type: 'mrkdwn', text: 'Nothing waits for you.' } },
          { type: 'actions', elements: [button('new_post', 'Request a post', 'primary')] },
        ],
      },
    })
  })
  app.message(/./, async ({ message }) => {
    bot.heard.push(`message ${'text' in message ? message.text : ''}`)
  })
  return bot
}
