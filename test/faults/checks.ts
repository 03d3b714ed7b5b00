/** What must hold whatever was broken, read off the ledger and off what people see. */
import { isJson, jsonAt } from '../../adapters/sandbox/slack-server/json.ts'
import { cardEvent } from '../../adapters/slack/deliver.ts'
import type { RequestEvent } from '../../src/domain/request/events.ts'
import { evolve } from '../../src/domain/request/evolve.ts'
import { nextDueAt } from '../../src/domain/request/queries.ts'
import type { RequestState } from '../../src/domain/request/state.ts'
import { acceptanceFaults, clickFaults } from '../support/process/checks.ts'
import { isPending, type Ledger, streamFaults, streamsOf } from '../support/process/ledger.ts'
import type { Witness } from '../support/process/witness.ts'
import type { Platforms } from './platforms.ts'

export interface Findings {
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  readonly races: readonly string[]
  readonly early: readonly string[]
  readonly other: readonly string[]
}

/** What was sent and answered so far, in both chats. */
export interface Witnessed extends Pick<Witness, 'clicks' | 'acceptances'> {
  readonly spentTriggers: ReadonlySet<string>
}

export const witnessedBy = ({
  witness,
  teamsWitness,
  spentTriggers,
}: Pick<Platforms, 'witness' | 'teamsWitness' | 'spentTriggers'>): Witnessed => ({
  clicks: new Map([...witness.clicks, ...teamsWitness.clicks]),
  acceptances: [...witness.acceptances, ...teamsWitness.acceptances],
  spentTriggers,
})

/** Clicks, races, timers and streams. */
export function ledgerFindings(ledger: Ledger, everybody: Witnessed): Findings {
  const { spentTriggers } = everybody
  const clicks = clickFaults(ledger, everybody).filter((fault) => !wasTriedAgain(fault))
  const isDouble = (fault: string) => / times$/.test(fault)
  const isLost = (fault: string) => / lost$/.test(fault)
  return {
    lost: [...clicks.filter(isLost), ...acceptanceFaults(ledger, everybody, spentTriggers)],
    doubled: clicks.filter(isDouble),
    races: raceFaults(ledger),
    early: earlyTimers(ledger),
    other: [...clicks.filter((fault) => !isDouble(fault) && !isLost(fault)), ...streamFaults(ledger)],
  }
}

/**
 * Whoever cannot be looked up is refused and asked to try again, and the same form is taken the next time. Only what is
 * refused after it was taken is wrong, and what is in the ledger although nobody was told anything else.
 */
function wasTriedAgain(fault: string): boolean {
  if (!/was refused and is in the ledger$|was told both$/.test(fault)) return false
  const answers = /answered ([a-z, ]+)\)/.exec(fault)?.[1]?.split(', ') ?? []
  const last = answers.lastIndexOf('refused')
  return last < answers.length - 1 && !answers.slice(0, last).includes('accepted')
}

/** Nobody is heard twice on one revision, and a request is settled once. */
function raceFaults(ledger: Ledger): readonly string[] {
  return [...streamsOf(ledger)].flatMap(([request, events]) => {
    const heard = new Set<string>()
    let settled: string | null = null
    return events.flatMap((event) => {
      if (event.type === 'decision_undone' || event.type === 'revised' || event.type === 'deadlocked') {
        heard.clear()
        settled = null
      }
      // To an executive at once, where the revision had its mediation before.
      if (event.type === 'contested') settled = null
      if (event.type === 'decided') {
        const name = `${event.group} by ${event.by}`
        const twice = heard.has(name) && !mayChange(events, event)
        heard.add(name)
        return twice ? [`${request}: ${name} decided twice`] : []
      }
      if (event.type !== 'approved' && event.type !== 'rejected') return []
      const before = settled
      settled = event.type
      return before === null
        ? []
        : [`${request} was ${before} and then ${event.type}: ${events.map(({ type }) => type).join(' ')}`]
    })
  })
}

/** In a mediation any reviewer may change the decision. */
const mayChange = (events: readonly RequestEvent[], event: RequestEvent) =>
  events.slice(0, events.indexOf(event)).some(({ type }) => type === 'deadlocked')

const ofTime: readonly RequestEvent['type'][] = [
  'reminded',
  'deadlocked',
  'escalated',
  'lapsed',
  'rejection_final',
  'slot_missed',
]

/** What the clock did before its time. What follows at once from a person's act is not the clock's doing. */
export function earlyTimers(ledger: Ledger): readonly string[] {
  return [...streamsOf(ledger)].flatMap(([request, events]) =>
    firingsOf(events)
      .filter(({ due, at }) => due === null || at < due)
      .map(({ type, at, due }) => `${request}: ${type} at ${at}, and due at ${due}`),
  )
}

/** What the clock did, when, and when it was due. */
export function firingsOf(
  events: readonly RequestEvent[],
): readonly { readonly type: string; readonly at: number; readonly due: number | null }[] {
  let state: RequestState = null
  let last: RequestEvent | null = null
  const firings: { type: string; at: number; due: number | null }[] = []
  for (const event of events) {
    const opens = last === null || last.at !== event.at
    if (opens && event.by === 'clock' && ofTime.includes(event.type) && state !== null)
      firings.push({ type: event.type, at: event.at, due: nextDueAt(state) })
    state = evolve(state, event)
    last = event
  }
  return firings
}

export interface CardFindings {
  readonly wrong: readonly string[]
  /** Messages of a card beyond its first. */
  readonly doublesInSlack: readonly string[]
  readonly doublesInTeams: readonly string[]
}

/** Every card is one message; whatever is there belongs to a card. */
export function cardFindings(ledger: Ledger, platforms: Pick<Platforms, 'slack' | 'teams'>): CardFindings {
  const inSlack = slackMessages(platforms)
  const inTeams = teamsMessages(platforms)
  const wrong = ledger.cards.flatMap((card) => {
    const name = `card ${card.id} (${card.purpose} for ${card.recipient})`
    // Its people were told one by one, because no conversation could hold them when it began.
    if (card.parked === 1 && card.last_error === 'no_conversation') return []
    if (card.parked === 1) return [`${name} is parked: ${card.last_error}`]
    if (isPending(card)) return [`${name} shows ${card.delivered} of ${card.wanted}: ${card.last_error}`]
    if (card.reference === null) return []
    const there = isTeams(card.reference) ? inTeams.has(activityOf(card.reference)) : inSlack.has(card.id)
    return there ? [] : [`${name} was delivered and is nowhere`]
  })
  const known = new Set(ledger.cards.map(({ id }) => id))
  const strays = [...inSlack.keys()]
    .filter((id) => !known.has(id))
    .map((id) => `no card for message of ${id}`)
  const kept = new Set(
    ledger.cards.flatMap(({ reference }) => (reference === null ? [] : [activityOf(reference)])),
  )
  return {
    wrong: [...wrong, ...strays],
    doublesInSlack: [...inSlack]
      .filter(([, looks]) => looks.length > 1)
      .map(([id, looks]) => `${id}: ${looks.length}`),
    doublesInTeams: [...inTeams.keys()].filter((id) => !kept.has(id)),
  }
}

/** A card as people see it, and the version of the request that it is about. */
export interface Look {
  readonly look: string
  readonly of: number
}

/** What people see of each card. */
export function looksOf(
  ledger: Ledger,
  platforms: Pick<Platforms, 'slack' | 'teams'>,
): ReadonlyMap<string, Look> {
  const inSlack = slackMessages(platforms)
  const inTeams = teamsMessages(platforms)
  const versions = new Map(ledger.requests.map(({ id, version }) => [id, version]))
  return new Map(
    ledger.cards.flatMap((card) => {
      const { id, request, reference } = card
      // A deadline may have passed since everything was at rest: what waits to be drawn may look as before.
      if (reference === null || isPending(card)) return []
      const look = isTeams(reference) ? inTeams.get(activityOf(reference)) : inSlack.get(id)?.join('\n')
      return look === undefined ? [] : [[id, { look, of: versions.get(request) ?? 0 }] as const]
    }),
  )
}

/** Cards that look different although nothing happened in between: they were not right before. */
export function changedLooks(
  before: ReadonlyMap<string, Look>,
  after: ReadonlyMap<string, Look>,
): readonly string[] {
  return [...after].flatMap(([id, { look, of }]) => {
    const old = before.get(id)
    return old === undefined || old.of !== of || old.look === look
      ? []
      : [`card ${id} showed ${difference(old.look, look)}`]
  })
}

function difference(old: string, look: string): string {
  let at = 0
  while (old[at] === look[at]) at += 1
  const around = (text: string) => text.slice(Math.max(0, at - 60), at + 80)
  return `…${around(old)}… instead of …${around(look)}…`
}

const forMachines = ['block_id', 'refresh']
/** As people see it: versions in buttons, ids of blocks and for whom a client asks again are for machines. */
const asSeen = (value: unknown) =>
  JSON.stringify(value, (key, inner: unknown) => (forMachines.includes(key) ? undefined : inner)).replace(
    /(\\*"n\\*":)\d+/g,
    '$1_',
  )

function slackMessages({ slack }: Pick<Platforms, 'slack'>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const { messages } of slack.workspace.conversations.values())
    for (const { metadata, blocks } of messages) {
      if (!isJson(metadata) || metadata.event_type !== cardEvent) continue
      const card = jsonAt(metadata, 'event_payload')?.card
      if (typeof card === 'string') found.set(card, [...(found.get(card) ?? []), asSeen(blocks)])
    }
  return found
}

function teamsMessages({ teams }: Pick<Platforms, 'teams'>): ReadonlyMap<string, string> {
  return new Map(
    [...teams.tenant.conversations.values()].flatMap(({ messages }) =>
      messages
        .filter(({ from, attachments }) => from === null && attachments.length > 0)
        .map(({ id, attachments }): [string, string] => [id, asSeen(attachments)]),
    ),
  )
}

const isTeams = (reference: string) => reference.includes('"activity"')
function activityOf(reference: string): string {
  const parsed: unknown = JSON.parse(reference)
  return isJson(parsed) && typeof parsed.activity === 'string' ? parsed.activity : ''
}
