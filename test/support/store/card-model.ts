import type { CardSettlement } from '../../../src/app/ports.ts'

/** One card as the port's documentation describes it, written without a database in mind. */
export interface ModelCard {
  readonly name: string
  readonly recipient: string
  readonly living: boolean
  wanted: number
  delivered: number
  attempts: number
  nextAttemptAt: number
  lease: number
  parked: boolean
  uncertain: boolean
  /** Whether there is a message. */
  posted: boolean
  held: boolean
  /** How often it was taken. */
  claim: number
  /** Counts what was asked for besides new versions; `drawn` follows when a delivery that began later succeeds. */
  redraws: number
  drawn: number
  claimed: { wanted: number; redraws: number }
}

const waits = (card: ModelCard) => !card.parked && (card.wanted > card.delivered || card.redraws > card.drawn)

/** What cards do, as the port's documentation says it. */
export class CardModel {
  now = 1_000
  version = 0
  readonly cards: ModelCard[] = []

  commit(who: number, asNotice: boolean): void {
    this.version += 1
    for (const card of this.cards.filter((candidate) => candidate.living)) {
      Object.assign(card, {
        wanted: this.version,
        nextAttemptAt: !card.held && waits(card) ? Math.min(card.nextAttemptAt, this.now) : this.now,
        attempts: 0,
        parked: false,
        held: false,
      })
    }
    const name = `${who}${asNotice ? `notice${this.version}` : 'living'}`
    if (this.cards.some((card) => card.name === name)) return
    this.cards.push({
      name,
      recipient: `p${who}`,
      living: !asNotice,
      wanted: this.version,
      delivered: 0,
      attempts: 0,
      nextAttemptAt: this.now,
      lease: 0,
      parked: false,
      uncertain: false,
      posted: false,
      held: false,
      claim: 0,
      redraws: 0,
      drawn: 0,
      claimed: { wanted: 0, redraws: 0 },
    })
  }

  /** In order; with the instant from which each may be taken. */
  waiting(): { card: ModelCard; from: number }[] {
    return this.cards
      .filter(waits)
      .filter(
        (card) => !this.cards.slice(0, this.cards.indexOf(card)).some((earlier) => holdsBack(earlier, card)),
      )
      .map((card) => ({ card, from: Math.max(card.nextAttemptAt, card.lease) }))
      .sort((a, b) => a.card.nextAttemptAt - b.card.nextAttemptAt)
  }

  claim(limit: number): ModelCard[] {
    const taken = this.waiting().filter(({ from }) => from <= this.now)
    return taken.slice(0, limit).map(({ card }) => {
      card.lease = this.now + 30
      card.claim += 1
      card.claimed = { wanted: card.wanted, redraws: card.redraws }
      return card
    })
  }

  begin(card: ModelCard, claim: number): boolean {
    const holds = card.lease > 0 && card.claim === claim
    if (holds) card.uncertain = true
    return holds
  }

  settle(card: ModelCard, claim: number, settlement: CardSettlement): void {
    if (settlement.outcome === 'delivered') card.posted = true
    if (card.lease === 0 || card.claim !== claim) return
    card.lease = 0
    const overtaken = card.wanted > card.claimed.wanted || card.redraws > card.claimed.redraws
    card.held = settlement.outcome === 'held' && !overtaken
    if (settlement.outcome === 'held') {
      if (!overtaken) card.nextAttemptAt = settlement.until
      return
    }
    if (settlement.outcome === 'delivered' || settlement.outcome === 'nothing') {
      const shown = card.living ? settlement.version : Math.max(settlement.version, card.wanted)
      card.delivered = Math.max(card.delivered, shown)
      card.drawn = Math.max(card.drawn, card.claimed.redraws)
      Object.assign(card, { attempts: 0, uncertain: false, parked: false })
      return
    }
    if (settlement.outcome !== 'retry' || settlement.attempted !== false) card.attempts += 1
    if (settlement.outcome === 'retry') {
      Object.assign(card, { nextAttemptAt: settlement.at, uncertain: settlement.uncertain })
      return
    }
    card.parked = card.wanted <= card.claimed.wanted && card.redraws <= card.claimed.redraws
    card.drawn = Math.max(card.drawn, card.claimed.redraws)
  }

  release(who: number): void {
    for (const card of this.cards.filter(({ held, recipient }) => held && recipient === `p${who}`))
      Object.assign(card, { held: false, nextAttemptAt: this.now })
  }

  redraw(): void {
    for (const card of this.cards.filter((candidate) => candidate.living)) {
      Object.assign(card, { redraws: card.redraws + 1, parked: false, attempts: 0, nextAttemptAt: this.now })
      card.held = false
    }
  }
}

const holdsBack = (earlier: ModelCard, card: ModelCard) =>
  earlier.recipient === card.recipient && earlier.delivered === 0 && !earlier.parked && !earlier.held
