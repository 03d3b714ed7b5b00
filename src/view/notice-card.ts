import type { Instant } from '../domain/flavour.ts'
import type { RulingVerb } from '../domain/request/decision.ts'
import type { RequestEvent } from '../domain/request/events.ts'
import type { Request } from '../domain/request/state.ts'
import type { NoticeCard, Tone } from './card.ts'
import type { Cast, Reader } from './cast.ts'
import { detailsOf, openingOf } from './choices.ts'
import type { NoticeKind } from './notice-kinds.ts'
import { positionsOf } from './positions.ts'
import { asText, paragraph } from './rich.ts'
import { limits, shorten } from './shorten.ts'
import {
  instant,
  may,
  person,
  requesterOf,
  type Sight,
  sharedSightOf,
  sightOf,
  speakerOf,
  timeOf,
} from './sight.ts'
import { type Situation, situationOf } from './situation.ts'
import { slotMissed } from './slot-missed.ts'
import { asPlain, type Rich } from './text.ts'

interface Told {
  readonly tone: Tone
  readonly headline: string
  readonly lines: readonly Rich[]
}

/**
 * A message that is posted once. `cause` is the event that it is about; the request is as it is when the message is
 * written, which may be later: a message then speaks of the present, because what was asked is not asked any more.
 */
export function noticeCard(
  notice: NoticeKind,
  request: Request,
  cause: RequestEvent,
  reader: Reader,
  cast: Cast,
  at: Instant,
): NoticeCard {
  const sight = sightFor(request, reader, cast, at)
  const told = tell(notice, sight, cause)
  const lines = reader.overheard === true ? [overheard(sight)] : told.lines
  return {
    type: 'notice',
    request: request.id,
    number: request.number,
    locale: reader.locale,
    tone: told.tone,
    headline: shorten(told.headline, limits.headline),
    lines: lines.filter((line) => line.length > 0),
    choices: [informing.includes(notice) ? detailsOf(sight) : openingOf(sight)],
    version: request.version,
    digest: sight.revision.digest,
  }
}

/** Nobody in particular reads for a conversation of several people: it holds nothing that one of them must not see yet. */
function sightFor(request: Request, reader: Reader, cast: Cast, at: Instant): Sight {
  const { person, groups } = reader.actor
  const shared = person === '' && groups.length === 0
  return shared ? sharedSightOf(request, reader.locale, cast, at) : sightOf(request, reader, cast, at)
}

const overheard = ({ messages }: Sight): Rich =>
  messages.notices.overheardNotice(asPlain(messages.choices.label.details))

const informing: readonly NoticeKind[] = ['position_stated', 'lapsed', 'withdrawn', 'revoked']

function tell(notice: NoticeKind, sight: Sight, cause: RequestEvent): Told {
  const now = situationOf(sight)
  switch (notice) {
    case 'review_asked':
      return { ...now, lines: [now.status, whyLine(sight), ...now.next] }
    case 'widened':
      return widened(sight, cause, now)
    case 'revised':
      return revised(sight, now)
    case 'changes_requested':
    case 'conditions_offered':
    case 'approved':
    case 'rejected':
      return { ...now, lines: [now.status, ...groupLines(sight), ...now.next] }
    case 'mediation_opened':
      return mediationOpened(sight, now)
    case 'position_stated':
      return positionStated(sight, cause, now)
    case 'resolved':
      return resolved(sight, now)
    case 'escalated':
      return escalated(sight, cause, now)
    case 'ruled':
      return ruled(sight, cause, now)
    case 'reminder':
      return reminder(sight, now)
    case 'slot_missed':
      return slotMissed(sight, cause, now)
    case 'undone':
      return undone(sight, cause, now)
    case 'lapsed':
    case 'withdrawn':
    case 'revoked':
      return { ...now, lines: [now.status, ...now.next] }
    default:
      return notice satisfies never
  }
}

const whyLine = ({ messages, revision }: Sight): Rich => messages.notices.why(revision.content.need.why)

/** Each side with its reasons: an outcome is never told without them. */
function groupLines(sight: Sight): readonly Rich[] {
  const { notices } = sight.messages
  return positionsOf(sight)
    .filter(({ group, state }) => group !== 'requester' && state !== 'pending' && state !== 'hidden')
    .flatMap(({ name, summary, details }) => [notices.groupSays(name, summary), ...details])
}

function widened(sight: Sight, cause: RequestEvent, now: Situation): Told {
  if (cause.type !== 'assigned') return { ...now, lines: [now.status, ...now.next] }
  return { ...now, lines: [sight.messages.notices.widened(sight.cast.group(cause.group)), ...now.next] }
}

function revised(sight: Sight, now: Situation): Told {
  const { notices } = sight.messages
  const line = may(sight, 'approve') ? notices.revised : notices.revisedForInformation
  return { ...now, lines: [line(requesterOf(sight), sight.revision.number), ...now.next] }
}

function mediationOpened(sight: Sight, now: Situation): Told {
  const { request, messages } = sight
  if (request.status !== 'deadlocked') return { ...now, lines: [now.status, ...now.next] }
  const due = request.mediation.dueAt
  return {
    tone: 'conflict',
    headline: messages.headlines.mediate(sight.name, timeOf(sight, due)),
    lines: [
      now.status,
      whyLine(sight),
      ...groupLines(sight),
      messages.deadline.mediation(instant(sight, due)),
      messages.notices.mediationOpened(),
      messages.next.mediationElse(),
    ],
  }
}

function positionStated(sight: Sight, cause: RequestEvent, now: Situation): Told {
  const { headlines, notices } = sight.messages
  if (cause.type !== 'position_stated') return { ...now, lines: [now.status] }
  const side = cause.side === 'requester' ? notices.requesterSide : sight.cast.group(cause.side)
  const speaker = person(sight, cause.by)
  return {
    tone: 'conflict',
    headline: headlines.positionStated(sight.name, asText([speaker])),
    lines: [notices.wouldAccept(speaker, asPlain(side), cause.wouldAccept)],
  }
}

function resolved(sight: Sight, now: Situation): Told {
  const { headlines, notices } = sight.messages
  const over = sight.request.status !== 'in_review'
  return {
    tone: 'positive',
    headline: headlines.agreed(sight.name),
    lines: [notices.resolved(), over ? now.status : notices.resolvedRevision(), ...(over ? now.next : [])],
  }
}

/** The status says already that there was no agreement; why there was no time for one is said before it. */
function escalated(sight: Sight, cause: RequestEvent, now: Situation): Told {
  const { notices } = sight.messages
  const because = cause.type === 'escalated' ? cause.because : 'mediation_ended'
  const why: Readonly<Record<typeof because, readonly Rich[]>> = {
    mediation_ended: [],
    mediation_used: [notices.mediationUsed()],
    executive_silent: [notices.nextExecutive()],
    everybody_away: [notices.everybodyAway()],
  }
  return { ...now, lines: [...why[because], now.status, ...now.next] }
}

/** What was decided is not said: it counts for nothing now, and not everybody had seen it. */
function undone(sight: Sight, cause: RequestEvent, now: Situation): Told {
  if (cause.type !== 'decision_undone') return { ...now, lines: [now.status, ...now.next] }
  const { headlines, notices } = sight.messages
  const wasApproved = sight.request.undone.some(
    ({ act, status }) => act === cause.act && status === 'approved',
  )
  const isApproved = sight.request.status === 'approved' || sight.request.status === 'published'
  return {
    tone: 'waiting',
    headline: headlines.undone(sight.name),
    lines: [
      notices.undone[cause.of](person(sight, cause.by)),
      ...(wasApproved && !isApproved ? [notices.notApproved()] : []),
      now.status,
      ...now.next,
    ],
  }
}

function ruled(sight: Sight, cause: RequestEvent, now: Situation): Told {
  if (cause.type !== 'ruled') return { ...now, lines: [now.status, ...now.next] }
  const { headlines, notices } = sight.messages
  const { verb, reason } = cause.ruling
  const headline = {
    approve: headlines.ruledApproved,
    approve_with_conditions: headlines.ruledApproved,
    reject: headlines.ruledRejected,
    send_back: headlines.ruledSentBack,
  }[verb]
  return {
    tone: toneOfRuling[verb],
    headline: headline(sight.name),
    lines: [
      paragraph(
        notices.ruling(speakerOf(sight, cause), notices.ruled[verb], reason),
        verb === 'send_back' ? [] : notices.final(),
      ),
      ...now.next,
    ],
  }
}

const toneOfRuling: Readonly<Record<RulingVerb, Tone>> = {
  approve: 'positive',
  approve_with_conditions: 'positive',
  reject: 'negative',
  send_back: 'waiting',
}

/** What is asked now, with a word before it that says it was asked before. */
function reminder(sight: Sight, now: Situation): Told {
  const { headlines } = sight.messages
  const { request } = sight
  const asked =
    request.status === 'deadlocked'
      ? headlines.mediate(sight.name, timeOf(sight, request.mediation.dueAt))
      : now.headline
  const deadline = now.deadline === null ? [] : [now.deadline.label]
  return {
    tone: now.tone,
    headline: headlines.reminder(asked),
    lines: [...deadline, ...now.next],
  }
}
