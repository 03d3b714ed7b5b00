import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { CommitResult, DirectoryCommit, DirectoryLedger } from '../../src/app/ports.ts'
import { decodeDirectoryEvent, encodeDirectoryEvent } from '../../src/codec/directory-event.ts'
import type { StoredForm } from '../../src/codec/event.ts'
import { storableText } from '../../src/codec/text.ts'
import { type Db, given, reading } from './prepared.ts'
import { dedupe, directoryEvent, directoryStream } from './schema.ts'
import type { Writer } from './writer.ts'

const ofStream = and(eq(directoryStream.topic, given('topic')), eq(directoryStream.person, given('person')))

function prepare(db: Db) {
  return {
    seen: db
      .select({ key: dedupe.key })
      .from(dedupe)
      .where(eq(dedupe.key, given('key')))
      .prepare(),
    // No request has this name: ids of requests hold no colon.
    remember: db
      .insert(dedupe)
      .values({ key: given('key'), request: given('stream'), version: given('version'), at: given('at') })
      .prepare(),
    version: db.select({ version: directoryStream.version }).from(directoryStream).where(ofStream).prepare(),
    insert: db
      .insert(directoryEvent)
      .values({
        topic: given('topic'),
        person: given('person'),
        version: given('version'),
        type: given('type'),
        schema: given('schema'),
        at: given('at'),
        by: given('by'),
        payload: given('payload'),
      })
      .prepare(),
    saveStream: db
      .insert(directoryStream)
      .values({
        topic: given('topic'),
        person: given('person'),
        version: given('version'),
        currentUntil: given('currentUntil'),
      })
      .onConflictDoUpdate({
        target: [directoryStream.topic, directoryStream.person],
        set: { version: sql`excluded.version`, currentUntil: sql`excluded.current_until` },
      })
      .prepare(),
    events: db
      .select()
      .from(directoryEvent)
      .where(and(eq(directoryEvent.topic, given('topic')), eq(directoryEvent.person, given('person'))))
      .orderBy(asc(directoryEvent.version))
      .prepare(),
    current: db
      .select({ person: directoryStream.person })
      .from(directoryStream)
      .where(and(eq(directoryStream.topic, given('topic')), gt(directoryStream.currentUntil, given('at'))))
      .prepare(),
  }
}

/** The ledger of people, see `DirectoryLedger`. */
export function createDirectoryLedger(db: Db, writer: Writer): DirectoryLedger {
  const statements = prepare(db)

  /** The write lock is held from before the first look, so nothing can change between looking and writing. */
  function append(commit: DirectoryCommit, events: readonly StoredForm[]): CommitResult {
    const { stream, expectedVersion, currentUntil, dedupeKey, at } = commit
    const { topic, person } = stream
    if (dedupeKey !== null && statements.seen.get({ key: dedupeKey }) !== undefined)
      return { ok: false, reason: 'duplicate' }
    const current = statements.version.get({ topic, person })?.version ?? 0
    if (current !== expectedVersion) return { ok: false, reason: 'conflict' }
    for (const [index, stored] of events.entries())
      statements.insert.run({ ...stored, topic, person, version: current + index + 1 })
    const version = current + events.length
    statements.saveStream.run({ topic, person, version, currentUntil })
    if (dedupeKey !== null)
      statements.remember.run({ key: dedupeKey, stream: `${topic}:${person}`, version, at })
    return { ok: true, version }
  }

  const read = (topic: string, person: string) =>
    statements.events
      .all({ topic, person })
      .map((row) => ({ version: row.version, event: decodeDirectoryEvent(row) }))

  return {
    async commitDirectory(commit) {
      const { events, dedupeKey, stream } = commit
      if (events.length === 0) throw new Error('a commit needs at least one event')
      storableText(stream.person, 'the id of a person')
      if (dedupeKey !== null) storableText(dedupeKey, 'a dedupe key')
      const stored = events.map(encodeDirectoryEvent)
      return writer.write(() => append(commit, stored))
    },
    readDirectory: ({ topic, person }) => reading(() => read(topic, person)),
    currentDirectory: (topic, at) =>
      reading(() =>
        statements.current
          .all({ topic, at })
          .map(({ person }) => ({ person, events: read(topic, person) }))
          .sort((one, other) => (one.person < other.person ? -1 : 1)),
      ),
  }
}
