import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { encodeButton } from '../../../adapters/slack/button.ts'
import { violations } from '../../../adapters/slack/limits.ts'
import type { detailsView } from '../../../adapters/slack/render-details.ts'
import { formView } from '../../../adapters/slack/render-form.ts'
import { LookupFailed, StoreUnavailable } from '../../../src/app/ports.ts'
import type { Service } from '../../../src/app/service.ts'
import { asPlain } from '../../../src/view/text.ts'
import { aForm, fakeService } from '../../support/slack/fake-service.ts'
import { Harness, slackAt, team } from '../../support/slack/harness.ts'
import { buttonsIn, shownText } from '../../support/slack/reading.ts'
import { refused, WebApiDouble } from '../../support/slack/web-api-double.ts'

let api: WebApiDouble
let harness: Harness
let called: ReturnType<typeof fakeService>['called']

beforeEach(async () => {
  api = await new WebApiDouble().start()
  api.always('auth.test', { json: { ok: true, team_id: team, user_id: 'UBOT' } })
  api.always('conversations.open', { json: { ok: true, channel: { id: 'D9' } } })
  harness = new Harness()
})
afterEach(async () => {
  await harness.stop()
  await api.stop()
})

async function given(behaviour: Partial<Service> = {}, now?: () => number): Promise<void> {
  const fake = fakeService(behaviour)
  called = fake.called
  await harness.start(slackAt(api.url), fake.service, now)
}

const identity = { platform: 'slack', tenant: team, user: 'U1' }
const digest = 'b'.repeat(64)
const button = (
  follows: 'form' | 'confirm' | 'act',
  verb: 'approve' | 'withdraw' | 'details' = 'approve',
) => ({
  action_id: `choice:${verb}`,
  value: encodeButton({ request: 'R1', verb, digest, version: 4, follows, locale: 'de' }),
})
const refusal = {
  outcome: 'refused' as const,
  code: 'stale_revision' as const,
  locale: 'de' as const,
  title: asPlain('Nicht mehr aktuell'),
  lines: [[{ type: 'text' as const, text: asPlain('Bitte sehen Sie sich die neue Fassung an.') }]],
}
const views = (method: string) =>
  api.of(method).map((call) => JSON.parse(call.arguments.view ?? call.arguments.blocks ?? 'null'))

describe('signatures', () => {
  const soon = () => Math.floor(Date.now() / 1000)
  const cases: [string, Parameters<Harness['event']>[1]][] = [
    ['a wrong secret', { secret: 'another' }],
    ['no signature', { signature: null }],
    ['a signature of nothing', { signature: 'v0=' }],
    ['a signature that is none', { signature: 'nonsense' }],
    ['a timestamp of ten minutes ago', { at: soon() - 600 }],
    ['a timestamp in ten minutes', { at: soon() + 600 }],
    ['a timestamp a year ahead', { at: soon() + 31_536_000 }],
    ['a timestamp that is none', { headers: { 'x-slack-request-timestamp': 'now' } }],
  ]
  test.each(cases)(
    'given %s, when a click arrives, then it is refused and nothing is asked',
    async (_, signing) => {
      await given()
      expect((await harness.click(button('act'), {}, signing)).status).toBe(401)
      expect(called).toEqual([])
    },
  )

  test('given a right signature, then Slack gets its challenge back', async () => {
    await given()
    const body = JSON.stringify({ type: 'url_verification', challenge: 'c-1' })
    expect(await harness.post(body, 'application/json')).toEqual({ status: 200, body: { challenge: 'c-1' } })
  })
})

describe('the command and the shortcut', () => {
  test.each([
    ['post', 'post'],
    ['Beitrag', 'post'],
    ['channel', 'channel'],
    ['kanal bitte', 'channel'],
  ])('given %s, when it is sent, then the form for a %s opens', async (text, kind) => {
    await given()
    expect((await harness.command(text)).status).toBe(200)
    await harness.settle()
    expect(called).toEqual([{ method: 'compose', input: { identity, kind } }])
    expect(views('views.open').map((view) => view.callback_id)).toEqual(['form'])
  })

  test.each(['', 'help', 'hilfe', 'what?', 'constructor', '__proto__'])(
    'given "%s", when it is sent, then the menu opens',
    async (text) => {
      await given()
      await harness.command(text)
      await harness.settle()
      const [menu] = views('views.open')
      expect(violations(menu)).toEqual([])
      expect(shownText(menu)).toContain('So geht es.')
      expect(buttonsIn(menu).map((one) => one.action_id)).toEqual(['new:post', 'new:channel', 'mine'])
    },
  )

  test('given the menu, when a kind is chosen, then the form takes its place', async () => {
    await given()
    const view = { id: 'V7', type: 'modal', callback_id: 'menu' }
    await harness.click({ action_id: 'new:channel' }, { view, channel: undefined })
    await harness.settle()
    expect(api.of('views.update').map((call) => call.arguments.view_id)).toEqual(['V7'])
  })

  test('given the shortcut, when it is used, then the menu opens; an unknown one is told to be out of date', async () => {
    await given()
    await harness.interaction({ type: 'shortcut', callback_id: 'request_approval', trigger_id: 't1' })
    await harness.interaction({ type: 'shortcut', callback_id: 'gone', trigger_id: 't2' })
    await harness.settle()
    expect(views('views.open').map((view) => view.callback_id)).toEqual(['menu', 'saying'])
  })

  test('given an expired trigger, when a form should open, then the person is asked to click again', async () => {
    await given()
    api.always('views.open', refused('expired_trigger_id'))
    await harness.command('post')
    await harness.settle()
    const [told] = api.of('chat.postEphemeral')
    expect(told?.arguments).toMatchObject({ channel: 'C1', user: 'U1' })
    expect(told?.arguments.blocks).toContain('click the button once more')
  })

  test('given a person who may not ask, when they try, then they are told why', async () => {
    await given({ compose: async () => refusal })
    await harness.command('post')
    await harness.settle()
    expect(shownText(views('views.open'))).toContain('Bitte sehen Sie sich die neue Fassung an.')
  })

  test('given a fault, when a form should open, then the person hears that it may not have been recorded', async () => {
    await given({ compose: () => Promise.reject(new LookupFailed('down')) })
    expect((await harness.command('post')).status).toBe(200)
    await harness.settle()
    expect(shownText(views('views.open'))).toContain('may not have been recorded')
  })
})

describe('choices', () => {
  test('given a choice that acts, when it is clicked, then it is committed before it is acknowledged', async () => {
    const begun = Promise.withResolvers<void>()
    const committed = Promise.withResolvers<void>()
    const { service } = fakeService()
    await given({
      choose: async (click) => {
        begun.resolve()
        await committed.promise
        return service.choose(click)
      },
    })
    let acknowledged = false
    const clicked = harness.click(button('confirm'), { trigger_id: 't-1' }).then((answer) => {
      acknowledged = true
      return answer
    })
    await begun.promise
    // A whole round trip later an early acknowledgement would be here.
    await harness.post(JSON.stringify({ type: 'url_verification', challenge: 'c' }), 'application/json')
    expect(acknowledged).toBe(false)
    committed.resolve()
    expect((await clicked).status).toBe(200)
    expect(called[0]?.input).toEqual({
      identity,
      request: 'R1',
      verb: 'approve',
      digest,
      dedupeKey: `slack:${team}:action:t-1`,
    })
  })

  test('given a store that cannot be written, when a choice acts, then the person hears that it may not have been recorded', async () => {
    await given({ choose: () => Promise.reject(new StoreUnavailable('full')) })
    expect((await harness.click(button('act'))).status).toBe(200)
    await harness.settle()
    expect(shownText(views('views.open'))).toContain('Möglicherweise wurde das nicht gespeichert')
  })

  test('given the same click delivered twice, then both deliveries have the same key', async () => {
    await given()
    await harness.click(button('act'), { trigger_id: 't-2' })
    await harness.click(button('act'), { trigger_id: 't-2' }, { headers: { 'x-slack-retry-num': '1' } })
    const keys = called.map((call) => (call.input as { dedupeKey: string }).dedupeKey)
    expect(new Set(keys).size).toBe(1)
    expect(keys).toHaveLength(2)
  })

  test('given a choice with a form, when it is clicked, then the form opens with what it is for', async () => {
    const purpose = {
      type: 'verb' as const,
      verb: 'approve' as const,
      request: 'R1',
      digest,
      subject: 'legal',
    }
    await given({ choose: async () => ({ outcome: 'form', form: { ...aForm, purpose, locale: 'de' } }) })
    await harness.click(button('form'))
    await harness.settle()
    const [view] = views('views.open')
    expect(JSON.parse(view.private_metadata)).toEqual({ purpose, locale: 'de' })
  })

  test('given a refused click and no time left for a modal, then the person is told where they clicked', async () => {
    await given({ choose: async () => refusal })
    api.always('views.open', refused('expired_trigger_id'))
    await harness.click(button('act'))
    await harness.settle()
    expect(shownText(views('chat.postEphemeral'))).toContain('Bitte sehen Sie sich die neue Fassung an.')
  })

  test('given no way to tell them there, then they are told in their direct messages', async () => {
    await given({ choose: async () => refusal })
    api.always('views.open', refused('expired_trigger_id'))
    api.always('chat.postEphemeral', refused('not_in_channel'))
    await harness.click(button('act'))
    await harness.settle()
    expect(api.of('chat.postMessage')[0]?.arguments.channel).toBe('D9')
  })

  test('given a commit that took longer than Slack waits, then the person hears that it is recorded all the same', async () => {
    let time = Date.now()
    await given(
      {
        choose: async () => {
          time += 4000
          return {
            outcome: 'done',
            locale: 'en',
            request: 'R1',
            number: 1,
            message: asPlain('It is approved.'),
          }
        },
      },
      () => time,
    )
    await harness.click(button('act'))
    await harness.settle()
    expect(shownText(views('chat.postEphemeral'))).toContain('It is approved.')
  })

  const unknown: [string, { action_id: string; value?: string }][] = [
    ['an old action', { action_id: 'approve_v1', value: JSON.stringify({ r: 'R1', v: 'approve' }) }],
    ['a forged verb', { action_id: 'choice:approve', value: JSON.stringify({ r: 'R1', v: 'launch' }) }],
    ['no value', { action_id: 'choice:approve' }],
    ['no JSON', { action_id: 'page:next', value: '<script>' }],
  ]
  test.each(unknown)(
    'given %s, when it is clicked, then the person hears that it is out of date',
    async (_, action) => {
      await given()
      expect((await harness.click(action)).status).toBe(200)
      await harness.settle()
      expect(called).toEqual([])
      expect(shownText(views('views.open'))).toContain('out of date')
      expect(harness.redrawn).toEqual(action.value?.includes('R1') === true ? ['R1'] : [])
    },
  )

  test('given a stranger of another workspace, when they click, then the service hears which one', async () => {
    await given()
    await harness.click(button('act'), { user: { id: 'U8', team_id: 'TOTHER' }, team: { id: 'TOTHER' } })
    expect(called[0]?.input).toMatchObject({ identity: { tenant: 'TOTHER', user: 'U8' } })
  })
})

describe('submitted forms', () => {
  const view = {
    ...formView(aForm, { mention: () => null, fileOf: () => null }),
    state: {
      values: {
        'field:text': { value: { type: 'plain_text_input', value: `${'x'.repeat(2999)}é` } },
        'field:link': { value: { type: 'url_text_input', value: null } },
      },
    },
  }

  test('given answers, when they are sent, then the service gets them with one key for the opened form', async () => {
    await given()
    const answer = await harness.submit(view)
    expect(called).toEqual([
      {
        method: 'submit',
        input: {
          identity,
          purpose: { type: 'compose', kind: 'post' },
          values: {
            text: { type: 'text', text: `${'x'.repeat(2999)}é` },
            link: { type: 'text', text: '' },
          },
          dedupeKey: `slack:${team}:view:V1`,
        },
      },
    ])
    expect(answer.body).toMatchObject({ response_action: 'update' })
    expect(shownText(answer.body)).toContain('Request #7 is on its way.')
  })

  test('given a decision, when it is sent, then all modals close', async () => {
    await given()
    const purpose = { type: 'verb', verb: 'reject', request: 'R1', digest }
    const metadata = JSON.stringify({ purpose, locale: 'de' })
    const answer = await harness.submit({ ...view, private_metadata: metadata })
    expect(answer.body).toEqual({ response_action: 'clear' })
  })

  test('given errors, then they stand beside their fields and the form stays', async () => {
    await given({ submit: async () => ({ outcome: 'errors', errors: { link: asPlain('No address.') } }) })
    expect((await harness.submit(view)).body).toEqual({
      response_action: 'errors',
      errors: { 'field:link': 'No address.' },
    })
  })

  test('given a refusal, then the person reads why and gets back every word they typed', async () => {
    await given({ submit: async () => refusal })
    const { body } = await harness.submit(view)
    expect(violations((body as { view: unknown }).view)).toEqual([])
    expect(shownText(body)).toContain('Bitte sehen Sie sich die neue Fassung an.')
    expect(shownText(body)).toContain(`${'x'.repeat(2999)}é`)
  })

  test('given a full disk, then the form stays with every answer and says that nothing may have been recorded', async () => {
    await given({ submit: () => Promise.reject(new StoreUnavailable('full')) })
    const { status, body } = await harness.submit(view)
    expect(status).toBe(200)
    expect(body).toMatchObject({ response_action: 'errors' })
    expect(JSON.stringify(body)).toContain('may not have been recorded')
  })

  test('given a form of an older version, then nothing is asked and what was typed comes back', async () => {
    await given()
    const { body } = await harness.submit({ ...view, private_metadata: '{"purpose":"old"}' })
    expect(called).toEqual([])
    expect(shownText(body)).toContain('x'.repeat(2999))
  })

  test('given a commit that took longer than Slack waits, then the person hears that it is recorded', async () => {
    let time = Date.now()
    const slow = fakeService().service
    await given(
      {
        submit: (input) => {
          time += 3500
          return slow.submit(input)
        },
      },
      () => time,
    )
    await harness.submit(view)
    await harness.settle()
    expect(shownText(views('chat.postMessage'))).toContain('Request #7 is on its way.')
  })
})

describe('details and App Home', () => {
  const long = asPlain('word '.repeat(20_000))
  const card: Parameters<typeof detailsView>[0] = {
    type: 'request',
    request: 'R1',
    number: 7,
    version: 4,
    digest,
    role: 'reviewer',
    locale: 'en',
    tone: 'action',
    headline: asPlain('Post #7 needs your decision'),
    title: asPlain('Spring'),
    status: [],
    question: null,
    facts: [],
    need: [],
    content: [
      { label: asPlain('Text'), value: [{ type: 'text', text: long }], changes: null, emphasis: 'body' },
    ],
    media: [],
    revisionNote: null,
    risk: null,
    positions: [],
    consequences: [],
    deadline: null,
    next: [],
    choices: [],
  }

  test('given a long request, when its pages are turned, then they change in the same modal', async () => {
    await given({ details: async () => ({ outcome: 'card', card }) })
    await harness.click(button('act', 'details'))
    await harness.settle()
    const [first] = views('views.open')
    const next = buttonsIn(first).find((one) => one.action_id === 'page:next')
    await harness.click(
      { action_id: 'page:next', value: next?.value ?? '' },
      { view: { id: 'V3', type: 'modal', callback_id: 'details' } },
    )
    await harness.settle()
    expect(shownText(views('views.update'))).toContain('Page 2 of')
  })

  test('given App Home, when it is opened, then it is published once however often Slack tells', async () => {
    await given()
    const event = { type: 'app_home_opened', user: 'U1', tab: 'home', channel: 'D1', event_ts: '1' }
    await harness.event(event, {}, 'Ev1')
    await harness.event(event, { headers: { 'x-slack-retry-num': '1' } }, 'Ev1')
    await harness.settle()
    expect(called.map((call) => call.method)).toEqual(['home'])
    expect(views('views.publish').map((view) => view.type)).toEqual(['home'])
  })

  test('given somebody without access, when they open App Home, then it says why', async () => {
    await given({ home: async () => refusal })
    await harness.event({ type: 'app_home_opened', user: 'U1', tab: 'home', channel: 'D1', event_ts: '1' })
    await harness.settle()
    expect(shownText(views('views.publish'))).toContain('Bitte sehen Sie sich die neue Fassung an.')
  })
})
