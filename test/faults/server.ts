/** A PostgreSQL server of this run's own, which can be restarted. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { temporaryFolder } from '../support/store/sqlite.ts'

export interface Server {
  readonly url: string
  /** Stops it as a crash does, and starts it again. Resolves when it takes connections. */
  restart(): Promise<void>
  stop(): Promise<void>
}

const program = fileURLToPath(new URL('../support/postgres/server.ts', import.meta.url))

export async function startServer(): Promise<Server> {
  const folder = temporaryFolder()
  const supervisor = spawn(process.execPath, [program, folder.path, String(process.pid)], {
    stdio: 'inherit',
  })
  const ended = new Promise((resolve) => supervisor.once('exit', resolve))
  const ready = join(folder.path, 'ready.json')
  const untilReady = async (times: number) => {
    for (;;) {
      const found = existsSync(ready) ? note.parse(JSON.parse(readFileSync(ready, 'utf8'))) : null
      if (found !== null && found.starts >= times) return found
      if (supervisor.exitCode !== null) throw new Error('PostgreSQL did not start')
      await pause(20)
    }
  }
  let { url, starts } = await untilReady(1)
  return {
    url,
    async restart() {
      supervisor.kill('SIGUSR2')
      starts = (await untilReady(starts + 1)).starts
    },
    async stop() {
      supervisor.kill('SIGTERM')
      await ended
    },
  }
}

const note = z.object({ url: z.string(), starts: z.number() })
