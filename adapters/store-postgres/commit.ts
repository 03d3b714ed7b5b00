import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { CardKey, Commit, CommitResult, Ids } from '../../src/app/ports.ts'
import { purposeKey, recipientKey } from '../../src/codec/card-key.ts'
import { encodeEvent, type StoredForm } from '../../src/codec/event.ts'
import { storableText } from '../../src/codec/text.ts'
import type { RequestId } from '../../src/domain/flavour.ts'
import type { Connections } from './connection.ts'

const appendSql = `select append_events(
  $1, $2, $3, $4, $5::text[], $6::integer[], $7::bigint[], $8::text[], $9::text[],
  $10, $11, $12, $13, $14, $15, $16, $17, $18, $19::text[], $20::text[], $21::text[], $22::boolean[])`
const landedSql = `select type, schema, at, "by", payload from event
  where request = $1 and version > $2 and version <= $3 order by version`
const seenSql = 'select request from dedupe where key = $1'

const answer = z.tuple([z.tuple([z.number()])])
const stored = z.array(z.tuple([z.string(), z.number(), z.coerce.number(), z.string(), z.string()]))
const found = z.array(z.tuple([z.string()])).max(1)

export const anyIds: Ids = { next: randomUUID }

/** The columns of new cards, as `append_events` and `addCards` take them. */
export function cardColumns(cards: readonly CardKey[], ids: Ids) {
  return {
    ids: cards.map(() => ids.next()),
    recipients: cards.map(({ recipient }) => recipientKey(recipient)),
    purposes: cards.map(({ purpose }) => purposeKey(purpose)),
    living: cards.map(({ purpose }) => purpose.type === 'living'),
  }
}

/** See `Store.commit`. Throws a plain error for a commit that contradicts itself: that is a fault of the caller. */
export function createCommit(connections: Connections, ids: Ids) {
  /**
   * True when exactly these events stand where this commit would have put them. Another replica that fires the same
   * timer at the same instant may have written them, which comes to the same.
   */
  async function landed(commit: Commit, events: readonly StoredForm[]): Promise<boolean> {
    const { request, expectedVersion } = commit
    const last = expectedVersion + events.length
    const rows = stored.parse(await connections.query(landedSql, [request, expectedVersion, last]))
    return (
      rows.length === events.length &&
      events.every(({ type, schema, at, by, payload }, index) =>
        [type, schema, at, by, payload].every((value, column) => rows[index]?.[column] === value),
      )
    )
  }

  const seen = async (dedupeKey: string): Promise<RequestId | null> =>
    found.parse(await connections.query(seenSql, [dedupeKey]))[0]?.[0] ?? null

  return {
    /**
     * A reply may get lost after the server committed. The commit is then sent again, which changes nothing if the
     * first one arrived (its version is taken, whenever it arrives), and a refusal is held against the ledger: where
     * our own events stand in it, the commit succeeded.
     */
    async commit(commit: Commit): Promise<CommitResult> {
      refuseContradiction(commit)
      const events = commit.events.map(encodeEvent)
      let doubtful = false
      const inDoubt = () => {
        doubtful = true
      }
      const rows = await connections.query(appendSql, parametersOf(commit, events, ids), { inDoubt })
      const version = answer.parse(rows)[0][0]
      if (version > 0) return { ok: true, version }
      if (doubtful && (await landed(commit, events)))
        return { ok: true, version: commit.expectedVersion + events.length }
      return { ok: false, reason: version === -2 ? 'duplicate' : 'conflict' }
    },
    seen: async (dedupeKey: string): Promise<boolean> => (await seen(dedupeKey)) !== null,
    requestOf: seen,
  }
}

function parametersOf(commit: Commit, events: readonly StoredForm[], ids: Ids): readonly unknown[] {
  const { request, expectedVersion, dedupeKey, at, summary, dueAt } = commit
  const cards = cardColumns(commit.cards, ids)
  return [
    ...[request, expectedVersion, dedupeKey, at],
    events.map(({ type }) => type),
    events.map(({ schema }) => schema),
    events.map((event) => event.at),
    events.map(({ by }) => by),
    events.map(({ payload }) => payload),
    ...[summary.number, summary.kind, summary.status, summary.title, summary.requester, summary.open],
    ...[summary.deadline, summary.updatedAt, dueAt],
    ...[cards.ids, cards.recipients, cards.purposes, cards.living],
  ]
}

function refuseContradiction({ request, events, cards, summary, dedupeKey }: Commit): void {
  if (events.length === 0) throw new Error('a commit needs at least one event')
  const requests = new Set([request, summary.request, ...cards.map((key) => key.request)])
  if (requests.size !== 1) throw new Error('a commit concerns one request only')
  storableText(request, 'the id of a request')
  storableText(summary.title, 'the title of a request')
  if (dedupeKey !== null) storableText(dedupeKey, 'a dedupe key')
}
