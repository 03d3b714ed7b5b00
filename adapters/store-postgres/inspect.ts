import type { DatabaseInspection } from '../../src/app/doctor/inspections.ts'
import { nameOf } from './address.ts'
import { codeOf, SchemaTooNew } from './errors.ts'
import { newestSchema, schemaVersion } from './migrate.ts'
import { assembleStore, type PostgresStore, shippedMigrations } from './open.ts'
import { refuseUnfit, withClient } from './start.ts'

export interface InspectedDatabase {
  readonly inspection: DatabaseInspection
  /** To look at cards and timers; null unless the database has this program's schema. To be closed by the caller. */
  readonly store: PostgresStore | null
}

const patience = 5_000

/** Looks at the database without changing it: nothing is created or migrated. Never throws. */
export async function inspectDatabase(
  url: string,
  migrationsFolder = shippedMigrations,
): Promise<InspectedDatabase> {
  const file = nameOf(url)
  const knownSchema = newestSchema(migrationsFolder)
  try {
    const inspection = await withClient(url, patience, async (client, settings) => {
      refuseUnfit(settings, file)
      const schema = await schemaVersion(client, file)
      const { bytes, fsync } = settings
      const durable = { writeAhead: null, flushes: fsync === 'on' }
      return { state: 'open', file, schema, knownSchema, ...durable, freeBytes: null, bytes } as const
    })
    return { inspection, store: inspection.schema === knownSchema ? assembleStore(url) : null }
  } catch (error) {
    const message = error instanceof Error ? error.message : null
    const code = error instanceof SchemaTooNew ? error.code : codeOf(error) || 'unreachable'
    return { inspection: { state: 'unusable', file, code, message, freeBytes: null }, store: null }
  }
}
