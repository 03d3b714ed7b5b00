import { createHash } from 'node:crypto'
import type { Client } from 'pg'

/** What a set of rows is, whatever their order, in little memory. */
export interface Fingerprint {
  add(row: readonly unknown[]): void
  /** Equal where as many rows were added, and the same ones. */
  value(): string
}

/** The number of rows, and the sum of their SHA-256 digests. */
export function createFingerprint(): Fingerprint {
  let rows = 0
  let sum = 0n
  return {
    add(row) {
      rows += 1
      sum += BigInt(`0x${digestOf(JSON.stringify(row.map(plain)))}`)
    },
    value: () => `${rows} ${sum.toString(16)}`,
  }
}

const digestOf = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex')

/** The same for what the two databases mean by the same: whole numbers come as text from one, truth as 0 and 1 from the other. */
function plain(value: unknown): string | null {
  if (value === null) return null
  if (value instanceof Uint8Array) return digestOf(value)
  return typeof value === 'boolean' ? String(Number(value)) : String(value)
}

/** Every row of a table, a few at a time. Needs a transaction. */
export async function* rowsOf(
  client: Client,
  table: string,
  columns: readonly string[],
): AsyncGenerator<readonly unknown[]> {
  const names = columns.map((name) => `"${name}"`).join(', ')
  await client.query(`declare copied no scroll cursor for select ${names} from "${table}"`)
  // Media are large: one at a time.
  const text = `fetch ${columns.includes('bytes') ? 1 : 500} from copied`
  for (;;) {
    const { rows } = await client.query<unknown[]>({ text, rowMode: 'array' })
    if (rows.length === 0) break
    yield* rows
  }
  await client.query('close copied')
}
