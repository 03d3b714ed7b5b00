import { and, eq } from 'drizzle-orm'
import type { Commit, CommitResult } from '../../src/app/ports.ts'
import { encodeEvent, type StoredForm } from '../../src/codec/event.ts'
import { refuseUnstorable, storableText } from '../../src/codec/text.ts'
import type { RequestId } from '../../src/domain/flavour.ts'
import type { CardWriter } from './cards-write.ts'
import { type Db, given, raw, reading } from './prepared.ts'
import { dedupe, event, request } from './schema.ts'
import type { Writer } from './writer.ts'

function prepare(db: Db) {
  const summary = {
    version: given('version'),
    number: given('number'),
    kind: given('kind'),
    status: given('status'),
    title: given('title'),
    requester: given('requester'),
    open: given('open'),
    deadline: given('deadline'),
    updatedAt: given('updatedAt'),
    dueAt: given('dueAt'),
  }
  return {
    seen: db
      .select({ request: dedupe.request })
      .from(dedupe)
      .where(eq(dedupe.key, given('key')))
      .prepare(),
    remember: db
      .insert(dedupe)
      .values({ key: given('key'), request: given('request'), version: given('version'), at: given('at') })
      .prepare(),
    version: db
      .select({ version: request.version })
      .from(request)
      .where(eq(request.id, given('request')))
      .prepare(),
    insertEvent: db
      .insert(event)
      .values({
        request: given('request'),
        version: given('version'),
        type: given('type'),
        schema: given('schema'),
        at: given('at'),
        by: given('by'),
        payload: given('payload'),
      })
      .prepare(),
    insertRequest: db
      .insert(request)
      .values({ id: given('request'), ...summary, leaseUntil: null })
      .prepare(),
    updateRequest: db
      .update(request)
      .set({
        version: raw('version'),
        kind: raw('kind'),
        status: raw('status'),
        title: raw('title'),
        open: raw('open'),
        deadline: raw('deadline'),
        updatedAt: raw('updatedAt'),
        dueAt: raw('dueAt'),
        leaseUntil: null,
      })
      .where(and(eq(request.id, given('request')), eq(request.number, given('number'))))
      .returning({ id: request.id })
      .prepare(),
  }
}

/** See `Store.commit`. Throws a plain error for a commit that contradicts itself: that is a fault of the caller. */
export function createCommit(db: Db, writer: Writer, cards: CardWriter) {
  const statements = prepare(db)

  /** The write lock is held from before the first look, so nothing can change between looking and writing. */
  function append(commit: Commit, events: readonly StoredForm[]): CommitResult {
    const { dedupeKey, expectedVersion, at } = commit
    if (dedupeKey !== null && statements.seen.get({ key: dedupeKey }) !== undefined) {
      return { ok: false, reason: 'duplicate' }
    }
    const current = statements.version.get({ request: commit.request })?.version ?? 0
    if (current !== expectedVersion) return { ok: false, reason: 'conflict' }

    const version = current + events.length
    for (const [index, stored] of events.entries()) {
      statements.insertEvent.run({ ...stored, request: commit.request, version: current + index + 1 })
    }
    writeSummary(commit, version)
    cards.outdate(commit.request, version, at)
    for (const key of commit.cards) cards.create(key, version, at)
    if (dedupeKey !== null) {
      statements.remember.run({ key: dedupeKey, request: commit.request, version, at })
    }
    return { ok: true, version }
  }

  function writeSummary({ summary, dueAt, expectedVersion }: Commit, version: number): void {
    if (expectedVersion === 0) {
      statements.insertRequest.run({ ...summary, version, dueAt })
      return
    }
    const updated = statements.updateRequest.all({ ...summary, open: summary.open ? 1 : 0, version, dueAt })
    if (updated.length !== 1) throw new Error(`request ${summary.request} cannot change its number`)
  }

  return {
    async commit(commit: Commit): Promise<CommitResult> {
      refuseContradiction(commit)
      const events = commit.events.map(encodeEvent)
      return writer.write(() => append(commit, events))
    },
    seen: (dedupeKey: string): Promise<boolean> =>
      reading(() => statements.seen.get({ key: dedupeKey }) !== undefined),
    requestOf: (dedupeKey: string): Promise<RequestId | null> =>
      reading(() => statements.seen.get({ key: dedupeKey })?.request ?? null),
  }
}

function refuseContradiction({ request, events, cards, summary, dedupeKey }: Commit): void {
  if (events.length === 0) throw new Error('a commit needs at least one event')
  const requests = new Set([request, summary.request, ...cards.map((key) => key.request)])
  if (requests.size !== 1) throw new Error('a commit concerns one request only')
  storableText(request, 'the id of a request')
  refuseUnstorable(
    [summary.title, summary.requester, summary.kind, summary.status],
    'the summary of a request',
  )
  if (dedupeKey !== null) storableText(dedupeKey, 'a dedupe key')
}
