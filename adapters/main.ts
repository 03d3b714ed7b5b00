#!/usr/bin/env node
/**
 * The program: reads the environment, checks the configuration, and runs one command of the command line. What only
 * running needs is loaded only then: it takes a second, which nobody should wait for to read the help or a mistake.
 */
import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { formatProblems, problemReport } from '../src/config/explain.ts'
import { loadEnvironment, loadOrganisation } from '../src/config/load.ts'
import type { ConfigProblem, Environment, Organisation } from '../src/config/types.ts'
import { runCli } from './cli/program.ts'
import type { Running } from './compose.ts'
import { createLog } from './log/pino.ts'

const version = '0.1.0'

/** The organisation's file with its text, for messages that quote it. */
interface OrganisationFile {
  readonly name: string
  readonly text: string
  readonly organisation: Organisation | null
  readonly problems: readonly ConfigProblem[]
}

const say = (line: string) => process.stdout.write(`${line}\n`)
const complain = (line: string) => process.stderr.write(`${line}\n`)

async function readOrganisation(name: string): Promise<OrganisationFile> {
  let text: string
  try {
    text = await readFile(name, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    const missing: ConfigProblem = {
      source: 'file',
      path: '',
      line: null,
      column: null,
      message: code === 'ENOENT' ? 'there is no such file' : `the file cannot be read (${code})`,
      suggestion:
        'copy countersign.example.yaml to countersign.yaml, or name your file in COUNTERSIGN_CONFIG',
    }
    return { name, text: '', organisation: null, problems: [missing] }
  }
  const loaded = loadOrganisation(text)
  return loaded.ok
    ? { name, text, organisation: loaded.value, problems: [] }
    : { name, text, organisation: null, problems: loaded.problems }
}

function complainAbout(problems: readonly ConfigProblem[], file: { name: string; text: string }): void {
  complain(formatProblems(problems, { file: file.name, text: file.text }))
}

/** Why the program cannot start, for the operator: one sentence, and what to do. */
function explainFault(error: unknown, environment: Environment): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'EADDRINUSE')
    return `Port ${environment.port} is in use. Set PORT to another one, or stop the other program.`
  if (code === 'EACCES')
    return `Port ${environment.port} is not allowed for this user. Set PORT to one above 1023.`
  return error instanceof Error ? error.message : String(error)
}

function databaseFile(environment: Environment): string | null {
  if (environment.database.type === 'sqlite') return environment.database.file
  complain(
    'DATABASE_URL names PostgreSQL, which this version cannot use yet. Use sqlite:./data/countersign.db, the default.',
  )
  return null
}

function environmentOrComplain(): Environment | null {
  const loaded = loadEnvironment(process.env)
  if (loaded.ok) return loaded.value
  complainAbout(loaded.problems, { name: 'environment', text: '' })
  return null
}

async function launch(environment: Environment): Promise<Running | null> {
  const log = createLog({ level: environment.logLevel })
  if (environment.slack === null) {
    const { runSandbox } = await import('./compose.ts')
    return runSandbox(environment, log)
  }
  const file = await readOrganisation(environment.configFile)
  const database = databaseFile(environment)
  if (file.organisation === null) complainAbout(file.problems, file)
  if (file.organisation === null || database === null) return null
  if (database !== ':memory:') await mkdir(dirname(database), { recursive: true })
  const { runWithSlack } = await import('./compose.ts')
  return runWithSlack({ ...environment, slack: environment.slack }, file.organisation, database, log)
}

/** Resolves when the process was asked to stop and everything is closed. */
function untilStopped(running: Running): Promise<number> {
  return new Promise((resolve) => {
    let asked = false
    const stop = () => {
      if (asked) process.exit(1)
      asked = true
      running.stop().then(
        () => resolve(0),
        () => resolve(1),
      )
    }
    process.on('SIGTERM', stop)
    process.on('SIGINT', stop)
  })
}

async function start(): Promise<number> {
  const environment = environmentOrComplain()
  if (environment === null) return 1
  try {
    const running = await launch(environment)
    if (running === null) return 1
    if (running.sandboxUrl === null) say(`Countersign listens on port ${running.port}.`)
    else
      say(
        `\n  Countersign sandbox: ${running.sandboxUrl}\n  Everything in it is forgotten when it stops (Ctrl+C).\n`,
      )
    return await untilStopped(running)
  } catch (error) {
    complain(explainFault(error, environment))
    return 1
  }
}

async function migrate({ json }: { json: boolean }): Promise<number> {
  const environment = environmentOrComplain()
  const file = environment === null ? null : databaseFile(environment)
  if (environment === null || file === null) return 1
  try {
    if (file !== ':memory:') await mkdir(dirname(file), { recursive: true })
    const { openSqliteStore } = await import('./store-sqlite/open.ts')
    await openSqliteStore({ file }).close()
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
  else say(`${name}: no problems. ${summaryOf(file.organisation)}`)
  return problems.length === 0 ? 0 : 1
}

function summaryOf(organisation: Organisation | null): string {
  if (organisation === null) return ''
  const groups = organisation.groups.map((group) => group.name).join(', ')
  return `${groups} review; ${organisation.executives.length} level(s) of executives; ${organisation.timezone}.`
}

process.exitCode = await runCli(process.argv.slice(2), { start, migrate, checkConfig }, version)
