import { type Check, ok, problem, warning } from './check.ts'
import type { DatabaseInspection } from './inspections.ts'

const gigabyte = 1024 ** 3
const megabyte = 1024 ** 2

/** `version` without the v, `least` as in package.json's `engines`: `22.18`. */
export function nodeCheck(version: string, least: string): Check {
  const subject = { id: 'node', title: 'Node' }
  if (!isOlder(version, least)) return ok(subject, version)
  return problem(
    subject,
    `${version} is older than ${least}, which the program needs`,
    `Install Node ${least} or later, or run it through npm, which brings its own.`,
  )
}

function isOlder(version: string, least: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [leastMajor = 0, leastMinor = 0] = least.split('.').map(Number)
  return major < leastMajor || (major === leastMajor && minor < leastMinor)
}

export function databaseChecks(database: DatabaseInspection): readonly Check[] {
  switch (database.state) {
    case 'missing':
      return [missing(database), ...disk(database)]
    case 'unusable':
      return [
        problem(
          { id: 'database', title: 'Database' },
          `${database.file} cannot be used (${database.code})`,
          database.message ?? `Look ${database.code} up in docs/errors.md.`,
        ),
        ...disk(database),
      ]
    case 'open':
      return [
        ok({ id: 'database', title: 'Database' }, `${database.file}, ${inWords(database.bytes)}, writable`),
        schema(database.schema, database.knownSchema),
        ...(database.writeAhead === null ? [] : [journal(database.writeAhead)]),
        ...(database.flushes === false ? [doesNotFlush] : []),
        ...disk(database),
      ]
    default:
      return database satisfies never
  }
}

function missing({ file, folderWritable }: DatabaseInspection & { state: 'missing' }): Check {
  const subject = { id: 'database', title: 'Database' }
  if (!folderWritable)
    return problem(
      subject,
      `${file} does not exist and cannot be made: its folder is not writable`,
      'Give this user write access to the folder, or name another file in DATABASE_URL.',
    )
  return warning(
    subject,
    `${file} does not exist yet`,
    'Nothing to do before the first start, which makes it. Otherwise check DATABASE_URL.',
  )
}

function schema(found: number, known: number): Check {
  const subject = { id: 'schema', title: 'Schema' }
  if (found === known) return ok(subject, `version ${found}`)
  return found > known
    ? problem(
        subject,
        `version ${found} is newer than ${known}, which this program knows`,
        'Start the newer Countersign that wrote it, or restore the backup made before the upgrade.',
      )
    : warning(
        subject,
        `version ${found} is older than ${known}`,
        'Make a backup, then start the program or run countersign migrate. Cards and timers are looked at after that.',
      )
}

function journal(writeAhead: boolean): Check {
  const subject = { id: 'journal', title: 'Write-ahead log' }
  if (writeAhead) return ok(subject, 'on')
  return warning(
    subject,
    'off',
    'Nothing to do after a restore: the next start switches it on. Otherwise use a local disk.',
  )
}

const doesNotFlush = problem(
  { id: 'durability', title: 'Durability' },
  'the server has fsync = off: a power cut loses or damages what was acknowledged',
  'Set fsync = on in its configuration.',
)

function disk({ freeBytes }: DatabaseInspection): readonly Check[] {
  const subject = { id: 'disk', title: 'Disk' }
  if (freeBytes === null) return []
  const found = `${inWords(freeBytes)} free`
  const mend = 'Free space on the database’s disk, or move the database to a larger one.'
  if (freeBytes < 100 * megabyte) return [problem(subject, `only ${found}`, mend)]
  return [freeBytes < gigabyte ? warning(subject, `only ${found}`, mend) : ok(subject, found)]
}

function inWords(bytes: number): string {
  return bytes >= gigabyte ? `${(bytes / gigabyte).toFixed(1)} GB` : `${(bytes / megabyte).toFixed(1)} MB`
}
