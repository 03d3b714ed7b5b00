import type { DeadlineKey, RequestEvent } from '../../domain/request/events.ts'
import { groupOutcomes, isOpen, isSlotMissed } from '../../domain/request/queries.ts'
import type { Request } from '../../domain/request/state.ts'
import { type NoticeKind, notices } from '../../view/cards.ts'
import { deciders } from '../cards/participants.ts'
import type { Recipient } from '../ports.ts'

export function noticeKindOf(name: string): NoticeKind | null {
  return notices.find((kind) => kind === name) ?? null
}

/** Whether what the notice tells was taken back since: who has not heard of it need not. */
export const wasTakenBack = (kind: NoticeKind, about: number, { undone }: Request): boolean =>
  kind !== 'undone' && undone.some(({ act, undoneBy }) => about >= act && about < undoneBy)

/**
 * Whether a notice that was delayed still says something true: outcomes always do, while what asks for something does
 * so only as long as it is waited for.
 */
export function isStillNews(
  kind: NoticeKind,
  cause: RequestEvent,
  request: Request,
  recipient: Recipient,
): boolean {
  switch (kind) {
    case 'review_asked':
      return request.status === 'in_review'
    case 'widened':
      return (
        request.status === 'in_review' &&
        cause.type === 'assigned' &&
        groupOutcomes(request)[cause.group] === 'pending' &&
        !hasDecided(recipient, request)
      )
    case 'revised':
      return isOpen(request) && cause.type === 'revised' && cause.revision === request.revisions.length
    case 'changes_requested':
    case 'conditions_offered':
      return request.status === kind
    case 'mediation_opened':
    case 'position_stated':
      return request.status === 'deadlocked'
    case 'reminder':
      return cause.type === 'reminded' && isStillWaitedFor(cause.about, cause.step, request, recipient)
    case 'slot_missed':
      return request.status !== 'approved' && isSlotMissed(request)
    case 'undone':
    case 'approved':
    case 'rejected':
    case 'resolved':
    case 'escalated':
    case 'ruled':
    case 'lapsed':
    case 'withdrawn':
    case 'revoked':
      return true
    default:
      return kind satisfies never
  }
}

const hasDecided = (recipient: Recipient, request: Request) =>
  recipient.type === 'person' && deciders(request).includes(recipient.person)

function isStillWaitedFor(about: DeadlineKey, step: number, request: Request, recipient: Recipient): boolean {
  // Of several reminders that were held up only the last is worth a message.
  if ((request.reminded[about] ?? 0) > step) return false
  switch (about) {
    case 'requester':
      return request.status === 'changes_requested' || request.status === 'conditions_offered'
    case 'contest':
      return request.status === 'rejected' && request.contestBy !== null
    case 'validity':
      return request.status === 'approved'
    case 'mediation':
      return request.status === 'deadlocked'
    case 'executive':
      return request.status === 'escalated'
    default: {
      return (
        !hasDecided(recipient, request) && groupOutcomes(request)[about.slice('group:'.length)] === 'pending'
      )
    }
  }
}
