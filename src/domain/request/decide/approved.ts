/** What the requester does with an approval. */
import type { Instant } from '../../flavour.ts'
import type { Actor } from '../actor.ts'
import type { Context, Publish } from '../commands.ts'
import type { RequestEvent } from '../events.ts'
import { accepted, refusal, refused, repeated, stampOf } from '../outcome.ts'
import type { Outcome, Refusal } from '../refusal.ts'
import { requesterRefusal } from '../roles.ts'
import { isSlotMissed } from '../slot.ts'
import type { Request } from '../state.ts'
import { notNow, staleRefusal } from '../status.ts'

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
export function approvalRefusal(request: Request, at: Instant): Refusal | null {
  if (request.status !== 'approved') return notNow(request)
  return at < request.approval.valid.dueAt ? null : refusal('not_now', { status: 'lapsed' })
}

/** A late approval never publishes by itself: a slot that had passed needs a new choice. */
function readinessRefusal(request: Request): Refusal | null {
  if (request.status !== 'approved') return notNow(request)
  if (isSlotMissed(request)) return refusal('slot_passed')
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
