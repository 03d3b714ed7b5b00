import { setTimeout as pause } from 'node:timers/promises'
import { complain, complainAbout, say } from '../cli/terminal.ts'
import { readOrganisation } from '../system/organisation-file.ts'
import { type RunningNote, readPidFile } from '../system/pid-file.ts'
import { databaseOrComplain, type Variables } from './common.ts'
import { nameOfDatabase, noteOfDatabase } from './database.ts'

/** How long the program may take, in milliseconds: it finishes nothing first, so a second is plenty. */
const patience = 15_000
const lookEvery = 50

/** `countersign reload`. */
export async function askForReload({ json }: { json: boolean }, variables: Variables): Promise<number> {
  const database = databaseOrComplain(variables)
  if (database === null) return 1
  const pidFile = noteOfDatabase(database)
  const note = pidFile === null ? null : readPidFile(pidFile)
  if (pidFile === null || note === null) {
    const name = nameOfDatabase(database)
    complain(`No program runs with the database ${name} on this machine. A start reads the file anyway.`)
    return 1
  }
  // Looked at first, because only here somebody reads the lines in question.
  const file = await readOrganisation(note.config)
  if (file.organisation === null) {
    if (json) say(JSON.stringify({ ok: false, problems: file.problems }))
    complainAbout(file.problems, file)
    complain('The configuration in force stays.')
    return 1
  }
  const trouble = await reloadProcess(note, pidFile)
  if (trouble === null)
    say(json ? JSON.stringify({ ok: true, pid: note.pid }) : `${note.config} is in force.`)
  else complain(trouble)
  return trouble === null ? 0 : 1
}

/** Signals the process and waits for its word. Null when the new configuration is in force. */
async function reloadProcess({ pid, reload }: RunningNote, pidFile: string): Promise<string | null> {
  // There the signal would end the process.
  if (process.platform === 'win32') return 'Windows has no such signal. Restart the program instead.'
  try {
    process.kill(pid, 'SIGHUP')
  } catch {
    return `Process ${pid} could not be signalled. Run this as the user that runs the program.`
  }
  const before = reload?.count ?? 0
  for (let waited = 0; waited < patience; waited += lookEvery) {
    await pause(lookEvery)
    const told = readPidFile(pidFile)?.reload ?? null
    if (told === null || told.count <= before) continue
    return told.problems === 0 ? null : `${told.problems} problem(s) found; the configuration in force stays.`
  }
  return `Process ${pid} has not answered within ${patience / 1000} seconds; see its log.`
}
