import type { CardKey, CardRow, CardSettlement, HeldCard, Ids, Store } from '../../../../src/app/ports.ts'
import {
  parsePurposeKey,
  parseRecipientKey,
  purposeKey,
  recipientKey,
} from '../../../../src/codec/card-key.ts'
import { refuseUnstorable, storableText, toStorableText } from '../../../../src/codec/text.ts'
import type { CardRecord, Tables } from './tables.ts'

type Cards = Pick<
  Store,
  | 'claimCards'
  | 'renewCards'
  | 'beginDelivery'
  | 'settleCard'
  | 'releaseCards'
  | 'nextCardAt'
  | 'cardsOf'
  | 'requestOfCard'
  | 'parkedCards'
  | 'wakeParked'
  | 'addCards'
  | 'redraw'
>

/** Living cards of the request should show this version; parked ones are tried again. Leases stay. */
export function outdate(tables: Tables, request: string, version: number, at: number): void {
  for (const card of tables.cardsOf.get(request) ?? [])
    if (card.living) {
      const waits = !card.parked && !card.held && (card.wanted > card.delivered || card.redraw > 0)
      const nextAttemptAt = waits ? Math.min(card.nextAttemptAt, at) : at
      Object.assign(card, { wanted: version, nextAttemptAt, attempts: 0, parked: false, held: false })
    }
}

/** Nothing happens where the card exists. */
export function create(tables: Tables, ids: Ids, key: CardKey, version: number, at: number): void {
  const recipient = recipientKey(key.recipient)
  const purpose = purposeKey(key.purpose)
  const others = tables.cardsOf.get(key.request) ?? []
  if (others.some((card) => card.recipient === recipient && card.purpose === purpose)) return
  const card: CardRecord = {
    sequence: tables.cards.length + 1,
    id: ids.next(),
    request: key.request,
    recipient,
    purpose,
    living: key.purpose.type === 'living',
    wanted: version,
    delivered: 0,
    reference: null,
    shown: null,
    nextAttemptAt: at,
    attempts: 0,
    lastError: null,
    uncertain: false,
    parked: false,
    held: false,
    redraw: 0,
    claimed: 0,
    claim: 0,
    leaseUntil: null,
  }
  tables.cards.push(card)
  tables.cardById.set(card.id, card)
  tables.cardsOf.set(key.request, [...others, card])
}

export const rowOf = (card: CardRecord): CardRow => ({
  id: card.id,
  request: card.request,
  recipient: parseRecipientKey(card.recipient),
  purpose: parsePurposeKey(card.purpose),
  wanted: card.wanted,
  delivered: card.delivered,
  reference: card.reference,
  shown: card.shown,
  nextAttemptAt: card.nextAttemptAt,
  attempts: card.attempts,
  lastError: card.lastError,
  uncertain: card.uncertain,
  parked: card.parked,
  claim: card.claim,
})

/** Something to deliver, with no earlier card of the same request to the same recipient that never went out. */
function isPending(tables: Tables, card: CardRecord): boolean {
  if (card.parked || !(card.wanted > card.delivered || card.redraw > 0)) return false
  return !(tables.cardsOf.get(card.request) ?? []).some(
    (earlier) =>
      earlier.sequence < card.sequence &&
      earlier.recipient === card.recipient &&
      earlier.delivered === 0 &&
      !earlier.parked &&
      !earlier.held,
  )
}

const isHeld = (card: CardRecord, { claim }: HeldCard) => card.claim === claim && card.leaseUntil !== null

function settle(card: CardRecord, settlement: CardSettlement): void {
  const overtaken = card.wanted > card.claimed || card.redraw === 1
  switch (settlement.outcome) {
    case 'delivered':
      settleDelivered(card, settlement)
      return
    case 'nothing':
      Object.assign(card, seen(card, settlement.version))
      return
    case 'retry':
      card.attempts += settlement.attempted === false ? 0 : 1
      Object.assign(card, {
        nextAttemptAt: settlement.at,
        lastError: toStorableText(settlement.error),
        uncertain: settlement.uncertain,
        held: false,
        leaseUntil: null,
      })
      return
    case 'parked':
      Object.assign(card, {
        parked: !overtaken,
        redraw: card.redraw === 2 ? 0 : card.redraw,
        attempts: card.attempts + 1,
        lastError: toStorableText(settlement.error),
        held: false,
        leaseUntil: null,
      })
      return
    case 'held':
      if (!overtaken) card.nextAttemptAt = settlement.until
      Object.assign(card, { held: !overtaken, leaseUntil: null })
      return
    default:
      settlement satisfies never
  }
}

const seen = (card: CardRecord, version: number) => ({
  delivered: Math.max(card.delivered, version, card.living ? 0 : card.wanted),
  redraw: card.redraw === 2 ? 0 : card.redraw,
  attempts: 0,
  lastError: null,
  uncertain: false,
  parked: false,
  held: false,
  leaseUntil: null,
})

function settleDelivered(card: CardRecord, settlement: CardSettlement & { outcome: 'delivered' }): void {
  const { version, shown = null, againAt = null } = settlement
  const reference = storableText(settlement.reference, 'the reference of a card')
  refuseUnstorable([shown], 'the look of a card')
  const askedAgain = card.redraw === 1
  const sooner = askedAgain || card.wanted > version
  Object.assign(card, {
    ...seen(card, version),
    reference,
    shown: askedAgain ? null : shown,
    ...(againAt === null ? {} : { redraw: 1, ...(sooner ? {} : { nextAttemptAt: againAt }) }),
  })
}

export function memoryCards(tables: Tables, ids: Ids): Cards {
  const pending = () => tables.cards.filter((card) => isPending(tables, card))
  const one = (id: string): CardRecord => {
    const card = tables.cardById.get(id)
    if (card === undefined) throw new Error(`there is no card ${id}`)
    return card
  }
  return {
    async claimCards({ now, leaseUntil, limit }) {
      const free = pending()
        .filter((card) => card.nextAttemptAt <= now && (card.leaseUntil === null || card.leaseUntil <= now))
        .sort((a, b) => a.nextAttemptAt - b.nextAttemptAt || a.sequence - b.sequence)
        .slice(0, limit)
      for (const card of free)
        Object.assign(card, {
          leaseUntil,
          claimed: card.wanted,
          claim: card.claim + 1,
          redraw: card.redraw === 1 ? 2 : card.redraw,
        })
      return free.map(rowOf)
    },
    async renewCards({ cards, leaseUntil }) {
      for (const card of cards.map((id) => tables.cardById.get(id)))
        if (card !== undefined && card.leaseUntil !== null)
          card.leaseUntil = Math.max(card.leaseUntil, leaseUntil)
    },
    async beginDelivery(held) {
      const card = one(held.id)
      if (!isHeld(card, held)) return false
      Object.assign(card, { uncertain: true, shown: null })
      return true
    },
    async settleCard(held, settlement) {
      const card = one(held.id)
      if (isHeld(card, held)) settle(card, settlement)
      else if (settlement.outcome === 'delivered')
        card.reference ??= storableText(settlement.reference, 'the reference of a card')
    },
    async releaseCards(recipient, at) {
      const key = recipientKey(recipient)
      for (const card of tables.cards)
        if (card.held && card.recipient === key) Object.assign(card, { held: false, nextAttemptAt: at })
    },
    async nextCardAt() {
      const times = pending().map((card) => Math.max(card.nextAttemptAt, card.leaseUntil ?? 0))
      return times.length === 0 ? null : Math.min(...times)
    },
    cardsOf: async (request) => (tables.cardsOf.get(request) ?? []).map(rowOf),
    requestOfCard: async (reference) =>
      tables.cards.find((card) => card.reference === reference)?.request ?? null,
    parkedCards: async (limit) =>
      tables.cards
        .filter(({ parked }) => parked)
        .slice(0, limit)
        .map(rowOf),
    async wakeParked(error, at) {
      for (const card of tables.cards)
        if (card.parked && card.lastError === error)
          Object.assign(card, { parked: false, nextAttemptAt: at, attempts: 0, lastError: null })
    },
    async addCards(keys, version, at) {
      for (const key of keys) create(tables, ids, key, version, at)
    },
    async redraw(request, at, recipients) {
      const chosen = recipients?.map(recipientKey)
      for (const card of tables.cardsOf.get(request) ?? [])
        if (card.living && (chosen === undefined || chosen.includes(card.recipient)))
          Object.assign(card, {
            redraw: 1,
            shown: null,
            parked: false,
            held: false,
            attempts: 0,
            nextAttemptAt: at,
          })
    },
  }
}
