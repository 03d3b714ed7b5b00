/**
 * A note beside the database about the process that runs on it, so that the command line finds it: a signal and a file
 * need no port, no secret and no permission beyond that of the same user.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const reload = z.object({
  /** How many reloads were asked for since the start, this one included. */
  count: z.number(),
  /** What is wrong with the file; empty when the new configuration is in force. */
  problems: z.number(),
})
const note = z.object({
  pid: z.number().int().positive(),
  /** When the process began, as the system tells it: process ids are given again, and to others. */
  began: z.string(),
  /** Absolute path of the configuration that it reads. */
  config: z.string(),
  reload: reload.nullable(),
})

/** What the note says. */
export type RunningNote = z.infer<typeof note>

export const pidFileOf = (database: string): string => `${database}.pid`

/** The note of a process that is alive; null when none is, whatever a killed one left behind. */
export function readPidFile(file: string): RunningNote | null {
  let found: RunningNote
  try {
    found = note.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
  return beganOf(found.pid) === found.began ? found : null
}

export interface PidFile {
  /** The note of another living process that was there before; null as a rule. */
  readonly before: RunningNote | null
  /** Says how the last reload went. */
  reloaded(outcome: { count: number; problems: number }): void
  /** Removes the note, unless another process has put its own there since. */
  remove(): void
}

/** Leaves a note about this process. Throws where the folder cannot be written. */
export function writePidFile(file: string, config: string): PidFile {
  const before = readPidFile(file)
  const own: RunningNote = { pid: process.pid, began: beganOf(process.pid) ?? '', config, reload: null }
  const write = (reload: RunningNote['reload']) => {
    // In one step, so that nobody reads half of it.
    const part = `${file}.${process.pid}`
    writeFileSync(part, JSON.stringify({ ...own, reload }), { mode: 0o600 })
    renameSync(part, file)
  }
  write(null)
  return {
    before,
    reloaded: write,
    remove() {
      if (readPidFile(file)?.pid === process.pid) rmSync(file, { force: true })
    },
  }
}

/** When a process began, in words that differ between two processes of one id; null when there is none. */
function beganOf(pid: number): string | null {
  try {
    if (process.platform === 'linux') {
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      // The name in parentheses may hold blanks; the start, in ticks since the boot, is the 20th field after it.
      const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
      return ticks === undefined ? null : `${boot} ${ticks}`
    }
    const told = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    return told === '' ? null : told
  } catch {
    return null
  }
}
