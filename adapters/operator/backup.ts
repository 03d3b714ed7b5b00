import { complain, say } from '../cli/terminal.ts'
import { databaseOrComplain, type Variables } from './common.ts'

/** `countersign backup <file>`. */
export async function makeBackup(
  { file, json }: { file: string; json: boolean },
  variables: Variables,
): Promise<number> {
  const database = databaseOrComplain(variables)
  if (database === null) return 1
  if (database.type === 'postgres') {
    complain('PostgreSQL has its own backups: pg_dump, or continuous archiving. See docs/operations.md.')
    return 1
  }
  const { backUp } = await import('../store-sqlite/backup.ts')
  const shows = process.stderr.isTTY && !json
  const progress = (share: number) => {
    if (shows) process.stderr.write(`\r${Math.round(share * 100)} %`)
  }
  try {
    const summary = await backUp(database.file, file, progress)
    if (shows) process.stderr.write('\r')
    const { requests, events, bytes } = summary
    const size = `${(bytes / 1024 ** 2).toFixed(1)} MB`
    if (json) say(JSON.stringify({ ok: true, file, ...summary }))
    else say(`${file}: ${requests} request(s), ${events} event(s), ${size}. Checked: no damage.`)
    return 0
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error))
    return 1
  }
}
