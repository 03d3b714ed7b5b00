/** The real program in a process of its own, started as an operator starts it. */
import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Ending {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface Program {
  /** Everything printed so far; complete once `ended` has resolved. */
  readonly output: { readonly stdout: string; readonly stderr: string }
  /** The first match on standard output, as soon as it is there; null when the program ended without printing it. */
  printed(pattern: RegExp): Promise<RegExpExecArray | null>
  signal(signal: NodeJS.Signals): void
  readonly ended: Promise<Ending>
}

const main = fileURLToPath(new URL('../../../adapters/main.ts', import.meta.url))

/** Variables of the tests' own process that the program must have to run at all; no other is handed on. */
const inherited = Object.fromEntries(
  ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'SystemRoot'].flatMap((name) =>
    process.env[name] === undefined ? [] : [[name, process.env[name]]],
  ),
)

/** Compiled code is kept between the many starts, which saves a third of each. It is the same program all the same. */
const compiled = { NODE_COMPILE_CACHE: join(tmpdir(), 'countersign-compiled-for-tests') }

/**
 * `cwd` is where relative paths of the configuration begin: a temporary folder, never the repository. `program` is what an
 * operator starts: the sources, or a bundle of them.
 */
export function startProgram(
  commandLine: readonly string[],
  environment: Readonly<Record<string, string>>,
  cwd: string,
  program = main,
): Program {
  const child = spawn(process.execPath, [program, ...commandLine], {
    cwd,
    env: { ...inherited, ...compiled, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { stdout: '', stderr: '' }
  const waiting = new Set<() => void>()
  const progressed = () => {
    for (const look of [...waiting]) look()
  }
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      output[stream] += chunk
      progressed()
    })
  const ended = new Promise<Ending>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal }))
  })
  return {
    output,
    ended,
    signal: (signal) => void child.kill(signal),
    printed: (pattern) =>
      new Promise((resolve) => {
        const look = () => {
          const found = pattern.exec(output.stdout)
          if (found === null) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
        ended.then(() => resolve(pattern.exec(output.stdout)))
      }),
  }
}

/** Runs a command to its end. */
export async function runProgram(
  commandLine: readonly string[],
  environment: Readonly<Record<string, string>>,
  cwd: string,
  program = main,
): Promise<Ending & Program['output']> {
  const running = startProgram(commandLine, environment, cwd, program)
  return { ...(await running.ended), ...running.output }
}
