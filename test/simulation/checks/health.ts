/** What must be true once nothing goes wrong any more and everything has had its time. */
import { message } from '../../../adapters/slack/render.ts'
import { render } from '../../../adapters/teams/render.ts'
import { createAbsences } from '../../../src/app/absence/absences.ts'
import { createStatuses } from '../../../src/app/absence/statuses.ts'
import { draw } from '../../../src/app/deliverer/draw.ts'
import type { Deps } from '../../../src/app/deps.ts'
import { createDirectory } from '../../../src/app/directory/directory.ts'
import { createDraftBook } from '../../../src/app/drafts/book.ts'
import { createLanes } from '../../../src/app/lanes.ts'
import { fold } from '../../../src/app/load.ts'
import type { Parts } from '../../../src/app/parts.ts'
import type { CardRow } from '../../../src/app/ports.ts'
import { createWake } from '../../../src/app/wake.ts'
import { isOpen, nextDueAt } from '../../../src/domain/request/queries.ts'
import type { Card } from '../../../src/view/card.ts'
import { filesOf, peopleIn } from '../../../src/view/drawing.ts'
import { Violation } from '../../domain/model/history.ts'
import type { Owner } from '../engine/scheduler.ts'
import { type Place, portsOf } from '../replica.ts'

/** A timer may be this late once everything works, in milliseconds: a loop sleeps half a minute at most. */
const lateness = 40_000

/** The same application over the same store, with nothing in between. */
function healthyParts(place: Place) {
  const ports = portsOf(place, null)
  const owner: Owner = { name: 'health', alive: true, paused: false }
  const deps: Deps = {
    store: ports.store,
    people: ports.people,
    blobs: ports.blobs,
    clock: place.scheduler.clockOf(owner),
    ids: place.ids,
    organisation: () => place.world.organisation,
    accounts: [ports.slack.accounts, ports.teams.accounts],
    chats: [ports.slack.chat, ports.teams.chat],
    attachments: { fetch: async () => ({ ok: false, reason: 'not_found' }) },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    wake: createWake(),
    random: () => 0,
  }
  const parts: Parts = {
    ...deps,
    absences: createAbsences({ ...deps, statuses: createStatuses(deps) }),
    directory: createDirectory(deps),
    lanes: createLanes(),
    drafts: createDraftBook(deps),
  }
  return { parts, ports }
}

/** The organisation has worked with the product before: everybody was seen once. */
export async function acquaint(place: Place): Promise<void> {
  await healthyParts(place).parts.directory.prepare()
}

/** Every timer has fired, every card is right, nobody got anything twice without reason. Gives what is wrong. */
export async function checkHealth(place: Place): Promise<readonly string[]> {
  const wrong: string[] = []
  const say = (text: string) => {
    wrong.push(text)
    place.scheduler.note(`WRONG ${text}`)
  }
  const { parts, ports } = healthyParts(place)
  for (const { request, state } of place.judge.states) {
    if (state === null) continue
    const due = nextDueAt(state)
    if (due !== null && due < place.scheduler.now - lateness)
      say(`a timer was missed: ${state.status} was due ${place.scheduler.now - due} ms ago`)
    const rows = await parts.store.cardsOf(request)
    for (const row of rows) {
      const problem = await problemOf(row, place, parts, ports)
      if (problem !== null) say(`${problem} (${row.id}, ${JSON.stringify(row.purpose)})`)
    }
    if (isOpen(state)) for (const missing of untold(state, rows)) say(`nobody told ${missing}`)
  }
  return wrong
}

function untold(state: Parameters<typeof isOpen>[0], rows: readonly CardRow[]): readonly string[] {
  const told = (person: string) =>
    rows.some(
      ({ recipient, purpose, delivered }) =>
        recipient.type === 'person' &&
        recipient.person === person &&
        purpose.type === 'living' &&
        delivered > 0,
    )
  const asked = Object.entries(state.assigned).flatMap(([group, { people }]) =>
    state.status === 'in_review' && Object.hasOwn(state.review, group) ? people : [],
  )
  const away = (person: string) => !rows.some(({ recipient }) => JSON.stringify(recipient).includes(person))
  return [
    ...(told(state.requester) ? [] : ['the requester']),
    ...asked.filter((person) => !told(person) && away(person)).map(() => 'somebody who is asked'),
  ]
}

async function problemOf(
  row: CardRow,
  place: Place,
  parts: Parts,
  ports: ReturnType<typeof portsOf>,
): Promise<string | null> {
  const posts = [...place.slack.messages, ...place.teams.messages].filter(({ card }) => card === row.id)
  const inSlack = posts.some(({ place: where }) => /^[DG]/.test(where))
  // Slack can be asked whether a message is there; Teams cannot.
  const excused = inSlack
    ? place.slack.ambiguities.of(row.id)
    : place.judge.unsettledOf(row.id) + place.teams.ambiguities.of(row.id)
  if (posts.length > 1 + excused) return `${posts.length} messages of one card, ${excused} excused`
  // Nobody to talk to, or a platform that opens no conversation: people were told one by one.
  if (row.parked && row.recipient.type === 'mediation') return null
  if (row.parked) return `a card is put aside: ${row.lastError}`
  if (row.delivered < row.wanted) return 'a card is behind'
  if (row.purpose.type !== 'living' || row.reference === null) return null
  // Cards say how many others may decide. Whoever comes and goes is no event, and shows with the next one.
  if (place.world.changed) return null
  const card = await expected(row, parts)
  if (card === null) return null
  const shown = shownAt(place, row.reference)
  const context = await ports.slack.lookUp(peopleIn(card), filesOf(card))
  const right = shown.platform === 'slack' ? message(card, context).blocks : render(card).card
  return difference(shown.look, right)
}

async function expected(row: CardRow, parts: Parts): Promise<Card | null> {
  const history = await parts.store.read(row.request)
  const request = fold(history)
  if (request === null) throw new Violation('a card of no request')
  const person = row.recipient.type === 'person' ? await parts.directory.person(row.recipient.person) : null
  return draw(row, history, request, person, parts)
}

function shownAt(place: Place, reference: string): { platform: 'slack' | 'teams'; look: unknown } {
  const { channel, ts, conversation, activity }: Record<string, string> = JSON.parse(reference)
  return channel === undefined
    ? { platform: 'teams', look: place.teams.lookAt(conversation ?? '', activity ?? '') }
    : { platform: 'slack', look: place.slack.lookAt(channel, ts ?? '') }
}

/** The version that buttons carry changes with every event, also where nothing that anybody sees does. */
function difference(shown: unknown, right: unknown): string | null {
  const [one, other] = [withoutVersions(shown), withoutVersions(right)]
  if (one === other) return null
  const at = [...one].findIndex((character, index) => character !== other[index])
  const around = (text: string) => text.slice(Math.max(0, at - 40), at + 60)
  return `a card shows something else: ${around(one)} for ${around(other)}`
}
const withoutVersions = (look: unknown) =>
  (JSON.stringify(look) ?? '').replaceAll(/(\\*"n\\*":)\d+/g, '$1_').replaceAll(/\\*"version\\*":\d+/g, '')
