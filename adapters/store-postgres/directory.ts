import { z } from 'zod'
import type { DirectoryCommit, DirectoryLedger, DirectoryTopic } from '../../src/app/ports.ts'
import { decodeDirectoryEvent, encodeDirectoryEvent } from '../../src/codec/directory-event.ts'
import type { StoredForm } from '../../src/codec/event.ts'
import { storableText } from '../../src/codec/text.ts'
import { append, eventColumns } from './append.ts'
import type { Connections } from './connection.ts'

const appendSql = `select append_directory_events(
  $1, $2, $3, $4, $5, $6, $7::text[], $8::integer[], $9::bigint[], $10::text[], $11::text[])`
const landedSql = `select type, schema, at, "by", payload from directory_event
  where topic = $1 and person = $2 and version > $3 and version <= $4 order by version`
const readSql = `select person, version, type, schema, at, "by", payload from directory_event
  where topic = $1 and person = $2 order by version`
/** One statement: the streams and their events are of one instant. */
const currentSql = `select event.person, event.version, type, schema, at, "by", payload
  from directory_stream as stream join directory_event as event using (topic, person)
  where topic = $1 and current_until > $2 order by event.person, event.version`

const rows = z.array(
  z.tuple([z.string(), z.number(), z.string(), z.number(), z.coerce.number(), z.string(), z.string()]),
)

/** The ledger of people, see `DirectoryLedger`. */
export function createDirectoryLedger(connections: Connections): DirectoryLedger {
  const events = async (text: string, values: readonly unknown[]) =>
    rows
      .parse(await connections.query(text, values, { looksUp: true }))
      .map(([person, version, type, schema, at, by, payload]) => ({
        person,
        stored: { version, event: decodeDirectoryEvent({ type, schema, at, by, payload }) },
      }))
  return {
    async commitDirectory(commit) {
      const { stream, expectedVersion, dedupeKey } = commit
      if (commit.events.length === 0) throw new Error('a commit needs at least one event')
      storableText(stream.person, 'the id of a person')
      if (dedupeKey !== null) storableText(dedupeKey, 'a dedupe key')
      const stored = commit.events.map(encodeDirectoryEvent)
      return append(connections, {
        text: appendSql,
        values: parametersOf(commit, stored),
        expectedVersion,
        events: stored,
        landedText: landedSql,
        landedValues: [stream.topic, stream.person, expectedVersion, expectedVersion + stored.length],
      })
    },
    readDirectory: async ({ topic, person }) =>
      (await events(readSql, [topic, person])).map(({ stored }) => stored),
    async currentDirectory(topic: DirectoryTopic, at) {
      const streams = Map.groupBy(await events(currentSql, [topic, at]), ({ person }) => person)
      return [...streams].map(([person, found]) => ({ person, events: found.map(({ stored }) => stored) }))
    },
  }
}

function parametersOf(commit: DirectoryCommit, events: readonly StoredForm[]): readonly unknown[] {
  const { stream, expectedVersion, currentUntil, dedupeKey, at } = commit
  return [
    ...[stream.topic, stream.person, expectedVersion, currentUntil, dedupeKey, at],
    ...eventColumns(events),
  ]
}
