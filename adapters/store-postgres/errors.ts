import { DrizzleQueryError } from 'drizzle-orm'
import { StoreUnavailable } from '../../src/app/ports.ts'

export const postgresUnusableCodes = [
  'no_answer_at_start',
  'wrong_credentials',
  'no_such_database',
  'no_rights',
  'no_encryption',
  'no_tls_file',
  'too_many_connections',
  'old_server',
  'wrong_encoding',
  'not_durable',
  'standby',
  'only_reads',
  'busy_at_start',
  'foreign_database',
] as const

/** The database cannot serve as Countersign's. The message is one line for the operator. Thrown while opening only. */
export class DatabaseUnusable extends Error {
  override readonly name = 'DatabaseUnusable'
  readonly code: (typeof postgresUnusableCodes)[number]
  constructor(code: DatabaseUnusable['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** The database was written by a newer Countersign. Nothing was changed in it. */
export class SchemaTooNew extends Error {
  override readonly name = 'SchemaTooNew'
  readonly code = 'schema_too_new'
  readonly found: number
  readonly known: number
  constructor(database: string, found: number, known: number) {
    super(
      `The database ${database} has schema version ${found}, and this program knows versions up to ${known}. ` +
        'Start the newer Countersign that wrote it, or restore the backup made before the upgrade.',
    )
    this.found = found
    this.known = known
  }
}

/** The connection was lost, or no reply came in time: whether the statement was carried out is unknown. */
export class NoReply extends Error {
  override readonly name = 'NoReply'
}

/** SQLSTATE of the server, or the code of the operating system; empty where the error has neither. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  return typeof code === 'string' ? code : ''
}

/** What failed, without the statement and its parameters, which drizzle puts into its own error. */
export function bare(error: unknown): unknown {
  return error instanceof DrizzleQueryError ? error.cause : error
}

const certificateTrouble =
  /^(SELF_SIGNED\w*|DEPTH_ZERO\w*|UNABLE_TO\w*|CERT_\w*|HOSTNAME_MISMATCH|ERR_TLS\w*|ERR_SSL\w*|EPROTO)$/

const states: readonly (readonly [RegExp, StoreUnavailable['code']])[] = [
  // Serialization failure, deadlock, lock not available.
  [/^(40001|40P01|55P03)$/, 'locked'],
  [/^25006$/, 'read_only'],
  [/^53100$/, 'full'],
  // Connection, shutdown and crash, resources, I/O, a timeout of statements, credentials that changed meanwhile.
  [/^(08...|57P0.|57014|53...|58...|28...|3D000|42501)$/, 'unreachable'],
  [/^(ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOST\w+|ENET\w+|ENOENT|EADDRNOTAVAIL)$/, 'unreachable'],
  [/^(EMFILE|ENFILE|ERR_STREAM_\w+|ERR_SOCKET_\w+)$/, 'unreachable'],
  // A certificate that ran out, or another one, while the program runs.
  [certificateTrouble, 'unreachable'],
]
/** What `pg` says without any code. */
const lost =
  /connection terminated|connection error|timeout expired|timeout exceeded when trying to connect|after calling end|not queryable/i

/** Why the database cannot serve at the moment; null for a fault, which no second try would mend. */
export function troubleOf(error: unknown): StoreUnavailable['code'] | null {
  if (error instanceof NoReply) return 'unreachable'
  const code = codeOf(error)
  const known = states.find(([pattern]) => pattern.test(code))
  if (known !== undefined) return known[1]
  return error instanceof Error && code === '' && lost.test(error.message) ? 'unreachable' : null
}

/** True for what a pooler answers that gives each transaction another session: the name is unknown there, or taken. */
export const isUnprepared = (error: unknown): boolean => /^(26000|42P05)$/.test(codeOf(error))

/** True where a migration changed what a statement gives since this connection prepared it; another one prepares it anew. */
export const isOutdated = (error: unknown): boolean =>
  codeOf(error) === '0A000' && error instanceof Error && /cached plan/.test(error.message)

/** What the port promises for a failed statement. Errors that say nothing about the database stay as they are. */
export function asPortError(error: unknown): unknown {
  const cause = bare(error)
  const trouble = troubleOf(cause)
  return trouble === null ? cause : new StoreUnavailable(trouble, { cause })
}

const sentences: readonly (readonly [RegExp, DatabaseUnusable['code'], string])[] = [
  [/^28P01$/, 'wrong_credentials', 'refuses this user or password. Correct DATABASE_URL.'],
  [
    /^28/,
    'wrong_credentials',
    'does not let this user in like this (its pg_hba.conf). Correct DATABASE_URL; many servers ask for sslmode=verify-full.',
  ],
  [/^3D000$/, 'no_such_database', 'does not exist. Create it, or correct DATABASE_URL.'],
  [
    /^(42501|3F000)$/,
    'no_rights',
    'does not let this user create tables or change them. Run countersign migrate as their owner; see Rights in docs/operations.md.',
  ],
  [
    /^53300$/,
    'too_many_connections',
    'has no connection left. Raise max_connections, lower pool= in DATABASE_URL, or use a pooler.',
  ],
  [
    /^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/,
    'no_encryption',
    'has a certificate for another name. Write the name that is in it into DATABASE_URL.',
  ],
  [/^CERT_HAS_EXPIRED$/, 'no_encryption', 'has a certificate that has expired. Renew it there.'],
  [
    certificateTrouble,
    'no_encryption',
    'has a certificate that cannot be checked. Name its authority: sslrootcert=/path/ca.pem in DATABASE_URL.',
  ],
  [
    /^(40001|40P01|55P03)$/,
    'busy_at_start',
    'is held by another session, so that its tables cannot be brought up to date. End that one (pg_stat_activity), start again.',
  ],
]

/** An operator's words for what went wrong while opening; `database` is its name without the password. */
export function explain(error: unknown, database: string): unknown {
  const cause = bare(error)
  const code = codeOf(cause)
  if (cause instanceof Error && 'path' in cause && 'syscall' in cause && cause.syscall === 'open')
    return new DatabaseUnusable(
      'no_tls_file',
      `DATABASE_URL names the file ${String(cause.path)}, which cannot be read (${code}). Correct it, or its permissions.`,
      { cause },
    )
  if (cause instanceof Error && /password must be a string/.test(cause.message))
    return new DatabaseUnusable(
      'wrong_credentials',
      `The database ${database} asks for a password, and DATABASE_URL has none.`,
      { cause },
    )
  const known = sentences.find(([pattern]) => pattern.test(code))
  if (known !== undefined)
    return new DatabaseUnusable(known[1], `The database ${database} ${known[2]}`, { cause })
  if (cause instanceof Error && /does not support SSL/.test(cause.message))
    return new DatabaseUnusable(
      'no_encryption',
      `The database ${database} does not speak TLS. Turn it on there, or use sslmode=disable on a network of your own.`,
      { cause },
    )
  if (troubleOf(cause) !== 'unreachable') return cause
  const hint = /^\w{3,}$/.test(code) ? ` (${code})` : ''
  return new DatabaseUnusable(
    'no_answer_at_start',
    `The database ${database} does not answer${hint}. Start the server, or correct DATABASE_URL.`,
    { cause },
  )
}
