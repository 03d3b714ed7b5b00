import express from 'express'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { formView } from '../../../adapters/slack/render-form.ts'
import { asPlain } from '../../../src/view/text.ts'
import { aForm, fakeService } from '../../support/slack/fake-service.ts'
import { slackAt, team } from '../../support/slack/harness.ts'
import { SocketServer } from '../../support/slack/socket-server.ts'
import { WebApiDouble } from '../../support/slack/web-api-double.ts'

let api: WebApiDouble
let socket: SocketServer

beforeEach(async () => {
  api = await new WebApiDouble().start()
  socket = await new SocketServer().start()
  api.always('auth.test', { json: { ok: true, team_id: team } })
  api.always('apps.connections.open', { json: { ok: true, url: socket.url } })
})
afterEach(async () => {
  await socket.stop()
  await api.stop()
})

const submission = {
  type: 'view_submission',
  team: { id: team, domain: 'test' },
  user: { id: 'U1', team_id: team },
  view: {
    ...formView(aForm, { mention: () => null, fileOf: () => null }),
    id: 'V1',
    state: { values: { 'field:text': { value: { type: 'plain_text_input', value: 'Hello' } } } },
  },
}

test('given an app token, when a form is sent over Socket Mode, then the answer comes back over it', async () => {
  const fake = fakeService({
    submit: async () => ({ outcome: 'errors', errors: { text: asPlain('Too short.') } }),
  })
  const receiver = slackAt(api.url).receive({
    service: fake.service,
    redraw: async () => undefined,
    command: '/countersign',
    locale: 'en',
    appToken: 'xapp-test',
    signingSecret: null,
    app: express(),
  })
  await receiver.start()
  try {
    const acknowledged = await socket.send('e-1', 'interactive', submission)
    expect(acknowledged.payload).toEqual({
      response_action: 'errors',
      errors: { 'field:text': 'Too short.' },
    })
    expect(fake.called.map((call) => call.method)).toEqual(['submit'])
    expect(api.of('apps.connections.open')[0]?.authorization).toBe('Bearer xapp-test')
  } finally {
    await receiver.stop()
  }
})

test('given neither an app token nor a signing secret, then Slack cannot be received', () => {
  const { service } = fakeService()
  const options = {
    service,
    redraw: async () => undefined,
    command: '/c',
    locale: 'en' as const,
    app: express(),
  }
  expect(() => slackAt(api.url).receive({ ...options, appToken: null, signingSecret: null })).toThrow()
})
