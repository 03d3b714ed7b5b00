/** Which chat platforms are connected, by what the environment names. */
import type { Application } from 'express'
import type { Attachments, Log } from '../../src/app/ports.ts'
import type { App } from '../../src/app/runner.ts'
import type { Environment, Organisation } from '../../src/config/types.ts'
import type { Metrics } from '../metrics/index.ts'
import { createSlack, type Slack } from '../slack/index.ts'
import type { Teams } from '../teams/index.ts'
import type { Database } from './database.ts'

/** Null where the environment names no credentials. */
export interface Platforms {
  readonly slack: Slack | null
  readonly teams: Teams | null
}

/** Asks nothing of Slack until it is used. */
export function slackOf(
  { slack }: Environment,
  database: Database,
  metrics: Metrics,
  log: Log,
): Slack | null {
  if (slack === null) return null
  return createSlack({
    botToken: slack.botToken,
    apiUrl: slack.apiUrl,
    log,
    people: database.people,
    sourceOf: (sha256) => database.blobs.sourceOf(sha256),
    fetch: metrics.fetch('slack', globalThis.fetch),
  })
}

/** Loaded only where Teams is configured. */
export async function teamsOf(
  { teams: settings }: Environment,
  database: Database,
  metrics: Metrics,
  log: Log,
): Promise<Teams | null> {
  if (settings === null) return null
  const { createTeams } = await import('../teams/index.ts')
  return createTeams({
    settings,
    log,
    facts: database.store,
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
    locale,
    app,
  }
  const appToken = environment.slack?.appToken ?? null
  const signingSecret = environment.slack?.signingSecret ?? null
  return [
    slack?.receive({ ...common, command, appToken, signingSecret }) ?? null,
    teams?.receive({ ...common, timezone }) ?? null,
  ].filter((receiver) => receiver !== null)
}

/** Slack names files by ids of its own, Teams by addresses. */
export function attachmentsOf({ slack, teams }: Platforms): Attachments {
  return {
    async fetch(file, limits) {
      const platform = URL.canParse(file.id) ? teams : slack
      return platform?.attachments.fetch(file, limits) ?? { ok: false, reason: 'not_found' }
    },
  }
}
