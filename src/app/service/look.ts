import type { Request } from '../../domain/request/state.ts'
import type { Card } from '../../view/card.ts'
import { buildCast } from '../cast.ts'
import { chatWords } from '../deliverer/chat-words.ts'
import { draw } from '../deliverer/draw.ts'
import { isOverheard, isShared, ownView } from '../deliverer/own-view.ts'
import { fold } from '../load.ts'
import type { Parts } from '../parts.ts'
import { type CardRow, LookupFailed, type Person, type Platform, type StoredEvent } from '../ports.ts'
import type { Service } from '../service.ts'
import { refused } from './answers.ts'

interface Found {
  readonly row: CardRow
  readonly history: readonly StoredEvent[]
  readonly request: Request
}

async function find(parts: Parts, { request: id, card }: { request: string; card: string }) {
  const [rows, history] = await Promise.all([parts.store.cardsOf(id), parts.store.read(id)])
  const row = rows.find((each) => each.id === card)
  const request = fold(history)
  return row === undefined || request === null ? null : { row, history, request }
}

export function keptAt({ store }: Pick<Parts, 'store'>): Service['keptAt'] {
  return async ({ request, card }) => {
    const row = (await store.cardsOf(request)).find((each) => each.id === card)
    if (row === undefined || row.reference === null) return null
    return { reference: row.reference, certain: !row.uncertain }
  }
}

export function isKept({ store }: Pick<Parts, 'store'>): Service['isKept'] {
  return async ({ reference }) => (await store.requestOfCard(reference)) !== null
}

/** Nothing is noted by it, also not where the person was last: a client asks by itself, and nobody acted. */
export function look(parts: Parts): Service['look'] {
  return async (input) => {
    const { identity, inPlace } = input
    const [found, identified] = await Promise.all([find(parts, input), parts.directory.personOf(identity)])
    const everybodys = async () => {
      const seen = found !== null && inPlace && isShared(found.row)
      return seen ? drawn(parts, found, null, identity.platform) : null
    }
    const answer = async (card: Card | null, otherwise: ReturnType<typeof refused>) => {
      const shown = card ?? (await everybodys())
      return shown === null ? otherwise : ({ outcome: 'card', card: shown } as const)
    }
    if (!identified.ok) return answer(null, refused(identified.refusal, identified.locale))
    const { person } = identified
    const unknown = refused({ code: 'unknown_request', params: {} }, person.locale)
    if (found === null) return unknown
    try {
      return await answer(await seenBy(parts, found, person, identity.platform), unknown)
    } catch (fault) {
      if (!(fault instanceof LookupFailed)) throw fault
      return answer(null, refused({ code: 'lookup_failed', params: {} }, person.locale))
    }
  }
}

/** What is this person's own; null where there is nothing of the kind, as on somebody else's card. */
async function seenBy(parts: Parts, found: Found, person: Person, seenIn: Platform): Promise<Card | null> {
  const { row, request } = found
  if (person.standing !== 'active') return null
  if (row.recipient.type === 'person') {
    const { now } = await parts.directory.whoIsWho()
    return now(row.recipient.person) === now(person.id) ? drawn(parts, found, person, seenIn) : null
  }
  if (!isShared(row)) return null
  const actor = await parts.directory.actorOf(person)
  const lenders = actor.standsInFor?.map((lender) => lender.person)
  const cast = await buildCast([request], person.locale, parts, lenders, seenIn)
  const sight = { row, request, overheard: await isOverheard(row, parts) }
  return ownView(sight, { person, actor }, cast, parts.clock.now())
}

/** As the deliverer draws it, but by the authority of this moment. */
async function drawn(
  parts: Parts,
  { row, history, request }: Found,
  person: Person | null,
  seenIn: Platform,
): Promise<Card | null> {
  const { directory } = parts
  const now = { ...parts, directory: { ...directory, readerOf: directory.actorOf } }
  const chat = parts.chats.find(({ platform }) => platform === seenIn)
  const said = chat === undefined ? {} : await chatWords(row, request, person, { chat }, parts)
  const overheard = (await isOverheard(row, parts)) ? ({ overheard: true } as const) : {}
  const at = parts.clock.now()
  return draw(row, history, request, person, now, { ...said, seenIn, at, ...overheard })
}
