/** Watches everything that becomes durable and everything that is acknowledged. The first violation ends the run. */
import type { CardSettlement, Commit, DeliveryOutcome } from '../../../src/app/ports.ts'
import { decodeEvent, encodeEvent } from '../../../src/codec/event.ts'
import type { RequestEvent, RequestEventType } from '../../../src/domain/request/events.ts'
import { evolve } from '../../../src/domain/request/evolve.ts'
import type { RequestState } from '../../../src/domain/request/state.ts'
import { Violation } from '../../domain/model/history.ts'
import { revisionNow, standing } from '../../domain/model/ledger.ts'
import type { Tables } from '../../support/store/memory.ts'
import type { Scheduler } from '../engine/scheduler.ts'
import { type Act, doingNow } from '../people/act.ts'
import { overtaken } from '../platforms/message.ts'
import { heldSince, type Powers, type Somebody, type World } from '../world.ts'
import { kindsOf } from './coverage.ts'
import { checkCommit, checkState } from './ledger.ts'

/** Refusals that may come at any time: somebody could not be asked for, or is not who they were. */
const ofThePerson = new Set(['lookup_failed', 'deactivated', 'guest', 'external'])

interface Known {
  /** As they are read back: what is stored has its fields in another order, and no other difference. */
  readonly events: RequestEvent[]
  state: RequestState
  /** The stored events as text: what is written is never written again. */
  written: string
}

export class Judge {
  readonly violations: string[] = []
  readonly #scheduler: Scheduler
  readonly #world: World
  readonly #tables: Tables
  readonly #requests = new Map<string, Known>()
  readonly #people = new Map<string, Somebody>()
  readonly #intended = new WeakMap<object, { readonly version: number; readonly key: string | null }>()
  /** When deliveries began of which the program does not know yet that they arrived, by card. */
  readonly #unsettled = new Map<string, number[]>()

  constructor(scheduler: Scheduler, world: World, tables: Tables) {
    this.#scheduler = scheduler
    this.#world = world
    this.#tables = tables
  }

  /** Runs a check; what it throws is the violation. */
  check(work: () => void): void {
    try {
      work()
    } catch (error) {
      const sentence = error instanceof Violation ? error.message : `fault in a check: ${String(error)}`
      this.#scheduler.tell(`VIOLATION ${sentence}`)
      this.violations.push(sentence)
    }
  }

  /** The application is about to commit what it decided on this version. */
  intends({ events, expectedVersion, dedupeKey }: Commit): void {
    this.#intended.set(events, { version: expectedVersion, key: dedupeKey })
  }

  /** It is durable. */
  committed(commit: Commit): void {
    this.check(() => {
      const { request, events } = commit
      const known = this.#requests.get(request) ?? { events: [], state: null, written: '' }
      const intended = this.#intended.get(events)
      if (intended !== undefined && intended.version !== known.events.length)
        throw new Violation(
          `8: decided on version ${intended.version}, recorded after ${known.events.length}`,
        )
      for (const event of events) for (const kind of kindsOf(event)) this.#scheduler.meet(kind)
      const stored = events.map((event) => decodeEvent(encodeEvent(event)))
      checkCommit(known.events, stored, this.#scheduler.now)
      this.#ofPeople(known, commit, intended?.key ?? commit.dedupeKey)
      known.events.push(...stored)
      known.state = events.reduce<RequestState>(evolve, known.state)
      if (known.state !== null) checkState(known.state, known.events, commit.dueAt)
      this.#requests.set(request, known)
      this.#tell(commit)
      this.unchanged(request)
    })
  }

  #tell({ summary, events }: Commit): void {
    for (const event of events) {
      const who = event.by === 'clock' ? 'the clock' : (this.#personOf(event.by)?.name ?? 'somebody')
      this.#scheduler.tell(`  #${summary.number}: ${kindsOf(event)[1] ?? event.type}, by ${who}`)
    }
  }

  /** What stands in the store begins with what stood there before. */
  unchanged(request: string): void {
    const known = this.#requests.get(request)
    const written = JSON.stringify(this.#tables.requests.get(request)?.events.map(({ event }) => event) ?? [])
    if (known === undefined) return
    if (written.length < known.written.length || !written.startsWith(known.written.slice(0, -1)))
      throw new Violation('the ledger was changed afterwards')
    known.written = written
  }

  /** Invariant 4: who said it did so, might do so, and had seen the very revision. */
  #ofPeople(known: Known, { events }: Commit, key: string | null): void {
    const said = events.filter(({ by }) => by !== 'clock')
    if (said.length === 0) return
    const { act } = doingNow()
    if (act === null) throw new Violation(`4: ${said[0]?.type} in nobody's name`)
    act.commits += 1
    act.recorded.push(key)
    if (act.commits > 1) throw new Violation(`9: one click was recorded ${act.commits} times`)
    for (const event of said) {
      if (this.#personOf(event.by)?.human !== act.who.human)
        throw new Violation(`4: ${event.type} in the name of somebody else`)
      const active = heldSince(act.who, act.since, ({ standing }) => standing === 'active')
      if (!active) throw new Violation(`4: ${event.type} by somebody who may do nothing`)
      this.#withAuthority(event, act)
      this.#asOnePerson(known, event, act)
    }
    const free: readonly (RequestEventType | undefined)[] = ['submitted', 'withdrawn']
    if (free.includes(said[0]?.type) || act.digest === null) return
    if (act.digest !== revisionNow(known.events).digest)
      throw new Violation(`4: ${said[0]?.type} on a revision that was not seen`)
  }

  /** Their own, or that of somebody who is away and lent it to them. */
  #withAuthority(event: RequestEvent, { who, since }: Act): void {
    if (event.type !== 'decided' && event.type !== 'ruled') return
    const lender = event.onBehalfOf === undefined ? who : this.#personOf(event.onBehalfOf)
    const holds = (powers: Powers) =>
      event.type === 'decided' ? powers.groups.includes(event.group) : powers.levels.length > 0
    if (lender === null || !this.#world.accountsOf(lender).some((one) => heldSince(one, since, holds)))
      throw new Violation(`4: ${event.type} without being asked for it`)
  }

  /** Invariant 3 for one human with several accounts, once an operator has said that they are. */
  #asOnePerson({ events }: Known, event: RequestEvent, { who, since }: Act): void {
    if ((event.type !== 'decided' && event.type !== 'ruled') || !this.#world.wasJoined(who, since)) return
    const revision = revisionNow(events).number
    // What was taken back was not heard.
    const others = standing(events).filter(
      ({ by }) => by !== event.by && this.#personOf(by)?.human === who.human,
    )
    for (const other of others)
      if (other.type === 'submitted' || (other.type === 'decided' && other.revision === revision))
        throw new Violation(`3: ${event.type} by another account of somebody who was heard`)
  }

  /**
   * Somebody is about to be joined: from then on no account tells whose id theirs was, and a click that was under way is
   * still recorded by it.
   */
  meet(): void {
    for (const { person } of this.#tables.identities.values()) this.#personOf(person)
  }

  /** Whose account the id was when it was first met: an operator may join accounts later. */
  #personOf(id: string): Somebody | null {
    const known = this.#people.get(id)
    if (known !== undefined) return known
    const found = this.#firstAccountOf(id)
    if (found !== null) this.#people.set(id, found)
    return found
  }

  #firstAccountOf(id: string): Somebody | null {
    for (const [key, { person }] of this.#tables.identities) {
      const [platform, , user]: readonly string[] = JSON.parse(key)
      if (person === id) return this.#world.at(platform ?? '', user ?? '')
    }
    return null
  }

  /** The acknowledgement leaves: whatever was said to be recorded is in the ledger by now. */
  acknowledged(act: Act): void {
    this.check(() => {
      for (const { key, outcome, request, why, late } of act.answers) {
        this.#scheduler.meet(`answered ${outcome} ${why}`.trim())
        this.#scheduler.tell(`  act ${act.id} is answered: ${outcome} ${why}`.trimEnd())
        if (outcome === 'refused' && late && !ofThePerson.has(why))
          throw new Violation(`9: a click that is in the ledger was refused when it came again: ${why}`)
        if (outcome !== 'done' || act.commits > 0 || this.#tables.dedupe.has(key)) continue
        const events = this.#tables.requests.get(request ?? '')?.events ?? []
        const before = events.some(
          ({ event }) => event.by !== 'clock' && this.#personOf(event.by)?.human === act.who.human,
        )
        if (!before) throw new Violation('9: an acknowledged click is not in the ledger')
        this.#scheduler.meet('answered for a repetition')
      }
    })
  }

  began(card: string): void {
    this.#unsettled.set(card, [...(this.#unsettled.get(card) ?? []), this.#scheduler.now])
  }

  ended(card: string, outcome: DeliveryOutcome): void {
    if (outcome.outcome !== 'delivered') this.#scheduler.meet(`delivery ${outcome.outcome}`)
    const certain = outcome.outcome === 'failed' || (outcome.outcome === 'retry' && !outcome.uncertain)
    if (certain) this.#unsettled.get(card)?.pop()
  }

  settled(card: string, settlement: CardSettlement): void {
    if (settlement.outcome !== 'delivered') return
    // One that is as old as this slept on the way: somebody else took over, and could not know of it.
    const open = this.#unsettled.get(card) ?? []
    const young = open.findLastIndex((began) => this.#scheduler.now - began < overtaken)
    if (young >= 0) open.splice(young, 1)
  }

  /** How many deliveries there were of which the program could not know whether they arrived. */
  unsettledOf(card: string): number {
    return this.#unsettled.get(card)?.length ?? 0
  }

  /** Whose account it was that got this id in the ledger; null where none is known. */
  whoIs(id: string): Somebody | null {
    return this.#personOf(id)
  }

  get states(): readonly { readonly request: string; readonly state: RequestState }[] {
    return [...this.#requests].map(([request, { state }]) => ({ request, state }))
  }
}
