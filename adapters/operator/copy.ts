import { databaseFrom } from '../../src/config/environment-values.ts'
import { complain, say } from '../cli/terminal.ts'
import { readPidFile } from '../system/pid-file.ts'
import type { Variables } from './common.ts'
import { type DatabaseAddress, nameOfDatabase, noteOfDatabase } from './database.ts'

/** `countersign copy <from> [to]`. */
export async function copyInstallation(
  { from, to, json }: { from: string; to: string | undefined; json: boolean },
  variables: Variables,
): Promise<number> {
  const source = addressOf(from)
  const target = addressOf(to ?? variables.DATABASE_URL?.trim() ?? '')
  if (source?.type !== 'sqlite' || source.file === ':memory:' || target?.type !== 'postgres') {
    complain(
      'Name a file and a server: countersign copy sqlite:./data/countersign.db postgres://user:password@host/db.',
    )
    return 1
  }
  const place = noteOfDatabase(source)
  const running = place === null ? null : readPidFile(place)
  if (running !== null) {
    complain(
      `Process ${running.pid} runs on ${source.file}. Stop it first: what people do meanwhile would be left behind.`,
    )
    return 1
  }
  return copy(source.file, target, json)
}

async function copy(
  file: string,
  target: DatabaseAddress & { readonly type: 'postgres' },
  json: boolean,
): Promise<number> {
  const shows = process.stderr.isTTY && !json
  const progress = (share: number) => {
    if (shows) process.stderr.write(`\r${Math.round(share * 100)} %`)
  }
  try {
    const { openExport } = await import('../store-sqlite/export.ts')
    const { importFrom } = await import('../store-postgres/import.ts')
    const source = openExport(file)
    try {
      const { tables, streams } = await importFrom(source, target.url, progress)
      if (shows) process.stderr.write('\r')
      const rows = tables.reduce((sum, table) => sum + table.rows, 0)
      const name = nameOfDatabase(target)
      const files = tables.find((table) => table.name === 'blob')?.rows ?? 0
      if (json) say(JSON.stringify({ ok: true, target: name, tables, streams }))
      else
        say(
          `${name}: ${rows} row(s) of ${tables.length} tables, ${streams} stream(s) of the ledger. Compared: all the same.\n` +
            `${files} file(s) of media in the database came along; those in a store stay there, for the same MEDIA_URL.`,
        )
      return 0
    } finally {
      source.close()
    }
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error))
    return 1
  }
}

/** Null for what is none. */
function addressOf(text: string): DatabaseAddress | null {
  let sound = true
  const address = databaseFrom(
    () => text,
    () => {
      sound = false
      return null
    },
  )
  return sound ? address : null
}
