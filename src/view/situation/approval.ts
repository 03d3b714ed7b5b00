import { isSlotMissed, plannedSlot } from '../../domain/request/queries.ts'
import type { Obligation } from '../../domain/request/state.ts'
import { obligationLine } from '../conditions.ts'
import { linkTo } from '../link.ts'
import { paragraph } from '../rich.ts'
import { instant, may, requesterOf, type Sight, speakerOf, timeOf } from '../sight.ts'
import type { Rich } from '../text.ts'
import type { In, Situation } from './situation.ts'

export function approved(sight: Sight, request: In<'approved'>): Situation {
  const { status, deadline } = sight.messages
  const { valid } = request.approval
  const until = instant(sight, valid.dueAt)
  return {
    ...(sight.role === 'requester' ? toPublish(sight, request) : toWatch(sight, request)),
    status: paragraph(howApproved(sight, request), status.validUntil(until)),
    deadline: { at: valid.dueAt, label: deadline.validity(until) },
  }
}

type Turn = Pick<Situation, 'tone' | 'headline' | 'next'>

function toPublish(sight: Sight, request: In<'approved'>): Turn {
  const { headlines, next } = sight.messages
  const slot = plannedSlot(request)
  const missed = slot !== null && isSlotMissed(request)
  const open = openOf(request, 'before_publication')
  const lines = [
    ...openLines(sight, request),
    ...(may(sight, 'meet_condition') ? [next.confirmCondition()] : []),
    ...(open.length > 0 ? [next.meetFirst()] : []),
    ...(missed ? [next.chooseSlot(instant(sight, slot))] : []),
  ]
  if (open.length > 0)
    return { tone: 'action', headline: headlines.conditionsFirst(sight.name, open.length), next: lines }
  if (missed) return { tone: 'action', headline: headlines.chooseSlot(sight.name), next: lines }
  if (!may(sight, 'publish')) {
    return { tone: 'positive', headline: headlines.approved(sight.name), next: [...lines, next.nothing()] }
  }
  const later = slot !== null && slot > sight.at
  return {
    tone: 'action',
    headline: later
      ? headlines.publishAt(sight.name, timeOf(sight, slot))
      : headlines.publishNow[sight.kind](sight.name),
    next: [...lines, ...(later ? [next.publishAt(instant(sight, slot))] : []), next.publish[sight.kind]()],
  }
}

function toWatch(sight: Sight, request: In<'approved'>): Turn {
  const { headlines, next } = sight.messages
  const open = openOf(request, 'before_publication')
  const waiting =
    open.length > 0 ? next.waitingForConditions(open.length) : next.waitingForPublication(requesterOf(sight))
  return withOwnConditions(sight, {
    tone: 'positive',
    headline: headlines.approved(sight.name),
    next: [...openLines(sight, request), waiting, ...revocable(sight)],
  })
}

export function published(sight: Sight, request: In<'published'>): Situation {
  const { headlines, status, next } = sight.messages
  const lines = [...openLines(sight, request), ...revocable(sight)]
  return {
    ...withOwnConditions(sight, {
      tone: 'positive',
      headline: headlines.published(sight.name, sight.kind),
      next: lines.length === 0 ? [next.nothing()] : lines,
    }),
    status: status.published[sight.kind](instant(sight, request.publishedAt), linkTo(request.url)),
    deadline: null,
  }
}

/** Whoever has conditions to meet is told so first. */
function withOwnConditions(sight: Sight, turn: Turn): Turn {
  const { headlines, next } = sight.messages
  const own = sight.allowed.filter(({ verb }) => verb === 'meet_condition').length
  if (own === 0) return turn
  return {
    tone: 'action',
    headline: headlines.yourConditions(sight.name, own),
    next: [next.confirmCondition(), ...turn.next],
  }
}

const revocable = (sight: Sight): readonly Rich[] =>
  may(sight, 'revoke') ? [sight.messages.next.mayRevoke()] : []

const openOf = ({ approval }: In<'approved' | 'published'>, due: Obligation['due']) =>
  approval.obligations.filter((each) => each.due === due && each.met === null)

function openLines(sight: Sight, { approval }: In<'approved' | 'published'>): readonly Rich[] {
  return approval.obligations.flatMap((obligation, index) =>
    obligation.met === null
      ? [sight.messages.next.openCondition(obligationLine(sight, obligation, index + 1))]
      : [],
  )
}

function howApproved(sight: Sight, request: In<'approved'>): Rich {
  const { status } = sight.messages
  const { number } = sight.revision
  const ruled = request.rulings.at(-1)
  switch (request.approval.basis) {
    case 'quorum':
      return status.approvedByQuorum(number)
    case 'conditions_accepted':
      return status.approvedWithConditions(number, requesterOf(sight))
    case 'ruling':
      return ruled === undefined
        ? status.approvedByQuorum(number)
        : status.approvedByRuling(speakerOf(sight, ruled), number, ruled.ruling.reason)
    default:
      return request.approval.basis satisfies never
  }
}
