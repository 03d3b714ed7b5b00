/** What must be true once nothing goes wrong any more and everything has had its time. */
import type { Deps } from '../../../src/app/deps.ts'
import { readWhoIsWho } from '../../../src/app/directory/joined.ts'
import type { CardRow, Store } from '../../../src/app/ports.ts'
import { type App, createApp } from '../../../src/app/runner.ts'
import { createWake } from '../../../src/app/wake.ts'
import { isOpen, nextDueAt } from '../../../src/domain/request/queries.ts'
import type { Owner } from '../engine/scheduler.ts'
import { type Place, portsOf } from '../replica.ts'
import { untold } from './untold.ts'

/** A timer may be this late once everything works, in milliseconds: a loop sleeps half a minute at most. */
const lateness = 40_000

const healthy: Owner = { name: 'health', alive: true, paused: false }

interface Healthy {
  readonly app: App
  readonly store: Store
}

/** The same application over the same store, with nothing in between. */
function healthyApp(place: Place): Healthy {
  const ports = portsOf(place, null)
  const deps: Deps = {
    store: ports.store,
    people: ports.people,
    blobs: ports.blobs,
    clock: place.scheduler.clockOf(healthy),
    ids: place.ids,
    organisation: () => place.world.organisation,
    accounts: [ports.slack.accounts, ports.teams.accounts],
    chats: [ports.slack.chat, ports.teams.chat],
    attachments: { fetch: async () => ({ ok: false, reason: 'not_found' }) },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    wake: createWake(),
    random: () => 0,
  }
  return { app: createApp(deps), store: ports.store }
}

/** Every timer has fired, every card is right, nobody got anything twice without reason. Gives what is wrong. */
export async function checkHealth(place: Place): Promise<readonly string[]> {
  const { app, store } = healthyApp(place)
  const wrong: string[] = []
  const rows: CardRow[] = []
  for (const { request, state } of place.judge.states) {
    if (state === null) continue
    const due = nextDueAt(state)
    if (due !== null && due < place.scheduler.now - lateness)
      wrong.push(`a timer was missed: ${state.status} was due ${place.scheduler.now - due} ms ago`)
    const own = await store.cardsOf(request)
    rows.push(...own)
    const isTold = own.some(
      ({ recipient, purpose, delivered }) =>
        recipient.type === 'person' &&
        recipient.person === state.requester &&
        purpose.type === 'living' &&
        delivered > 0,
    )
    if (isOpen(state) && !isTold) wrong.push('nobody told the requester')
  }
  for (const row of rows) {
    const problem = problemOf(row, place)
    if (problem !== null) wrong.push(`${problem} (${row.id}, ${JSON.stringify(row.purpose)})`)
  }
  if (wrong.length === 0) wrong.push(...(await forgotten(place, { app, store })))
  if (wrong.length === 0) wrong.push(...(await outdated(rows, place, { app, store })))
  for (const text of wrong) place.scheduler.tell(`WRONG ${text}`)
  return wrong
}

/** Whoever is asked has a card of it. Gives whom nobody told. */
async function forgotten(place: Place, { app, store }: Healthy): Promise<readonly string[]> {
  const missing = async () => {
    const absences = await store.currentDirectory('absence', place.scheduler.now)
    const away = absences.map(({ person }) => person)
    const who = await readWhoIsWho({ store, clock: place.scheduler.clockOf(healthy) })
    const found: string[] = []
    for (const { request, state } of place.judge.states)
      if (state !== null && isOpen(state))
        found.push(...untold(state, await store.cardsOf(request), away, who, place))
    return found
  }
  if ((await missing()).length === 0) return []
  // Whoever came back is asked with the next look, which comes within five minutes.
  await app.availability.look()
  return (await missing()).map((name) => `nobody told ${name}, who is asked`)
}

function problemOf(row: CardRow, { slack, teams, judge }: Place): string | null {
  const posts = [...slack.messages, ...teams.messages].filter(({ card }) => card === row.id)
  const inSlack = posts.every(({ place }) => /^[CDG]/.test(place))
  // Slack can be asked whether a message is there; Teams cannot, and neither can Slack of what may be in Teams.
  const excused = inSlack
    ? slack.ambiguities.of(row.id)
    : judge.unsettledOf(row.id) + teams.ambiguities.of(row.id)
  if (posts.length > 1 + excused) return `${posts.length} messages of one card, ${excused} excused`
  // Nobody to talk to, or a platform that opens no conversation: people were told one by one.
  if (row.parked && row.recipient.type === 'mediation') return null
  if (row.parked) return `a card is put aside: ${row.lastError}`
  return row.delivered < row.wanted ? 'a card is behind' : null
}

/** Draws every card again: whatever then looks different had shown something else. */
async function outdated(
  rows: readonly CardRow[],
  place: Place,
  { app, store }: Healthy,
): Promise<readonly string[]> {
  // Cards say how many others may decide. Whoever comes and goes is no event, and shows with the next one.
  // So it is with names: of accounts that were joined, that of the one looked up last, also where the operator was not
  // told that it was recorded.
  const joined = await store.currentDirectory('accounts', place.scheduler.now)
  if (place.world.changed || joined.length > 0) return []
  // Absences are no events either: they are looked for every five minutes, and now.
  await app.availability.look()
  await app.deliverer.settleAll()
  // They are followed while a request is open. Whoever stood in may still be offered to revoke what is settled, and is refused.
  const stoodIn = (await store.currentDirectory('absence', 0)).length > 0
  const open = new Set(
    (await store.list({ open: true, by: 'deadline', limit: 1_000 })).map((one) => one.request),
  )
  const living = rows.filter(
    ({ purpose, reference, request }) =>
      purpose.type === 'living' && reference !== null && (!stoodIn || open.has(request)),
  )
  const before = living.map(({ reference }) => shownAt(place, reference ?? ''))
  for (const request of new Set(living.map((row) => row.request))) await app.redraw(request)
  await app.deliverer.settleAll()
  return living.flatMap((row, index) => {
    const now = shownAt(place, row.reference ?? '')
    const difference = differenceOf(before[index], now)
    return difference === null ? [] : [`a card shows something else: ${difference} (${row.id})`]
  })
}

function shownAt(place: Place, reference: string): unknown {
  const { channel, ts, conversation, activity }: Record<string, string> = JSON.parse(reference)
  return channel === undefined
    ? place.teams.lookAt(conversation ?? '', activity ?? '')
    : place.slack.lookAt(channel, ts ?? '')
}

function differenceOf(shown: unknown, right: unknown): string | null {
  const [one, other] = [withoutVersions(shown), withoutVersions(right)]
  if (one === other) return null
  const shared = Array.from({ length: one.length }, (_, index) => index)
  const at = shared.find((index) => one[index] !== other[index]) ?? one.length
  const around = (text: string) => text.slice(Math.max(0, at - 60), at + 80)
  return `${around(one)} for ${around(other)}`
}

/** The version that buttons carry changes with every event, also where nothing that anybody sees does. */
const withoutVersions = (look: unknown) => (JSON.stringify(look) ?? '').replaceAll(/(\\*"n\\*":)\d+/g, '$1_')
