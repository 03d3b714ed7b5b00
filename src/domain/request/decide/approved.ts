/** What the requester does with an approval. */
import type { Instant } from '../../flavour.ts'
import type { Actor } from '../actor.ts'
import type { Context, Publish, Reschedule } from '../commands.ts'
import type { RequestEvent } from '../events.ts'
import { accepted, refusal, refused, repeated, stampOf } from '../outcome.ts'
import type { Outcome, Refusal } from '../refusal.ts'
import { currentRevision } from '../revision.ts'
import { requesterRefusal } from '../roles.ts'
import { plannedSlot } from '../slot.ts'
import type { Request } from '../state.ts'
import { notNow, staleRefusal } from '../status.ts'

/** Chooses a later slot, for example because the planned one passed before the approval came. */
export function reschedule(command: Reschedule, request: Request, context: Context): Outcome<RequestEvent> {
  const { actor, digest, slot } = command
  const refusing =
    rescheduleRefusal(request, actor, context.at) ??
    staleRefusal(request, digest) ??
    (slot > context.at ? null : refusal('slot_in_past'))
  if (refusing !== null) return refused(refusing)
  if (plannedSlot(request) === slot) return repeated
  return accepted({ type: 'rescheduled', slot, ...stampOf(context, actor.person) })
}

/** Only a post has a slot. */
export function rescheduleRefusal(request: Request, actor: Actor, at: Instant): Refusal | null {
  const barred = requesterRefusal(request, actor) ?? approvalRefusal(request, at)
  return barred ?? (currentRevision(request).content.kind === 'post' ? null : notNow(request))
}

/** The requester says that exactly the approved revision went out, and where. */
export function publish(command: Publish, request: Request, context: Context): Outcome<RequestEvent> {
  const { actor, digest } = command
  const url = command.url.trim()
  const barred = requesterRefusal(request, actor)
  if (barred !== null) return refused(barred)
  if (request.status === 'published' && request.url === url && request.approval.digest === digest) {
    return repeated
  }
  const refusing =
    approvalRefusal(request, context.at) ??
    staleRefusal(request, digest) ??
    readinessRefusal(request) ??
    (isWebAddress(url) ? null : refusal('invalid_url'))
  if (refusing !== null) return refused(refusing)
  return accepted({ type: 'published', url, ...stampOf(context, actor.person) })
}

export function publishRefusal(request: Request, actor: Actor, at: Instant): Refusal | null {
  return requesterRefusal(request, actor) ?? approvalRefusal(request, at) ?? readinessRefusal(request)
}

/** An approval ends at its date, even while the timer that records it is late. */
function approvalRefusal(request: Request, at: Instant): Refusal | null {
  if (request.status !== 'approved') return notNow(request)
  return at < request.approval.valid.dueAt ? null : refusal('not_now', { status: 'lapsed' })
}

/** A late approval never publishes by itself: a slot that had passed needs a new choice. */
function readinessRefusal(request: Request): Refusal | null {
  if (request.status !== 'approved') return notNow(request)
  const slot = plannedSlot(request)
  if (slot !== null && slot < request.approval.approvedAt) return refusal('slot_passed')
  const open = request.approval.obligations.filter(
    ({ due, met }) => due === 'before_publication' && met === null,
  )
  return open.length > 0 ? refusal('conditions_open', { count: open.length }) : null
}

/** An absolute http or https address. One with a user name in it is refused: it can pose as another site's. */
function isWebAddress(url: string): boolean {
  if (!/^https?:\/\/[^\s\p{C}]+$/iu.test(url) || !URL.canParse(url)) return false
  const { username, password } = new URL(url)
  return username === '' && password === ''
}
