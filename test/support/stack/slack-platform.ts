/** Slack's adapter, as the stack connects it. */
import { createSlack } from '../../../adapters/slack/index.ts'
import type { Vault } from '../../../src/app/ports.ts'
import type { Host, PlatformUnderTest } from './product.ts'

export const signingSecret = 'the-signing-secret-of-the-scenarios'
export const botToken = 'xoxb-of-the-scenarios'

/** Several workspaces that install the app, instead of one with a token. */
export interface Installing {
  readonly clientId: string
  readonly clientSecret: string
  readonly publicUrl: string
  readonly allowedTeams: readonly string[] | null
  readonly vault: Vault
}

/** @param apiUrl Where Slack's Web API is; given the address of the product itself, which may host an emulated one. */
export const connectSlack =
  (apiUrl: (origin: string) => string, installing?: Installing) =>
  ({ origin, log, database, clock }: Host): PlatformUnderTest => {
    const { installations } = database
    const scopes = () => ['chat:write', 'commands', 'users:read']
    const slack = createSlack({
      botToken: installing === undefined ? botToken : null,
      ...(installing === undefined
        ? {}
        : { installing: { ...installing, installations, scopes, now: () => clock.now() } }),
      apiUrl: apiUrl(origin),
      log,
      people: database.people,
      sourceOf: (sha256) => database.blobs.sourceOf(sha256),
    })
    return {
      ...slack,
      receive: ({ organisation: { command, locale }, ...given }) =>
        slack.receive({ ...given, command, locale, appToken: null, signingSecret }),
    }
  }
