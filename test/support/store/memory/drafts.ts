import type { Errand, HeldErrand, PlannedErrand, Store } from '../../../../src/app/ports.ts'
import { decodeDraftBody, encodeDraftBody } from '../../../../src/codec/draft.ts'
import { refuseUnstorable, storableText } from '../../../../src/codec/text.ts'
import type { ErrandRecord, Tables } from './tables.ts'

type Drafts = Pick<
  Store,
  | 'saveDraft'
  | 'draft'
  | 'draftsOf'
  | 'dropDraft'
  | 'pruneDrafts'
  | 'addErrand'
  | 'errand'
  | 'claimErrands'
  | 'renewErrands'
  | 'beginErrand'
  | 'settleErrand'
  | 'nextErrandAt'
>

/** What a waiting errand waits for has come. */
function hasArrived(tables: Tables, { draft, type }: ErrandRecord): boolean {
  const request = tables.requests.get(draft)
  if (request === undefined) return !tables.drafts.has(draft)
  return type === 'offer' || request.summary.status === 'approved' || !request.summary.open
}

const errandOf = ({ nextAttemptAt: _at, leaseUntil: _lease, done: _done, ...errand }: ErrandRecord): Errand =>
  errand

export function memoryDrafts(tables: Tables): Drafts {
  const { drafts, errands, requests } = tables
  const heldOf = ({ id, claim }: HeldErrand): ErrandRecord | null => {
    const errand = errands.get(id)
    return errand?.claim === claim && errand.leaseUntil !== null ? errand : null
  }
  const add = (errand: PlannedErrand, at: number) => {
    refuseUnstorable([errand.id, errand.draft, errand.owner, errand.subject, errand.reason], 'an errand')
    if (errands.has(errand.id)) return
    const fresh = { reference: null, attempts: 0, uncertain: false, claim: 0, leaseUntil: null, done: false }
    errands.set(errand.id, { ...errand, ...fresh, nextAttemptAt: at })
  }
  return {
    async saveDraft(draft, more, at) {
      const { values, media } = draft
      refuseUnstorable([draft.id, draft.owner, draft.origin], 'a draft')
      for (const { id, subject } of more) refuseUnstorable([id, subject], 'an errand')
      const body = decodeDraftBody(encodeDraftBody({ values, media }))
      const before = drafts.get(draft.id)
      if (requests.has(draft.id) || (before !== undefined && before.owner !== draft.owner)) return false
      const { source, origin } = before ?? draft
      drafts.set(draft.id, { ...draft, ...body, source, origin })
      for (const errand of more) add({ ...errand, draft: draft.id, owner: draft.owner, reason: null }, at)
      return true
    },
    draft: async (id) => (requests.has(id) ? null : (drafts.get(id) ?? null)),
    draftsOf: async (owner, limit) =>
      [...drafts.values()]
        .filter((draft) => draft.owner === owner && !requests.has(draft.id))
        .sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : -1))
        .slice(0, limit),
    async dropDraft(id) {
      drafts.delete(id)
    },
    async pruneDrafts(before) {
      for (const { id, updatedAt } of [...drafts.values()])
        if (updatedAt < before || requests.has(id)) drafts.delete(id)
    },
    addErrand: async (errand, at) => add(errand, at),
    async errand(id) {
      const found = errands.get(id)
      return found === undefined ? null : errandOf(found)
    },
    async claimErrands({ now, leaseUntil, limit }) {
      const due = (one: ErrandRecord) =>
        one.nextAttemptAt === null ? hasArrived(tables, one) : one.nextAttemptAt <= now
      const taken = [...errands.values()]
        .filter((one) => !one.done && due(one) && (one.leaseUntil ?? 0) <= now)
        .sort((a, b) => (a.nextAttemptAt ?? 0) - (b.nextAttemptAt ?? 0) || (a.id < b.id ? -1 : 1))
        .slice(0, limit)
      for (const one of taken) {
        one.leaseUntil = leaseUntil
        one.claim += 1
      }
      return taken.map(errandOf)
    },
    async renewErrands({ errands: ids, leaseUntil }) {
      for (const id of ids) {
        const errand = errands.get(id)
        if (errand !== undefined && errand.leaseUntil !== null)
          errand.leaseUntil = Math.max(errand.leaseUntil, leaseUntil)
      }
    },
    async beginErrand(held) {
      const errand = heldOf(held)
      if (errand !== null) errand.uncertain = true
      return errand !== null
    },
    async settleErrand(held, settlement) {
      const errand = heldOf(held)
      if (errand === null) {
        const found = errands.get(held.id)
        if (found !== undefined && settlement.outcome === 'waits') found.reference ??= settlement.reference
        return
      }
      const over = { attempts: 0, uncertain: false, leaseUntil: null }
      if (settlement.outcome === 'waits')
        Object.assign(errand, { ...over, nextAttemptAt: null, reference: settlement.reference })
      else if (settlement.outcome === 'done') Object.assign(errand, { ...over, done: true })
      else {
        const { at, uncertain, attempted } = settlement
        const attempts = errand.attempts + (attempted === false ? 0 : 1)
        Object.assign(errand, { nextAttemptAt: at, attempts, uncertain, leaseUntil: null })
      }
    },
    async nextErrandAt() {
      const times = [...errands.values()].flatMap(({ done, nextAttemptAt, leaseUntil }) =>
        done || nextAttemptAt === null ? [] : [Math.max(nextAttemptAt, leaseUntil ?? 0)],
      )
      return times.length === 0 ? null : Math.min(...times)
    },
  }
}

type Facts = Pick<Store, 'nextNumber' | 'getFact' | 'putFact' | 'addFact' | 'check' | 'prune'>

export function memoryFacts({ facts, counters, dedupe, errands }: Tables): Facts {
  const storable = (key: string, value: string) => {
    storableText(key, 'the key of a fact')
    storableText(value, 'the value of a fact')
  }
  return {
    async nextNumber() {
      const number = (counters.get('request_number') ?? 0) + 1
      counters.set('request_number', number)
      return number
    },
    getFact: async (key) => facts.get(key) ?? null,
    async putFact(key, value) {
      storable(key, value)
      facts.set(key, value)
    },
    async addFact(key, value) {
      storable(key, value)
      if (facts.has(key)) return false
      facts.set(key, value)
      return true
    },
    check: async () => {},
    async prune(before) {
      for (const [key, { at }] of [...dedupe]) if (at < before) dedupe.delete(key)
      for (const { id, type, done, nextAttemptAt } of [...errands.values()])
        if (type === 'digest' && done && nextAttemptAt !== null && nextAttemptAt < before) errands.delete(id)
    },
  }
}
