import { databaseFrom, hostFrom, portFrom, urlFrom } from './environment-values.ts'
import type { Loaded } from './load.ts'
import { mediaFrom } from './media.ts'
import { secretFrom } from './secret.ts'
import { slackFrom } from './slack.ts'
import { closest, didYouMean } from './suggest.ts'
import { teamsFrom } from './teams.ts'
import type { ConfigProblem, Environment } from './types.ts'
import { environmentVariables } from './variables.ts'

type Variables = Readonly<Record<string, string | undefined>>

/** Says what is wrong with a variable. The message never repeats a value: most of them are secrets. */
export type Complain = (name: string, message: string, suggestion?: string | null) => null
/** The variable's value without surrounding space; null when it is absent or empty. */
export type Lookup = (name: string) => string | null

const logLevels: readonly Environment['logLevel'][] = [
  'fatal',
  'error',
  'warn',
  'info',
  'debug',
  'trace',
  'silent',
]

/** The environment, validated; every problem at once. */
export function environmentFrom(variables: Variables): Loaded<Environment> {
  const problems: ConfigProblem[] = []
  const complain: Complain = (name, message, suggestion = null) => {
    const text = `${name} ${message}.`
    problems.push({ source: 'environment', path: name, line: null, column: null, message: text, suggestion })
    return null
  }
  const look: Lookup = (name) => variables[name]?.trim() || null
  checkNames(variables, complain)
  checkQuotes(variables, complain)
  const slack = slackFrom(look, complain)
  const teams = teamsFrom(look, complain)
  const value: Environment = {
    database: databaseFrom(look, complain),
    media: mediaFrom(look, complain),
    port: portFrom(look, complain),
    // Without Slack and Teams the sandbox runs, which must not be reachable from elsewhere.
    host: hostFrom(look, complain) ?? (slack === null && teams === null ? '127.0.0.1' : '0.0.0.0'),
    publicUrl: urlFrom('PUBLIC_URL', look, complain)?.replace(/\/+$/, '') ?? null,
    configFile: look('COUNTERSIGN_CONFIG') ?? './countersign.yaml',
    secret: secretFrom(look, complain),
    slack,
    teams,
    logLevel: logLevelFrom(look, complain),
  }
  return problems.length === 0 ? { ok: true, value } : { ok: false, problems }
}

/** Names that are one slip away from a known one. */
function checkNames(variables: Variables, complain: Complain): void {
  const known = environmentVariables.map((each) => each.name)
  for (const name of Object.keys(variables)) {
    if (!variables[name]?.trim()) continue
    // Only in our own name spaces and only near misses: an environment holds many variables of others.
    if (known.includes(name) || !/^(COUNTERSIGN|MEDIA|SLACK|MICROSOFT_APP|TEAMS)_/.test(name)) continue
    const meant = closest(name, known, 2)
    if (meant !== null && variables[meant] === undefined && Math.abs(meant.length - name.length) <= 2)
      complain(name, 'is not a variable that Countersign knows', `Did you mean ${meant}?`)
  }
}

/** Docker's `--env-file` passes quotes on as they are, and a token with quotes around it fails in puzzling ways. */
function checkQuotes(variables: Variables, complain: Complain): void {
  for (const { name } of environmentVariables)
    if (/^\s*(["']).*\1\s*$/.test(variables[name] ?? ''))
      complain(
        name,
        'has quotes around its value',
        'Remove them: some programs pass them on as part of the value.',
      )
}

function logLevelFrom(look: Lookup, complain: Complain): Environment['logLevel'] {
  const text = look('LOG_LEVEL')
  if (text === null) return 'info'
  const level = logLevels.find((each) => each === text)
  if (level !== undefined) return level
  complain('LOG_LEVEL', `must be one of ${logLevels.join(', ')}`, didYouMean(text, logLevels))
  return 'info'
}
