import { z } from 'zod'
import type { CommitResult } from '../../src/app/ports.ts'
import type { StoredForm } from '../../src/codec/event.ts'
import type { Connections } from './connection.ts'

const answer = z.tuple([z.tuple([z.number()])])
const stored = z.array(z.tuple([z.string(), z.number(), z.coerce.number(), z.string(), z.string()]))

/** What a function gives instead of a version. */
const duplicate = -2

/** The columns of events, as both functions take them. */
export const eventColumns = (events: readonly StoredForm[]): readonly unknown[] => [
  events.map(({ type }) => type),
  events.map(({ schema }) => schema),
  events.map(({ at }) => at),
  events.map(({ by }) => by),
  events.map(({ payload }) => payload),
]

export interface Append {
  readonly text: string
  readonly values: readonly unknown[]
  readonly expectedVersion: number
  readonly events: readonly StoredForm[]
  /** Selects the columns of a stored form, oldest first, of the events that stand where these would have been put. */
  readonly landedText: string
  readonly landedValues: readonly unknown[]
}

/**
 * Appends to the ledger exactly once.
 *
 * A reply may get lost after the server committed. The statement is then sent again, which changes nothing where the first
 * one arrived, before or after it, because one of them finds its version taken. So a refusal that follows a lost reply is
 * held against the ledger: where these very events stand in it, the commit succeeded. Another replica that fires the same
 * timer in the same millisecond may have written them, which comes to the same.
 */
export async function append(
  connections: Connections,
  { text, values, expectedVersion, events, landedText, landedValues }: Append,
): Promise<CommitResult> {
  let doubtful = false
  const inDoubt = () => {
    doubtful = true
  }
  const version = answer.parse(await connections.query(text, values, { inDoubt }))[0][0]
  if (version > 0) return { ok: true, version }
  if (doubtful) {
    const rows = stored.parse(await connections.query(landedText, landedValues))
    if (areThese(events, rows)) return { ok: true, version: expectedVersion + events.length }
  }
  return { ok: false, reason: version === duplicate ? 'duplicate' : 'conflict' }
}

const areThese = (events: readonly StoredForm[], rows: z.infer<typeof stored>): boolean =>
  rows.length === events.length &&
  events.every(({ type, schema, at, by, payload }, index) =>
    [type, schema, at, by, payload].every((value, column) => rows[index]?.[column] === value),
  )
