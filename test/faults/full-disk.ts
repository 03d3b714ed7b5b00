/**
 * Loaded before the program, `node --import full-disk.ts`: at `SIGUSR2` its SQLite databases may not grow any more, as on a
 * full disk, until the next one. The product knows nothing of it.
 */
import { createRequire } from 'node:module'
import type Database from 'better-sqlite3'

const plenty = 1_073_741_823
const [, program = import.meta.filename] = process.argv
const Sqlite: typeof Database = createRequire(program)('better-sqlite3')
const open = new Set<Database.Database>()
const prepare = Sqlite.prototype.prepare
Sqlite.prototype.prepare = function noted(this: Database.Database, source: string) {
  open.add(this)
  return prepare.call(this, source)
}

let full = false
process.on('SIGUSR2', () => {
  full = !full
  for (const database of open) if (database.open) database.pragma(`max_page_count = ${full ? 1 : plenty}`)
})
