/** Slack's adapter, as the stack connects it. */
import { createSlack } from '../../../adapters/slack/index.ts'
import type { Host, PlatformUnderTest } from './product.ts'

export const signingSecret = 'the-signing-secret-of-the-scenarios'
export const botToken = 'xoxb-of-the-scenarios'

/** @param apiUrl Where Slack's Web API is; given the address of the product itself, which may host an emulated one. */
export const connectSlack =
  (apiUrl: (origin: string) => string) =>
  ({ origin, log, database }: Host): PlatformUnderTest => {
    const slack = createSlack({
      botToken,
      apiUrl: apiUrl(origin),
      log,
      people: database.people,
      sourceOf: (sha256) => database.blobs.sourceOf(sha256),
    })
    return {
      ...slack,
      receive: ({ service, redraw, organisation: { command, locale }, app }) =>
        slack.receive({ service, redraw, command, locale, appToken: null, signingSecret, app }),
    }
  }
