/** Which chat platforms are connected, by what the environment names. */
import type { Application } from 'express'
import type { MediaAddress } from '../../src/app/media-links.ts'
import type { Attachments, Blobs, Clock, Log } from '../../src/app/ports.ts'
import type { App } from '../../src/app/runner.ts'
import type { Environment, Organisation } from '../../src/config/types.ts'
import type { Metrics } from '../metrics/index.ts'
import { createVault } from '../secrets/vault.ts'
import { createSlack, type Slack, type SlackOptions } from '../slack/index.ts'
import { scopesFor } from '../slack/scopes.ts'
import type { Teams } from '../teams/index.ts'
import { slackUse } from './common.ts'
import type { Database } from './database.ts'

/** Null where the environment names no credentials. */
export interface Platforms {
  readonly slack: Slack | null
  readonly teams: Teams | null
}

/** Asks nothing of Slack until it is used. */
export function slackOf(
  environment: Environment,
  {
    organisation,
    database,
    blobs,
    metrics,
    log,
  }: { organisation: () => Organisation; database: Database; blobs: Blobs; metrics: Metrics; log: Log },
): Slack | null {
  if (environment.slack === null) return null
  return createSlack({
    botToken: environment.slack.botToken,
    ...installingFrom(environment, organisation, database),
    apiUrl: environment.slack.apiUrl,
    log,
    people: database.people,
    sourceOf: (sha256) => blobs.sourceOf(sha256),
    fetch: metrics.fetch('slack', globalThis.fetch),
  })
}

/** What several workspaces need; nothing where one token is configured. */
function installingFrom(
  { slack, publicUrl, secret }: Environment,
  organisation: () => Organisation,
  { installations }: Database,
): Pick<SlackOptions, 'installing'> {
  // The environment is complete: without an address and a key it is refused.
  if (slack === null || slack.oauth === null || publicUrl === null || secret === null) return {}
  const scopes = () => scopesFor(slackUse(organisation())).map(({ scope }) => scope)
  const vault = createVault(secret)
  return { installing: { ...slack.oauth, publicUrl, installations, vault, scopes } }
}

/** Loaded only where Teams is configured. */
export async function teamsOf(
  { teams: settings }: Environment,
  {
    database,
    addressOf,
    metrics,
    clock,
    log,
  }: {
    database: Database
    addressOf: MediaAddress
    metrics: Metrics
    clock: Pick<Clock, 'now'>
    log: Log
  },
): Promise<Teams | null> {
  if (settings === null) return null
  const { createTeams } = await import('../teams/index.ts')
  return createTeams({
    settings,
    log,
    addressOf,
    facts: database.store,
    // Until when Teams wants nothing more is told to all replicas.
    now: clock.now,
    fetch: metrics.fetch('teams', globalThis.fetch),
  })
}

/** What takes people's clicks, one for each platform. */
export function receiversOf(
  { slack, teams }: Platforms,
  environment: Environment,
  { command, locale, timezone }: Organisation,
  product: App,
  app: Application,
) {
  const common = {
    service: product.service,
    redraw: (request: string) => product.redraw(request),
    connected: () => product.reconnected(),
    locale,
    app,
  }
  const appToken = environment.slack?.appToken ?? null
  const signingSecret = environment.slack?.signingSecret ?? null
  return [
    slack?.receive({
      ...common,
      membersChanged: () => product.refreshMembers(),
      command,
      appToken,
      signingSecret,
    }) ?? null,
    teams?.receive({ ...common, appAdded: (identity) => product.appAdded(identity), timezone }) ?? null,
  ].filter((receiver) => receiver !== null)
}

/** Where a platform's files are fetched. */
interface Fetches {
  readonly attachments: Attachments
}

/** Slack names files by ids of its own, Teams by addresses. */
export function attachmentsOf({
  slack,
  teams,
}: Readonly<Record<keyof Platforms, Fetches | null>>): Attachments {
  return {
    async fetch(file, limits) {
      const platform = URL.canParse(file.id) ? teams : slack
      return platform?.attachments.fetch(file, limits) ?? { ok: false, reason: 'not_found' }
    },
  }
}
