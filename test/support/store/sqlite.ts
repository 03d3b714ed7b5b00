import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStore, type SqliteStoreOptions } from '../../../adapters/store-sqlite/open.ts'
import type { TestDatabase } from '../../contract/database.ts'

/** An empty folder of its own, and how to remove it. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'countersign-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** A database in a file of its own, with real fsync, opened as in production. */
export async function temporarySqlite(
  options: Omit<SqliteStoreOptions, 'file'> = {},
): Promise<TestDatabase & { readonly file: string }> {
  const folder = temporaryFolder()
  const file = join(folder.path, 'countersign.db')
  return {
    file,
    connect: async () => openSqliteStore({ ...options, file }),
    drop: async () => folder.remove(),
  }
}
