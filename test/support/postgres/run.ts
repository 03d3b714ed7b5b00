/**
 * A place for the one PostgreSQL server of a test run. The first test that asks for a database starts it, so that runs
 * without any need no server; here it is stopped.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    readonly postgres: { readonly folder: string; readonly run: number }
  }
}

export default function setup(project: TestProject): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-postgres-'))
  project.provide('postgres', { folder, run: process.pid })
  return async () => {
    const note = join(folder, 'supervisor.pid')
    if (existsSync(note)) {
      const pid = Number(readFileSync(note, 'utf8'))
      try {
        process.kill(pid, 'SIGTERM')
      } catch {
        // It has ended by itself.
      }
      for (let waited = 0; existsSync(folder) && waited < 10_000; waited += 50) await pause(50)
    }
    rmSync(folder, { recursive: true, force: true })
  }
}
