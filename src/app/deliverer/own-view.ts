import type { Instant, PersonId } from '../../domain/flavour.ts'
import type { Actor } from '../../domain/request/actor.ts'
import { asKnown } from '../../domain/request/same-person.ts'
import type { Request } from '../../domain/request/state.ts'
import type { Card } from '../../view/card.ts'
import { ownMediationCard, requestCard } from '../../view/cards.ts'
import type { Cast } from '../../view/cast.ts'
import type { Locale } from '../../view/text.ts'
import { deciders, unique } from '../cards/participants.ts'
import { type Roster, rosterOf } from '../cards/roster.ts'
import { buildCast } from '../cast.ts'
import { knownConversation } from '../conversation.ts'
import type { Parts } from '../parts.ts'
import { type CardRow, LookupFailed, type Person, type Platform } from '../ports.ts'
import { isOnlyInformed, maySee, roleOf } from '../service/roles.ts'
import { whichOf } from './opening.ts'

/** Whether people read along whom the request does not concern. */
export async function isOverheard(row: CardRow, parts: Pick<Parts, 'store'>): Promise<boolean> {
  if (row.recipient.type !== 'mediation') return false
  const conversation = await knownConversation(row.request, parts, whichOf(row))
  return conversation !== null && conversation !== 'impossible' && conversation.thread === true
}

/** A card that several people have in one place: the one that is kept, not a message that tells of one event. */
export const isShared = ({ recipient, purpose }: Pick<CardRow, 'recipient' | 'purpose'>): boolean =>
  recipient.type !== 'person' && purpose.type === 'living'

/** Who looks, with the authority that they are to be shown. */
export interface Onlooker {
  readonly person: Person
  readonly actor: Actor
}

/** What is looked at. */
export interface Sight {
  readonly row: CardRow
  readonly request: Request
  /** See `isOverheard`. */
  readonly overheard: boolean
}

/**
 * A shared card as one of those who look at it sees it; null where that is what everybody sees: for whoever has no part
 * in the request, or is only kept informed of it.
 */
export function ownView(
  { row: { purpose }, request, overheard }: Sight,
  { person, actor: who }: Onlooker,
  cast: Cast,
  at: Instant,
): Card | null {
  const actor = asKnown(request, who)
  if (person.standing !== 'active' || !maySee(request, actor) || isOnlyInformed(request, actor)) return null
  const reader = {
    role: roleOf(request, actor),
    actor,
    locale: person.locale,
    amongOthers: true,
    ...(overheard ? ({ overheard: true } as const) : {}),
  } as const
  const isMediation = purpose.type === 'living' && purpose.view === 'mediation'
  return isMediation ? ownMediationCard(request, reader, cast, at) : requestCard(request, reader, cast, at)
}

/**
 * Those for whom a shared card looks different from what everybody sees, each with what it is for them, the most
 * concerned first. For drawing ahead only: what somebody's client then asks for is drawn anew, by their authority at that
 * moment. Nobody where a list is not known now: the card is right without it.
 */
export async function ownViews(
  row: CardRow,
  request: Request,
  everybodys: Card,
  parts: Parts,
  seenIn: Platform,
): Promise<readonly { readonly person: Person; readonly card: Card }[]> {
  if (!isShared(row)) return []
  try {
    const onlookers = await onlookersOf(row, request, parts)
    const casts = castsFor(request, onlookers, parts, seenIn)
    const at = parts.clock.now()
    const sight = { row, request, overheard: await isOverheard(row, parts) }
    const views = await Promise.all(
      onlookers.map(async (onlooker) => {
        const { person } = onlooker
        const card = ownView(sight, onlooker, await casts(person.locale), at)
        return card === null || isSame(card, everybodys) ? null : { person, card }
      }),
    )
    return views.filter((view) => view !== null)
  } catch (fault) {
    if (fault instanceof LookupFailed) return []
    throw fault
  }
}

const isSame = (one: Card, other: Card): boolean => JSON.stringify(one) === JSON.stringify(other)

/** One cast serves everybody of one language. */
function castsFor(request: Request, onlookers: readonly Onlooker[], parts: Parts, seenIn: Platform) {
  const lenders = onlookers.flatMap(({ actor }) => actor.standsInFor?.map(({ person }) => person) ?? [])
  const known = new Map<Locale, Promise<Cast>>()
  return (locale: Locale): Promise<Cast> => {
    const cast = known.get(locale) ?? buildCast([request], locale, parts, unique(lenders), seenIn)
    known.set(locale, cast)
    return cast
  }
}

async function onlookersOf(row: CardRow, request: Request, parts: Parts): Promise<readonly Onlooker[]> {
  const ids = await possibleOnlookers(row, request, parts)
  const people = await Promise.all(ids.map((id) => parts.directory.person(id)))
  return Promise.all(
    people
      .filter((person) => person !== null)
      .map(async (person) => ({ person, actor: await parts.directory.readerOf(person) })),
  )
}

async function possibleOnlookers(row: CardRow, request: Request, parts: Parts): Promise<readonly PersonId[]> {
  const { recipient } = row
  if (recipient.type === 'mediation') {
    const conversation = await knownConversation(request.id, parts, whichOf(row))
    return conversation === null || conversation === 'impossible' ? [] : conversation.people
  }
  if (recipient.type === 'person') return []
  return inOrder(recipient.group, request, await rosterOf(request, parts))
}

/** Of whom the group's channel is, before whoever else has a part in the request and may be there too. */
function inOrder(group: string, request: Request, { members, executives }: Roster): readonly PersonId[] {
  const own = members[group] ?? []
  const done = deciders(request)
  return unique([
    ...own.filter((person) => !done.includes(person)),
    ...own,
    ...done,
    request.requester,
    ...executives.flat(),
    ...Object.values(members).flat(),
  ])
}
