import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '../../../adapters/store-sqlite/connection.ts'
import { migrate } from '../../../adapters/store-sqlite/migrate.ts'
import { shippedMigrations } from '../../../adapters/store-sqlite/open.ts'

let migrated: Uint8Array | null = null

function make(): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-migrated-'))
  const file = join(folder, 'countersign.db')
  const database = connect(file, 1_000)
  migrate(database, shippedMigrations)
  database.close()
  const bytes = readFileSync(file)
  rmSync(folder, { recursive: true, force: true })
  return bytes
}

/** Puts an empty database of the newest schema there, made by the real migrations once in this process and copied since. */
export function putMigratedDatabase(file: string): void {
  migrated ??= make()
  writeFileSync(file, migrated)
}
