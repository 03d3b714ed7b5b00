/** Real Bolt behind real HTTP: signs payloads as Slack does and posts them to a port of its own. */
import { createHmac, randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import express from 'express'
import {
  createSlack,
  type Slack,
  type SlackOptions,
  type SlackReceiver,
} from '../../../adapters/slack/index.ts'
import type { Log } from '../../../src/app/ports.ts'
import type { Service } from '../../../src/app/service.ts'

export const signingSecret = 'a-secret-of-the-tests'
export const team = 'T000000001'

export const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** The Slack adapter against a Web API at `apiUrl`; nobody is known and no file came from Slack unless said. */
export function slackAt(apiUrl: string, also: Partial<SlackOptions> = {}): Slack {
  return createSlack({
    botToken: 'xoxb-test',
    apiUrl,
    log: silent,
    people: { byId: async () => null },
    sourceOf: async () => null,
    ...also,
  })
}

export interface Posted {
  readonly status: number
  readonly body: unknown
}
interface Signing {
  /** Seconds; now by default. */
  readonly at?: number
  readonly secret?: string
  readonly signature?: string | null
  readonly headers?: Record<string, string>
}

export class Harness {
  readonly redrawn: string[] = []
  #server: Server | null = null
  #receiver: SlackReceiver | null = null
  #url = ''

  async start(slack: Slack, service: Service, now?: () => number): Promise<this> {
    const app = express()
    this.#receiver = slack.receive({
      service,
      redraw: async (request) => void this.redrawn.push(request),
      command: '/countersign',
      locale: 'en',
      appToken: null,
      signingSecret,
      app,
      ...(now === undefined ? {} : { now }),
    })
    const server = app.listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const address = server.address()
    if (typeof address !== 'object' || address === null) throw new Error('no port')
    this.#server = server
    this.#url = `http://127.0.0.1:${address.port}/slack/events`
    return this
  }

  /** Waits until everything that was begun is done, and closes the port. */
  async stop(): Promise<void> {
    await this.#receiver?.stop()
    const server = this.#server
    server?.closeAllConnections()
    await new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve)))
  }

  /** Waits for what goes on after the acknowledgement. */
  async settle(): Promise<void> {
    await this.#receiver?.stop()
  }

  async post(body: string, type: string, signing: Signing = {}): Promise<Posted> {
    const at = signing.at ?? Math.floor(Date.now() / 1000)
    const mac = createHmac('sha256', signing.secret ?? signingSecret)
      .update(`v0:${at}:${body}`)
      .digest('hex')
    const signature = signing.signature === undefined ? `v0=${mac}` : signing.signature
    const response = await fetch(this.#url, {
      method: 'POST',
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': String(at),
        ...(signature === null ? {} : { 'x-slack-signature': signature }),
        ...signing.headers,
      },
      body,
    })
    const text = await response.text()
    return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text }
  }

  form(fields: Record<string, string>, signing?: Signing): Promise<Posted> {
    return this.post(new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded', signing)
  }

  event(event: object, signing?: Signing, id = `Ev${randomUUID()}`): Promise<Posted> {
    const body = {
      type: 'event_callback',
      team_id: team,
      api_app_id: 'A1',
      event_id: id,
      event_time: 1,
      event,
    }
    return this.post(JSON.stringify(body), 'application/json', signing)
  }

  command(text: string, also: Record<string, string> = {}): Promise<Posted> {
    return this.form({
      command: '/countersign',
      text,
      user_id: 'U1',
      team_id: team,
      channel_id: 'C1',
      trigger_id: `trigger-${randomUUID()}`,
      ...also,
    })
  }

  interaction(payload: object, signing?: Signing): Promise<Posted> {
    const whole = {
      team: { id: team, domain: 'test' },
      user: { id: 'U1', team_id: team, name: 'one' },
      api_app_id: 'A1',
      token: 't',
      ...payload,
    }
    return this.form({ payload: JSON.stringify(whole) }, signing)
  }

  click(
    action: { action_id: string; value?: string },
    also: object = {},
    signing?: Signing,
  ): Promise<Posted> {
    return this.interaction(
      {
        type: 'block_actions',
        trigger_id: `trigger-${randomUUID()}`,
        channel: { id: 'D1', name: 'directmessage' },
        container: { type: 'message', message_ts: '1700000000.000100', channel_id: 'D1' },
        actions: [{ type: 'button', block_id: 'b', action_ts: '1700000001.1', ...action }],
        ...also,
      },
      signing,
    )
  }

  submit(view: object, also: object = {}): Promise<Posted> {
    return this.interaction({
      type: 'view_submission',
      trigger_id: `trigger-${randomUUID()}`,
      view: { id: 'V1', type: 'modal', hash: 'h1', ...view },
      ...also,
    })
  }
}
