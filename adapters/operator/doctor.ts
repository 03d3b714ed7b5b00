import {
  type Check,
  channelsWithoutTeams,
  examine,
  mediaChecks,
  mediaLinkChecks,
  type Patient,
  teamsChannels,
  teamsChecks,
} from '../../src/app/doctor.ts'
import { loadEnvironment } from '../../src/config/load.ts'
import type { ConfigProblem, Environment, Organisation } from '../../src/config/types.ts'
import { doctorReport } from '../cli/doctor-report.ts'
import { say } from '../cli/terminal.ts'
import { createLog } from '../log/pino.ts'
import { createVault } from '../secrets/vault.ts'
import { readOrganisation } from '../system/organisation-file.ts'
import { readPidFile } from '../system/pid-file.ts'
import { defaultConfig, entraGroups, slackUse, type Variables } from './common.ts'
import { type Database, type DatabaseAddress, noteOfDatabase } from './database.ts'
import { inspected } from './installations.ts'

/** As in package.json's `engines`; a test compares them. */
export const leastNode = '22.18'

/** `countersign doctor`. */
export async function runDoctor({ json }: { json: boolean }, variables: Variables): Promise<number> {
  const loaded = loadEnvironment(variables)
  const configFile = loaded.ok ? loaded.value.configFile : (variables.COUNTERSIGN_CONFIG ?? defaultConfig)
  const file = await readOrganisation(configFile)
  const wanted = !loaded.ok || loaded.value.slack !== null || loaded.value.teams !== null || file.text !== ''
  const before = [
    ...(loaded.ok ? [] : loaded.problems.map((one) => problemCheck('Environment', 'environment', one))),
    ...(wanted ? file.problems.map((one) => problemCheck('Configuration', 'configuration', one)) : []),
    ...(file.organisation === null
      ? []
      : [fine('configuration', 'Configuration', `${file.name} has no problems`)]),
  ]
  const after = loaded.ok ? await examineAll(loaded.value, file.organisation) : []
  const checks = [...before, ...after]
  const well = checks.every(({ state }) => state !== 'problem')
  say(json ? JSON.stringify({ ok: well, checks }, null, 2) : doctorReport(checks))
  return well ? 0 : 1
}

const fine = (id: string, title: string, found: string): Check => ({
  id,
  title,
  state: 'ok',
  found,
  mend: null,
})

function problemCheck(
  title: string,
  id: string,
  { line, column, message, suggestion }: ConfigProblem,
): Check {
  const place = line === null || column === null ? '' : `${line}:${column}: `
  const mend = suggestion ?? 'See countersign check-config, which shows the line.'
  return { id, title, state: 'problem', found: `${place}${message}`, mend }
}

async function examineAll(
  environment: Environment,
  organisation: Organisation | null,
): Promise<readonly Check[]> {
  const { database } = environment
  if (database.type === 'sqlite' && database.file === ':memory:') {
    const found = 'is in memory: everything is lost at a stop'
    const mend = 'Set DATABASE_URL to a file, sqlite:./data/countersign.db for example.'
    return [{ id: 'database', title: 'Database', state: 'problem', found, mend }]
  }
  const { inspection, store } = await inspect(database)
  try {
    const checks = await examine({
      node: { version: process.versions.node, least: leastNode },
      database: inspection,
      work: store,
      ...(await platformOf(environment, organisation, store)),
      organisation,
      now: Date.now(),
    })
    return [
      ...checks,
      ...(await mediaOf(environment)),
      ...(await teamsOf(environment, organisation, store)),
      ...mediaLinkChecks(environment, organisation?.media.links ?? null),
      ...(environment.slack === null && environment.teams === null ? [noPlatform] : []),
      processCheck(database),
    ]
  } finally {
    await store?.close()
  }
}

const noPlatform: Check = {
  id: 'token',
  title: 'Slack',
  state: 'warning',
  found: 'is not configured: the program opens the sandbox',
  mend: 'Set SLACK_BOT_TOKEN, and SLACK_APP_TOKEN or SLACK_SIGNING_SECRET; see docs/operations.md.',
}

async function platformOf(
  { slack, secret, logLevel }: Environment,
  organisation: Organisation | null,
  store: Database | null,
): Promise<Pick<Patient, 'platform' | 'installations'>> {
  if (slack === null) return { platform: null }
  const { inspectSlack, inspectInstalled } = await import('../slack/inspect.ts')
  const { scopesFor } = await import('../slack/scopes.ts')
  // The report says it all; warnings of the SDK between its lines would not help.
  const log = createLog({ level: logLevel === 'debug' || logLevel === 'trace' ? logLevel : 'silent' })
  const { botToken, appToken, apiUrl, oauth } = slack
  const seen = async (email: string) => {
    const person = await store?.people.byEmail(email).catch(() => null)
    return person?.identities ?? []
  }
  const scopes = scopesFor(slackUse(organisation))
  const common = { apiUrl, log, seen, now: Date.now }
  if (botToken !== null)
    return { platform: { inspector: inspectSlack({ ...common, botToken, appToken }), scopes } }
  if (oauth === null || secret === null || store === null) return { platform: null, installations: [] }
  const vault = createVault(secret)
  const { installations } = store
  const inspector = inspectInstalled({ ...common, installations, vault, allowedTeams: oauth.allowedTeams })
  return {
    platform: { inspector, scopes },
    installations: (await installations.list()).map((one) => inspected(one, vault, oauth.allowedTeams)),
  }
}

async function teamsOf(
  { teams: settings }: Environment,
  organisation: Organisation | null,
  database: Database | null,
): Promise<readonly Check[]> {
  const channels = organisation === null ? [] : teamsChannels(organisation)
  if (settings === null) return channelsWithoutTeams(channels)
  const { inspectTeams } = await import('../teams/inspect.ts')
  const facts = database === null ? {} : { facts: database.store }
  const named = { groups: entraGroups(organisation), channels }
  return teamsChecks(await inspectTeams({ settings, ...facts, now: Date.now }, named))
}

async function mediaOf({ media: address }: Environment): Promise<readonly Check[]> {
  if (address === null) return []
  const { inspectMedia } = await import('../blobs-s3/inspect.ts')
  return mediaChecks(await inspectMedia({ address }))
}

async function inspect(database: DatabaseAddress) {
  if (database.type === 'sqlite')
    return (await import('../store-sqlite/inspect.ts')).inspectDatabase(database.file)
  return (await import('../store-postgres/inspect.ts')).inspectDatabase(database.url)
}

function processCheck(database: DatabaseAddress): Check {
  const place = noteOfDatabase(database)
  const note = place === null ? null : readPidFile(place)
  if (note !== null) return fine('process', 'Program', `runs as process ${note.pid}`)
  const found = 'does not run on this machine with this database'
  return {
    id: 'process',
    title: 'Program',
    state: 'warning',
    found,
    mend: 'Start it, unless it is meant to be stopped.',
  }
}
