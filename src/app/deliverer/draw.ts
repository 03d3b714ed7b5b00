import type { Instant } from '../../domain/flavour.ts'
import { groupsOf, isOpen, levelsOf } from '../../domain/request/queries.ts'
import { asKnown } from '../../domain/request/same-person.ts'
import type { Request } from '../../domain/request/state.ts'
import type { Card } from '../../view/card.ts'
import { mediationCard, noticeCard, requestCard } from '../../view/cards.ts'
import type { Reader } from '../../view/cast.ts'
import { asPlain, type Locale } from '../../view/text.ts'
import { formerlyStoodInFor } from '../absence/former.ts'
import { buildCast } from '../cast.ts'
import { knownConversation } from '../conversation.ts'
import type { Parts } from '../parts.ts'
import type { CardRow, Person, Platform, StoredEvent } from '../ports.ts'
import { digestNotWaitedFor } from './hold.ts'
import { isStillNews, noticeKindOf, wasTakenBack } from './news.ts'

/** Where and when a card is seen. */
type Seen = Pick<Reader, 'chat' | 'overheard'> & { readonly seenIn: Platform; readonly at: Instant }

/**
 * What the card's recipient is to see of the request as it is at `at`; null when there is nothing (any more) to tell.
 * `person` is the recipient where it is one. Throws `LookupFailed` where a roster was never known.
 */
export async function draw(
  row: CardRow,
  history: readonly StoredEvent[],
  request: Request,
  person: Person | null,
  parts: Parts,
  { seenIn, at, ...said }: Seen,
): Promise<Card | null> {
  const locale = person?.locale ?? (await sharedLocaleOf(row, parts)) ?? parts.organisation().locale
  const { purpose } = row
  const reader = await readerOf(row, request, person, locale, parts)
  if (isUnwanted(row, request, reader)) return null
  const lenders = reader.actor.standsInFor?.map((lender) => lender.person)
  const cast = await buildCast([request], locale, parts, lenders, seenIn)
  if (purpose.type === 'living')
    return purpose.view === 'mediation'
      ? mediationCard(request, locale, cast, at, said)
      : requestCard(request, { ...reader, ...said }, cast, at)

  const kind = noticeKindOf(purpose.notice)
  const cause = history.find(({ version }) => version === purpose.about)?.event
  if (kind === null || cause === undefined) throw new Error(`no such notice: ${purpose.notice}`)
  if (wasTakenBack(kind, purpose.about, request)) return null
  if (!isStillNews(kind, cause, request, row.recipient)) return null
  return noticeCard(kind, request, cause, { ...reader, ...said }, cast, at)
}

/** The language of everybody in a mediation's conversation; null elsewhere, and where they do not share one. */
async function sharedLocaleOf({ recipient, request }: CardRow, parts: Parts): Promise<Locale | null> {
  if (recipient.type !== 'mediation') return null
  const which = recipient.beside === undefined ? 'first' : 'beside'
  const conversation = await knownConversation(request, parts, which)
  if (conversation === null || conversation === 'impossible') return null
  const people = await Promise.all(conversation.people.map((id) => parts.directory.person(id)))
  const [locale, ...others] = new Set(people.flatMap((person) => (person === null ? [] : [person.locale])))
  return others.length === 0 ? (locale ?? null) : null
}

/** Members who were taken out of their group since keep their card, without the choices. */
async function readerOf(
  row: CardRow,
  request: Request,
  person: Person | null,
  locale: Locale,
  parts: Parts,
): Promise<Reader> {
  // A mediation's conversation holds several sides: to the view that is an observer, who sees what all may see.
  if (person === null)
    return {
      role: row.recipient.type === 'channel' ? 'reviewer' : 'observer',
      actor: anybodyOf(row),
      locale,
    }
  if (isObserver(row)) return { role: 'observer', actor: anybodyOf(row), locale, keptInformed: true }
  const actor = asKnown(request, await parts.directory.readerOf(person))
  if (actor.person === request.requester) return { role: 'requester', actor, locale }
  const decides = groupsOf(request, actor).some((group) => Object.hasOwn(request.policy.groups, group))
  if (decides && !isBrief(row)) {
    const digest = await digestNotWaitedFor(request, actor, person, parts)
    return { role: 'reviewer', actor, locale, ...(digest === null ? {} : { notInDigest: digest }) }
  }
  const role = levelsOf(request, actor).length > 0 ? 'executive' : 'observer'
  const isReview = row.purpose.type === 'living' && row.purpose.view === 'review'
  if (role === 'executive' || !isReview || !isOpen(request)) return { role, actor, locale }
  const ids = await formerlyStoodInFor(parts, request, actor.person)
  const names = await Promise.all(ids.map((id) => parts.directory.person(id)))
  const stoodInFor = names.filter((each) => each !== null).map(({ name }) => asPlain(name))
  return { role, actor, locale, ...(stoodInFor.length === 0 ? {} : { stoodInFor }) }
}

const isObserver = ({ purpose }: CardRow) => purpose.type === 'living' && purpose.view === 'observer'
const isBrief = ({ purpose }: CardRow) => purpose.type === 'living' && purpose.view === 'brief'

/** A brief that did not go out before somebody else ruled, or the escalation was taken back: its executive need not hear of it. */
const isUnwanted = (row: CardRow, request: Request, { actor }: Reader) =>
  isBrief(row) &&
  row.reference === null &&
  !row.uncertain &&
  !(request.status === 'escalated' && levelsOf(request, actor).some((level) => level <= request.level))

/** The reader of a shared place: any member of the group, nobody in particular. */
function anybodyOf({ recipient }: CardRow): Reader['actor'] {
  return {
    person: '',
    standing: 'active',
    mayRequest: false,
    groups: recipient.type === 'channel' ? [recipient.group] : [],
    executiveLevels: [],
  }
}

/** The version that a card shows which is drawn from this history. */
export const versionOf = (history: readonly StoredEvent[]): number => history.at(-1)?.version ?? 0
