import type { Instant } from '../../domain/flavour.ts'
import { isOpen } from '../../domain/request/queries.ts'
import type { Request } from '../../domain/request/state.ts'
import { cardsFor } from '../cards/cards.ts'
import { rosterOf } from '../cards/roster.ts'
import { talkAbout } from '../conversation.ts'
import { execute } from '../execute.ts'
import { codeOf } from '../faults.ts'
import { loadRequest } from '../load.ts'
import { createLoop, type Loop } from '../loop.ts'
import type { Parts } from '../parts.ts'
import { StoreUnavailable } from '../ports.ts'
import { reconnected } from '../reconnect.ts'
import { lookingForDeparted } from './departed.ts'
import { keepLook, lastLook } from './last-look.ts'

/** Nothing tells when somebody is deactivated, leaves a group or changes their status: it is looked for this often. */
const lookEvery = 5 * 60_000
/** Open requests that are looked at; the nearest deadlines first. */
const openLimit = 1_000

/** Who can be asked changes without an event of any request: absences begin and end, people leave. */
export interface Availability extends Loop {
  /**
   * Compares who can be asked now with who could be asked last time. Where that differs, every open request is brought
   * up to date: those who are new to it get a card, those who are not asked any more have theirs drawn again, and a
   * deadline that nobody can meet any more is not waited for. Never throws `LookupFailed`.
   */
  look(): Promise<void>
  /**
   * The same for whoever asked: those who left, and who is back, are asked of the platforms every five minutes at most.
   */
  lookForDeparted(): Promise<void>
}

export function createAvailability(parts: () => Parts): Availability {
  let turn: Promise<void> = Promise.resolve()
  const look = () => {
    const next = turn.then(() => lookOnce(parts()))
    turn = next.catch(() => {})
    return next
  }
  let departed: (() => Promise<void>) | null = null
  const lookForDeparted = () => {
    departed ??= lookingForDeparted(parts(), bringUpToDate)
    return departed()
  }
  let loop: Loop | null = null
  return {
    look,
    lookForDeparted,
    start() {
      const now = parts()
      const work = async () => {
        await look()
        await lookForDeparted()
      }
      loop ??= createLoop({ name: 'availability', work, nextAt: () => nextAt(now), parts: now })
      loop.start()
    },
    async stop() {
      await loop?.stop()
      await turn
    },
  }
}

/** The next beginning or end of an absence, or the next regular look. */
async function nextAt({ absences, clock }: Parts): Promise<Instant> {
  const now = clock.now()
  const said = [...(await absences.said(now)).values()].flat()
  const changes = said.flatMap(({ from, until }) => [from, until]).filter((at) => at > now)
  return Math.min(now + lookEvery, ...changes)
}

async function lookOnce(parts: Parts): Promise<void> {
  const now = parts.clock.now()
  const back = await Promise.all(parts.accounts.map(async (accounts) => accounts.recover?.(now) ?? false))
  if (back.includes(true)) await reconnected(parts)
  const signature = await signatureOf(parts).catch((fault: unknown) => {
    if (fault instanceof StoreUnavailable) throw fault
    parts.log.warn('who can be asked is not known now', { code: codeOf(fault) })
    return null
  })
  if (signature === null || signature === (await lastLook(parts.store))) return
  const open = await parts.store.list({ open: true, by: 'deadline', limit: openLimit })
  for (const { request } of open) await bringUpToDate(parts, request)
  // Last, so that a crash before it lets everything be done once more.
  await keepLook(parts.store, signature)
  parts.wake.notify()
}

/** Everybody who can be asked, by group and level, and who stands in for whom. */
async function signatureOf(parts: Parts): Promise<string> {
  const { groups, executives } = parts.organisation()
  const at = parts.clock.now()
  const lists = await Promise.all([
    ...groups.map(({ id }) => parts.directory.membersOf(id)),
    ...executives.map((_, index) => parts.directory.executivesOf(index + 1)),
  ])
  const away = await parts.absences.awayAt([...new Set(lists.flat())].sort(), at)
  await refreshDelegates(parts)
  const delegations = await parts.directory.delegations()
  return JSON.stringify({
    lists,
    // Nobody knows when a status ends that says nothing of it: its end moves on with every look.
    away: [...away].map(([person, { until, delegate, source }]) => [
      person,
      delegate,
      source === 'said' ? until : null,
    ]),
    delegations,
  })
}

/** Lists tell who left; who stands in by somebody's word is on no list and must be asked for. */
async function refreshDelegates({ absences, clock, directory }: Parts): Promise<void> {
  const said = [...(await absences.said(clock.now())).values()].flat()
  for (const delegate of new Set(said.map((absence) => absence.delegate))) {
    const [identity] = (delegate === null ? null : await directory.person(delegate))?.identities ?? []
    if (identity !== undefined) await directory.personOf(identity)
  }
}

/** A request that cannot be brought up to date now is not the others' problem; the clock will look at it again. */
async function bringUpToDate(parts: Parts, id: string, requester?: 'there' | 'left'): Promise<void> {
  try {
    await execute(parts, id, { type: 'pass_time', ...(requester === undefined ? {} : { requester }) }, null)
    const request = await loadRequest(parts.store, id)
    if (request !== null && isOpen(request)) await addMissingCards(parts, request)
  } catch (fault) {
    if (fault instanceof StoreUnavailable) throw fault
    parts.log.error('a request was not brought up to date', { request: id, code: codeOf(fault) })
  }
}

async function addMissingCards(parts: Parts, request: Request): Promise<void> {
  const roster = await rosterOf(request, parts)
  const talk = await talkAbout(request, roster, parts)
  const at = parts.clock.now()
  const cards = cardsFor({ request, before: request, roster, ...talk, events: [] })
  await parts.store.addCards(cards, request.version, at)
  await parts.store.redraw(request.id, at)
}
