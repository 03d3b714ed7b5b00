#!/usr/bin/env node
/**
 * The program: reads the environment, checks the configuration, and runs one command of the command line. What only
 * running needs is loaded only then: it takes a second, which nobody should wait for to read the help or a mistake.
 */
import { mediaLinkChecks } from '../src/app/doctor/media.ts'
import { StoreUnavailable } from '../src/app/ports.ts'
import { problemReport } from '../src/config/explain.ts'
import { loadEnvironment } from '../src/config/load.ts'
import type { Environment, Organisation } from '../src/config/types.ts'
import { type CliActions, runCli } from './cli/program.ts'
import { complain, complainAbout, say } from './cli/terminal.ts'
import type { Running } from './compose.ts'
import { createLog } from './log/pino.ts'
import { explainRefusal } from './operator/refusal.ts'
import { readOrganisation } from './system/organisation-file.ts'
import { liveConfiguration } from './system/reload.ts'

const version = '0.1.0'

/** Why the program cannot start, for the operator: what happened, and what to do. */
function explainFault(error: unknown, { port, host }: Environment): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? String(error.code) : ''
  const sentences: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} is in use. Set PORT to another one, or stop the other program.`,
    EACCES: `Port ${port} is not allowed for this user. Set PORT to one above 1023.`,
    EADDRNOTAVAIL: `HOST is ${host}, which is not an address of this machine. Remove it, or name one that is.`,
    ENOTFOUND: `HOST is ${host}, which no address is known for. Remove it, or name an address of this machine.`,
    locked:
      'Another process holds the database and does not let go. Stop it, or name another file in DATABASE_URL.',
    full: 'There is no room left for the database. Free some space on its disk.',
  }
  const ofListening = 'syscall' in error && ['listen', 'getaddrinfo'].includes(String(error.syscall))
  const ours = ofListening || error instanceof StoreUnavailable
  return (ours ? sentences[code] : undefined) ?? error.message
}

function environmentOrComplain(): Environment | null {
  const loaded = loadEnvironment(process.env)
  if (loaded.ok) return loaded.value
  complainAbout(loaded.problems, { name: 'environment', text: '' })
  return null
}

async function launch(environment: Environment): Promise<Running | null> {
  const log = createLog({ level: environment.logLevel })
  if (environment.slack === null && environment.teams === null) {
    const { runSandbox } = await import('./compose.ts')
    return runSandbox(environment, log)
  }
  const file = await readOrganisation(environment.configFile)
  if (file.organisation === null) {
    complainAbout(file.problems, file)
    return null
  }
  const { runWithPlatforms } = await import('./compose.ts')
  const configuration = liveConfiguration(
    environment.configFile,
    { organisation: file.organisation, text: file.text },
    log,
  )
  return runWithPlatforms(environment, configuration, log)
}

/** `SIGHUP` has the configuration read again. One that comes during the start is remembered, not died of. */
function reloadOnSignal(): (running: Running) => void {
  let running: Running | null = null
  let asked = false
  const reload = () => {
    asked = true
    // What goes wrong is logged where it goes wrong; the configuration in force stays.
    running?.reload().catch(() => {})
  }
  process.on('SIGHUP', reload)
  return (started) => {
    running = started
    if (asked) reload()
  }
}

/** Resolves when the process is asked to stop. Asked a second time, it ends at once. */
function askedToStop(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false
    const ask = () => {
      if (asked) process.exit(1)
      asked = true
      resolve()
    }
    process.on('SIGTERM', ask)
    process.on('SIGINT', ask)
  })
}

async function start(): Promise<number> {
  const environment = environmentOrComplain()
  if (environment === null) return 1
  // Listened to from here on, so that a stop in the middle of the start is as orderly as any other.
  const stop = askedToStop()
  try {
    // The sandbox has no configuration of its own, and ends with its terminal.
    const sandboxed = environment.slack === null && environment.teams === null
    const reloadable = sandboxed ? () => {} : reloadOnSignal()
    const running = await launch(environment)
    if (running === null) return 1
    reloadable(running)
    greet(running)
    return await runUntil(stop, running)
  } catch (error) {
    complain(explainFault(error, environment))
    return 1
  }
}

function greet({ sandboxUrl, port }: Running): void {
  if (sandboxUrl === null) say(`Countersign listens on port ${port}.`)
  else
    say(`\n  Countersign sandbox: ${sandboxUrl}\n  Everything in it is forgotten when it stops (Ctrl+C).\n`)
}

/** Runs until asked to stop, or until a chat refuses. Everything is closed when it resolves. */
async function runUntil(stop: Promise<void>, running: Running): Promise<number> {
  const refused = new Promise<unknown>((resolve) => running.connected.catch(resolve))
  const ended = await Promise.race([stop.then(() => 'stopped' as const), refused])
  if (ended !== 'stopped') complain(explainRefusal(ended))
  await running.stop()
  return ended === 'stopped' ? 0 : 1
}

async function migrate({ json }: { json: boolean }): Promise<number> {
  const environment = environmentOrComplain()
  if (environment === null) return 1
  try {
    const { nameOfDatabase, openDatabase } = await import('./operator/database.ts')
    const database = await openDatabase(environment.database)
    await database.close()
    const file = nameOfDatabase(environment.database)
    say(json ? JSON.stringify({ ok: true, file }) : `${file} has the schema of this version.`)
    return 0
  } catch (error) {
    complain(explainFault(error, environment))
    return 1
  }
}

async function checkConfig(options: { file: string | undefined; json: boolean }): Promise<number> {
  const environment = loadEnvironment(process.env)
  const name = options.file ?? (environment.ok ? environment.value.configFile : './countersign.yaml')
  const file = await readOrganisation(name)
  const problems = [...(environment.ok ? [] : environment.problems), ...file.problems]
  if (options.json) say(JSON.stringify(problemReport(problems, name), null, 2))
  else if (problems.length > 0) complainAbout(problems, file)
  else {
    say(`${name}: no problems. ${summaryOf(file.organisation)}`)
    if (environment.ok) for (const note of notesOn(environment.value, file.organisation)) say(note)
  }
  return problems.length === 0 ? 0 : 1
}

/** What is allowed, and may not be meant. */
const notesOn = (environment: Environment, organisation: Organisation | null): readonly string[] =>
  mediaLinkChecks(environment, organisation?.media.links ?? null)
    .filter(({ state }) => state !== 'ok')
    .map(({ title, found, mend }) => `${title} ${found}. ${mend}`)

function summaryOf(organisation: Organisation | null): string {
  if (organisation === null) return ''
  const groups = organisation.groups.map((group) => group.name).join(', ')
  return `${groups} review; ${organisation.executives.length} level(s) of executives; ${organisation.timezone}.`
}

/** Loaded when asked for: most starts need none of it. */
const operator: Omit<CliActions, 'start' | 'migrate' | 'checkConfig'> = {
  manifest: async (options) =>
    options.platform === 'teams'
      ? (await import('./operator/teams-manifest.ts')).writeTeamsPackage({ ...options, version }, process.env)
      : (await import('./operator/manifest.ts')).printManifest(options, process.env),
  doctor: async (options) => (await import('./operator/doctor.ts')).runDoctor(options, process.env),
  backup: async (options) => (await import('./operator/backup.ts')).makeBackup(options, process.env),
  copy: async (options) => (await import('./operator/copy.ts')).copyInstallation(options, process.env),
  copyMedia: async (options) => (await import('./operator/media.ts')).moveMedia(options, process.env),
  reload: async (options) => (await import('./operator/reload.ts')).askForReload(options, process.env),
  installations: async (command, options) =>
    (await import('./operator/installations.ts')).manageInstallations(command, options, process.env),
  people: async (command, options) =>
    (await import('./operator/people.ts')).managePeople(command, options, process.env),
  rotateSecret: async (options) =>
    (await import('./operator/installations.ts')).rotateSecret(options, process.env),
}

process.exitCode = await runCli(process.argv.slice(2), { start, migrate, checkConfig, ...operator }, version)
// Socket Mode's search for a connection cannot be called off, and would keep a stopped process alive for ever. The timer
// itself keeps nothing alive.
setTimeout(() => process.exit(), 500).unref()
