import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface Child {
  /** Ids of requests whose commit the child was told to be durable, so far. */
  readonly acknowledged: readonly string[]
  /** Resolves when so many were acknowledged, or when the child ended. */
  untilAcknowledged(count: number): Promise<void>
  kill(): void
  readonly finished: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
}

const program = fileURLToPath(new URL('./committing-program.ts', import.meta.url))

/** Starts a process that opens the database and commits `count` requests named `<name>-1` and so on. */
export function startChild(file: string, name: string, count: number): Child {
  const spawned = spawn(process.execPath, [program, file, name, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const acknowledged: string[] = []
  let rest = ''
  let progressed = () => {}
  spawned.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    acknowledged.push(...lines)
    progressed()
  })
  const finished = new Promise<Awaited<Child['finished']>>((resolve, reject) => {
    spawned.on('error', reject)
    spawned.on('close', (code, signal) => resolve({ code, signal }))
  })
  return {
    acknowledged,
    finished,
    kill: () => spawned.kill('SIGKILL'),
    async untilAcknowledged(wanted) {
      const enough = new Promise<void>((resolve) => {
        progressed = () => {
          if (acknowledged.length >= wanted) resolve()
        }
        progressed()
      })
      await Promise.race([enough, finished])
    },
  }
}
