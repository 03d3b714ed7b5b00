import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '../../../adapters/store-sqlite/connection.ts'
import { migrate } from '../../../adapters/store-sqlite/migrate.ts'
import { shippedMigrations } from '../../../adapters/store-sqlite/open.ts'

let template: string | null = null

function make(): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-template-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'countersign.db')
  const database = connect(file, 1_000)
  migrate(database, shippedMigrations)
  database.close()
  return file
}

/** Puts an empty database of the newest schema there, made by the real migrations once in this process and copied since. */
export function putMigratedDatabase(file: string): void {
  template ??= make()
  copyFileSync(template, file)
}
