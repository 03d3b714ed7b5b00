import type { Instant } from '../domain/flavour.ts'
import type { DecisionRecord } from '../domain/request/decision.ts'
import { isOpen, undoUntil } from '../domain/request/queries.ts'
import type { Request } from '../domain/request/state.ts'
import { consequencesOf, questionOf } from './brief.ts'
import type { Fact, RequestCard, Risk } from './card.ts'
import type { Cast, Reader } from './cast.ts'
import { chatQuestion } from './chat-question.ts'
import { choicesOf } from './choices.ts'
import { contentOf, factsOf, needOf, titleOf } from './content.ts'
import { chatNames } from './moved-card.ts'
import { positionsOf, scoreOf } from './positions.ts'
import { listOf, paragraph, rich, sentence, textOf } from './rich.ts'
import { rulesOf } from './rules.ts'
import { limits, shorten } from './shorten.ts'
import {
  instant,
  may,
  namesOfGroups,
  person,
  requesterOf,
  type Sight,
  sharedSightOf,
  sightOf,
} from './sight.ts'
import { situationOf } from './situation.ts'
import { asPlain, type Plain, type Rich } from './text.ts'

/** One request as one reader sees it now. `at` decides which choices are still in time. */
export function requestCard(request: Request, reader: Reader, cast: Cast, at: Instant): RequestCard {
  const sight =
    reader.keptInformed === true
      ? sharedSightOf(request, reader.locale, cast, at)
      : sightOf(request, reader, cast, at)
  const { tone, headline, status, deadline, next } = situationOf(sight)
  const { content, digest } = sight.revision
  return {
    type: 'request',
    request: request.id,
    number: request.number,
    version: request.version,
    digest,
    role: reader.role,
    locale: reader.locale,
    tone,
    headline: shorten(headline, limits.headline),
    title: titleOf(sight),
    status,
    question: questionOf(sight),
    facts: [
      ...factsOf(sight),
      ...(isBriefed(sight, reader) ? rulesOf(sight) : []),
      ...informedOf(sight),
      ...undoneOf(sight),
    ],
    need: needOf(sight),
    content: contentOf(sight),
    media: content.kind === 'post' ? content.media : [],
    revisionNote: revisionNote(sight),
    risk: riskOf(sight),
    positions: positionsOf(sight),
    consequences: consequencesOf(sight),
    deadline,
    next: [
      ...withoutRequester(sight),
      ...standing(sight, reader),
      ...mayUndo(sight),
      ...atOnce(sight, reader),
      ...informing(sight, reader),
      ...next,
      ...insteadOf(sight, reader),
    ],
    choices: choicesOf(sight),
    ...(reader.chat?.says === 'asks' ? { chatQuestion: chatQuestion(reader.locale) } : {}),
  }
}

/** Which rules count is for whoever rules, or asks for everything; to others it would be one more line. */
const isBriefed = ({ request, role }: Sight, { inDetail }: Reader): boolean =>
  inDetail === true || (role === 'executive' && request.status === 'escalated')

/** Whose part the reader plays here, or played until a moment ago. */
function standing(
  { messages, locale, request, cast }: Sight,
  { actor, stoodInFor = [] }: Reader,
): readonly Rich[] {
  const list = (names: readonly Plain[]) =>
    listOf(
      names.map((name) => [textOf(name)]),
      locale,
    )
  if (stoodInFor.length > 0) return [messages.absence.standInOver(list(stoodInFor))]
  const lent = (actor.standsInFor ?? []).filter(
    ({ person, groups }) =>
      person !== request.requester &&
      groups.some((group) => Object.hasOwn(request.policy.groups, group) && !actor.groups.includes(group)),
  )
  const isUseful = lent.length > 0 && actor.person !== request.requester && isOpen(request)
  return isUseful ? [messages.absence.standingInFor(list(lent.map(({ person }) => cast.person(person))))] : []
}

/** Whoever asked can answer nothing any more: those who decide should know before they wait for it. */
function withoutRequester(sight: Sight): readonly Rich[] {
  const { request, messages } = sight
  if (request.requesterLeft === null || !isUnfinished(request)) return []
  const { requesterLeft, mayWithdraw } = messages.absence
  return [requesterLeft(requesterOf(sight)), ...(may(sight, 'withdraw') ? [sentence(mayWithdraw)] : [])]
}

const isUnfinished = (request: Request) =>
  isOpen(request) ||
  (request.status === 'published' && request.approval.obligations.some(({ met }) => met === null))

/** How long a mis-click can be taken back, for whoever made it. */
function mayUndo(sight: Sight): readonly Rich[] {
  const until = undoUntil(sight.request)
  return until !== null && may(sight, 'undo') ? [sight.messages.next.mayUndo(instant(sight, until))] : []
}

/** Why somebody has the card of whom nothing is asked. */
function informing({ request, messages }: Sight, { keptInformed }: Reader): readonly Rich[] {
  return keptInformed === true && isOpen(request) ? [messages.next.keptInformed()] : []
}

/** As many as are named; a configuration may name a whole department. */
const namedObservers = 5

function informedOf(sight: Sight): readonly Fact[] {
  const { observers } = sight.request
  if (observers.length === 0) return []
  const { terms } = sight.messages
  const names = observers.slice(0, namedObservers).map((id): Rich => [person(sight, id)])
  const more = observers.length - names.length
  const value = more === 0 ? names : [...names, [textOf(terms.morePeople(more))]]
  return [{ label: asPlain(terms.label.keptInformed), value: listOf(value, sight.locale) }]
}

/** Why a card did not wait for its reader's digest. */
function atOnce(sight: Sight, { notInDigest }: Reader): readonly Rich[] {
  if (notInDigest === undefined || !may(sight, 'approve')) return []
  return [sight.messages.digest.atOnce(instant(sight, notInDigest))]
}

/** Why the card is in this chat, where the reader chose another. */
function insteadOf({ messages }: Sight, { chat }: Reader): readonly Rich[] {
  return chat?.says === 'instead' ? [messages.chats.instead(chatNames[chat.closed])] : []
}

/** Who took what back, and when it had been said: it counts for nothing, but happened. */
function undoneOf(sight: Sight): readonly Fact[] {
  const { undone } = sight.request
  if (undone.length === 0) return []
  const { terms } = sight.messages
  const lines = undone.map(
    ({ by, of, at }): Rich => rich`${person(sight, by)}: ${terms.undone[of]}, ${instant(sight, at)}`,
  )
  return [{ label: asPlain(terms.label.undone), value: paragraph(...lines) }]
}

function riskOf(sight: Sight): Risk {
  const { screening } = sight.request
  return {
    tier: screening.tier,
    label: asPlain(scoreOf(sight, screening)),
    reasons: screening.reasons.flatMap((code) => screeningReason(sight, code)),
  }
}

/** Codes come from the ledger: one that this version of the program does not know any more is left out. */
function screeningReason({ messages }: Sight, code: string): readonly Plain[] {
  const known: Readonly<Record<string, string>> = messages.screening
  return Object.hasOwn(known, code) ? [asPlain(known[code] ?? '')] : []
}

/**
 * What became of the revision before: what groups asked to be changed, or why they rejected it. A group whose present
 * decision is hidden stays silent here too, because what it said last time hints at what it says now.
 */
function revisionNote(sight: Sight): Rich | null {
  const { number } = sight.revision
  if (number === 1) return null
  const { status } = sight.messages
  const { joined = [] } = sight.revision
  const visible = sight.groups.filter(({ outcome }) => outcome !== 'hidden').map(({ id }) => id)
  const said = sight.request.voided
    .filter(({ revision, group }) => revision === number - 1 && visible.includes(group))
    .flatMap((record) => objection(record).map((words) => ({ record, words })))
  return paragraph(
    status.revised(number, number - 1),
    joined.length === 0 ? [] : status.joined(namesOfGroups(sight, joined), joined.length),
    ...said.map(({ record, words }) =>
      status.earlierDecision(sight.cast.group(record.group), record.revision, words),
    ),
  )
}

function objection({ decision }: DecisionRecord): readonly string[] {
  if (decision.verb === 'request_changes') return [decision.changes]
  return decision.verb === 'reject' ? [decision.reason] : []
}
