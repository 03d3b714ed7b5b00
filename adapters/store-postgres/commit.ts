import { z } from 'zod'
import type { Commit, CommitResult, Ids } from '../../src/app/ports.ts'
import { encodeEvent, type StoredForm } from '../../src/codec/event.ts'
import { storableText } from '../../src/codec/text.ts'
import type { RequestId } from '../../src/domain/flavour.ts'
import { append, eventColumns } from './append.ts'
import { cardColumns } from './cards-write.ts'
import type { Connections } from './connection.ts'

const appendSql = `select append_events(
  $1, $2, $3, $4, $5::text[], $6::integer[], $7::bigint[], $8::text[], $9::text[],
  $10, $11, $12, $13, $14, $15, $16, $17, $18, $19::text[], $20::text[], $21::text[], $22::boolean[])`
const landedSql = `select type, schema, at, "by", payload from event
  where request = $1 and version > $2 and version <= $3 order by version`
const seenSql = 'select request from dedupe where key = $1'

const found = z.array(z.tuple([z.string()])).max(1)

/** See `Store.commit`. Throws a plain error for a commit that contradicts itself: that is a fault of the caller. */
export function createCommit(connections: Connections, ids: Ids) {
  const seen = async (dedupeKey: string): Promise<RequestId | null> =>
    found.parse(await connections.query(seenSql, [dedupeKey], { looksUp: true }))[0]?.[0] ?? null

  return {
    async commit(commit: Commit): Promise<CommitResult> {
      refuseContradiction(commit)
      const { request, expectedVersion } = commit
      const events = commit.events.map(encodeEvent)
      return append(connections, {
        text: appendSql,
        values: parametersOf(commit, events, ids),
        expectedVersion,
        events,
        landedText: landedSql,
        landedValues: [request, expectedVersion, expectedVersion + events.length],
      })
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
    ...eventColumns(events),
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
