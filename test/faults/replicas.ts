/** Replicas of the real program on one database: started, killed, paused and stopped. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Ending, type Program, startProgram } from '../support/process/program.ts'
import type { Target } from './platforms.ts'

export interface Replica {
  readonly index: number
  /** Null while it does not listen. */
  target(): Target | null
  start(): Promise<void>
  kill(): Promise<void>
  /** Stands still as a machine does that is swapping or moved: connections stay, nothing is answered. */
  pause(): void
  resume(): void
  signal(signal: NodeJS.Signals): void
  stop(): Promise<Ending>
  /** What is in the log of all its lives and should not be. */
  logFaults(): readonly string[]
}

export interface ReplicaOptions {
  readonly index: number
  readonly folder: string
  /** The program as bundled, or the sources. */
  readonly program: string
  readonly configuration: string
  readonly environment: Readonly<Record<string, string>>
  /** Errors that are rightly logged, because of what is done to the replica. */
  readonly pardoned?: RegExp
  readonly changed: () => void
}

export function createReplica(options: ReplicaOptions): Replica {
  const { index, folder, program, environment } = options
  const file = join(folder, `countersign-${index}.yaml`)
  writeFileSync(file, options.configuration)
  const variables = { HOST: '127.0.0.1', PORT: '0', COUNTERSIGN_CONFIG: file, ...environment }
  const lives: Program[] = []
  let address: string | null = null
  const present = () => lives.at(-1)
  return {
    index,
    target: () => (address === null ? null : { index, address }),
    async start() {
      const life = startProgram(['start'], variables, folder, program)
      lives.push(life)
      const port = (await life.printed(/listens on port (\d+)/))?.[1]
      if (port === undefined || life !== present()) return
      address = `http://127.0.0.1:${port}`
      options.changed()
    },
    async kill() {
      address = null
      present()?.signal('SIGKILL')
      await present()?.ended
    },
    signal: (signal) => present()?.signal(signal),
    pause: () => present()?.signal('SIGSTOP'),
    resume: () => present()?.signal('SIGCONT'),
    async stop() {
      const life = present()
      if (life === undefined) throw new Error('nothing was started')
      // A balancer stops sending before a replica is told to stop.
      address = null
      await pause(50)
      life.signal('SIGTERM')
      return life.ended
    },
    logFaults: () => lives.flatMap(({ output }) => faultsIn(output, options.pardoned)),
  }
}

/**
 * Somebody did not answer, or not in time, which a machine that has much to do is reason enough for; or a mediation's people
 * were told one by one, because no conversation could hold them.
 */
const unanswered =
  /"code":"(no_conversation|store_unreachable|unreachable|no_answer|lookup_failed|request_timeout|timeout)"/

function faultsIn({ stdout, stderr }: Program['output'], pardoned: RegExp | undefined): readonly string[] {
  const errors = stdout
    .split('\n')
    .filter((line) => line.includes('"level":"error"') || line.includes('"level":"fatal"'))
    .filter((line) => !unanswered.test(line) && pardoned?.test(line) !== true)
  const content = `${stdout}${stderr}`.match(/click-\d+;|Seen, weighed|xoxb-|a-signing-secret/g) ?? []
  // Of an SDK, and nobody's data.
  const complaints = stderr
    .split('\n')
    .filter((line) => line !== '' && !/DeprecationWarning|--trace-deprecation/.test(line))
    .filter((line) => pardoned?.test(line) !== true)
    .join('\n')
  return [
    ...errors.map((line) => `logged: ${line}`),
    ...content.map((found) => `the log tells: ${found}`),
    ...(complaints === '' ? [] : [`on standard error: ${complaints}`]),
  ]
}
