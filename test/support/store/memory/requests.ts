import type { AssignedEvent, Commit, CommitResult, Ids, Store } from '../../../../src/app/ports.ts'
import { decodeDirectoryEvent, encodeDirectoryEvent } from '../../../../src/codec/directory-event.ts'
import { decodeEvent, encodeEvent } from '../../../../src/codec/event.ts'
import { refuseUnstorable, storableText } from '../../../../src/codec/text.ts'
import type { RequestEvent } from '../../../../src/domain/request/events.ts'
import { create, outdate } from './cards.ts'
import type { RequestRecord, Tables } from './tables.ts'

type Requests = Pick<
  Store,
  | 'commit'
  | 'read'
  | 'latestAssignments'
  | 'requestByNumber'
  | 'seen'
  | 'requestOf'
  | 'claimDue'
  | 'renewDue'
  | 'nextDueAt'
  | 'list'
  | 'commitDirectory'
  | 'readDirectory'
  | 'currentDirectory'
>

function refuseContradiction({ request, events, cards, summary, dedupeKey }: Commit): void {
  if (events.length === 0) throw new Error('a commit needs at least one event')
  if (new Set([request, summary.request, ...cards.map((key) => key.request)]).size !== 1)
    throw new Error('a commit concerns one request only')
  storableText(request, 'the id of a request')
  refuseUnstorable([summary.title, summary.requester], 'the summary of a request')
  if (dedupeKey !== null) storableText(dedupeKey, 'a dedupe key')
}

/** What is kept is what comes back out of the stored form, so that nothing survives that a database would lose. */
const kept = (event: RequestEvent) => freeze(decodeEvent(encodeEvent(event)))

function freeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) freeze(part)
  }
  return value
}

function append(tables: Tables, ids: Ids, commit: Commit, events: readonly RequestEvent[]): CommitResult {
  const { request, expectedVersion, dedupeKey, summary, dueAt, at } = commit
  if (dedupeKey !== null && tables.dedupe.has(dedupeKey)) return { ok: false, reason: 'duplicate' }
  const found = tables.requests.get(request)
  const current = found?.events.length ?? 0
  if (current !== expectedVersion) return { ok: false, reason: 'conflict' }
  const taken = tables.numbers.get(summary.number)
  if (found === undefined ? taken !== undefined : taken !== request)
    throw new Error(`request ${request} cannot have the number ${summary.number}`)
  const version = current + events.length
  const record: RequestRecord = found ?? { events: [], summary, dueAt, leaseUntil: null }
  record.events.push(...events.map((event, index) => ({ version: current + index + 1, event })))
  Object.assign(record, {
    summary: { ...summary, requester: record.summary.requester },
    dueAt,
    leaseUntil: null,
  })
  tables.requests.set(request, record)
  tables.numbers.set(summary.number, request)
  outdate(tables, request, version, at)
  for (const key of commit.cards) create(tables, ids, key, version, at)
  if (dedupeKey !== null) tables.dedupe.set(dedupeKey, { request, at })
  return { ok: true, version }
}

const byNumber = (one: RequestRecord, other: RequestRecord) => one.summary.number - other.summary.number

export function memoryRequests(tables: Tables, ids: Ids): Requests {
  const all = () => [...tables.requests.values()]
  return {
    async commit(commit) {
      refuseContradiction(commit)
      return append(tables, ids, commit, commit.events.map(kept))
    },
    read: async (request) => [...(tables.requests.get(request)?.events ?? [])],
    async latestAssignments(limit) {
      const found = [...tables.requests].flatMap(([request, { events }]) =>
        events.flatMap(({ version, event }): { request: string; version: number; event: AssignedEvent }[] =>
          event.type === 'assigned' ? [{ request, version, event }] : [],
        ),
      )
      const later = (a: string, b: string) => (a < b ? 1 : a > b ? -1 : 0)
      return found
        .sort((a, b) => b.event.at - a.event.at || later(a.request, b.request) || b.version - a.version)
        .slice(0, limit)
        .map(({ event }) => event)
    },
    requestByNumber: async (number) => tables.numbers.get(number) ?? null,
    seen: async (key) => tables.dedupe.has(key),
    requestOf: async (key) => tables.dedupe.get(key)?.request ?? null,
    async claimDue({ now, leaseUntil, limit }) {
      const due = all()
        .filter((one) => one.dueAt !== null && one.dueAt <= now && (one.leaseUntil ?? 0) <= now)
        .sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0) || byNumber(a, b))
        .slice(0, limit)
      for (const one of due) one.leaseUntil = leaseUntil
      return due.map(({ summary }) => summary.request)
    },
    async renewDue({ requests, leaseUntil }) {
      for (const one of requests.map((id) => tables.requests.get(id)))
        if (one !== undefined && one.leaseUntil !== null)
          one.leaseUntil = Math.max(one.leaseUntil, leaseUntil)
    },
    async nextDueAt() {
      const times = all().flatMap(({ dueAt, leaseUntil }) =>
        dueAt === null ? [] : [Math.max(dueAt, leaseUntil ?? 0)],
      )
      return times.length === 0 ? null : Math.min(...times)
    },
    async list({ requester, open, statuses, by, limit }) {
      const far = Number.POSITIVE_INFINITY
      const order =
        by === 'deadline'
          ? (a: RequestRecord, b: RequestRecord) =>
              (a.summary.deadline ?? far) - (b.summary.deadline ?? far) || byNumber(a, b)
          : (a: RequestRecord, b: RequestRecord) =>
              b.summary.updatedAt - a.summary.updatedAt || byNumber(b, a)
      return all()
        .filter(
          ({ summary }) =>
            (requester === undefined || summary.requester === requester) &&
            (open === undefined || summary.open === open) &&
            (statuses === undefined || statuses.includes(summary.status)),
        )
        .sort((a, b) => order(a, b) || 0)
        .slice(0, limit)
        .map(({ summary }) => summary)
    },
    async commitDirectory({
      stream: { topic, person },
      expectedVersion,
      events,
      currentUntil,
      dedupeKey,
      at,
    }) {
      if (events.length === 0) throw new Error('a commit needs at least one event')
      storableText(person, 'the id of a person')
      if (dedupeKey !== null) storableText(dedupeKey, 'a dedupe key')
      const stored = events.map((event) => freeze(decodeDirectoryEvent(encodeDirectoryEvent(event))))
      if (dedupeKey !== null && tables.dedupe.has(dedupeKey)) return { ok: false, reason: 'duplicate' }
      const key = `${topic}:${person}`
      const record = tables.streams.get(key) ?? { topic, person, events: [], currentUntil }
      const current = record.events.length
      if (current !== expectedVersion) return { ok: false, reason: 'conflict' }
      record.events.push(...stored.map((event, index) => ({ version: current + index + 1, event })))
      record.currentUntil = currentUntil
      tables.streams.set(key, record)
      if (dedupeKey !== null) tables.dedupe.set(dedupeKey, { request: key, at })
      return { ok: true, version: record.events.length }
    },
    readDirectory: async ({ topic, person }) => [...(tables.streams.get(`${topic}:${person}`)?.events ?? [])],
    currentDirectory: async (topic, at) =>
      [...tables.streams.values()]
        .filter((one) => one.topic === topic && one.currentUntil !== null && one.currentUntil > at)
        .map(({ person, events }) => ({ person, events: [...events] }))
        .sort((one, other) => (one.person < other.person ? -1 : 1)),
  }
}
