import type { Instant } from '../../domain/flavour.ts'
import { undoUntil } from '../../domain/request/queries.ts'
import { refusalCodes } from '../../domain/request/refusal.ts'
import type { Request } from '../../domain/request/state.ts'
import { refusalText } from '../../view/cards.ts'
import { draftCard, draftWords } from '../../view/drafts.ts'
import { asText } from '../../view/rich.ts'
import { asPlain, type Locale } from '../../view/text.ts'
import { reachable } from '../deliverer/chat-of.ts'
import { retryAt } from '../deliverer/retry.ts'
import { sendDigest } from '../digest/send-digest.ts'
import { codeOf } from '../faults.ts'
import { type Lease, leaseFor, mayBegin, whileHeld } from '../lease.ts'
import { loadRequest } from '../load.ts'
import type { Parts } from '../parts.ts'
import {
  type DeliveryOutcome,
  type Errand,
  type ErrandSettlement,
  type StepResult,
  StoreUnavailable,
} from '../ports.ts'

const batch = 20

/** What becomes of an errand. `overtaken`: the lease ended before anything was sent, and whoever has it now settles it. */
type Attempt = ErrandSettlement | 'overtaken'

/**
 * Does every errand that is due; gives how many were looked at. Ends early, after the present one, once `stopping` aborts.
 * Throws `StoreUnavailable`.
 */
export async function runErrands(parts: Parts, stopping?: AbortSignal): Promise<number> {
  let done = 0
  const stopped = () => stopping?.aborted === true
  while (!stopped()) {
    const now = parts.clock.now()
    const leaseUntil = now + leaseFor
    const errands = await parts.store.claimErrands({ now, leaseUntil, limit: batch })
    if (errands.length === 0) return done
    const ids = errands.map(({ id }) => id)
    await whileHeld(
      parts,
      leaseUntil,
      (later) => parts.store.renewErrands({ errands: ids, leaseUntil: later }),
      async (lease) => {
        for (const errand of errands) {
          // They are somebody else's by now.
          if (!lease.held) return
          // Put back at once, so that the next process need not wait for the end of the lease.
          if (stopped()) await giveBack(errand, now, parts)
          else await settle(errand, parts, lease)
        }
      },
    )
    done += errands.length
  }
  return done
}

/** Frees an errand that was taken and not tried. */
const giveBack = (errand: Errand, at: Instant, { store }: Parts): Promise<void> =>
  store.settleErrand(errand, {
    outcome: 'retry',
    at,
    error: 'stopped',
    uncertain: errand.uncertain,
    attempted: false,
  })

async function settle(errand: Errand, parts: Parts, lease: Lease): Promise<void> {
  const settlement = await attempt(errand, parts, lease).catch((fault: unknown) => {
    if (fault instanceof StoreUnavailable) throw fault
    return afterwards(errand, { outcome: 'retry', afterMs: 0, error: codeOf(fault), uncertain: true }, parts)
  })
  if (settlement !== 'overtaken') await parts.store.settleErrand(errand, settlement)
}

async function attempt(errand: Errand, parts: Parts, lease: Lease): Promise<Attempt> {
  const request = errand.draft === '' ? null : await loadRequest(parts.store, errand.draft)
  switch (errand.type) {
    case 'offer':
      return offer(errand, request, parts, lease)
    case 'complete':
      return complete(errand, request, parts, lease)
    case 'digest':
      return digest(errand, parts, lease)
    default:
      return errand.type satisfies never
  }
}

/** Posts the message about a draft, and edits it once the draft is over. */
async function offer(errand: Errand, request: Request | null, parts: Parts, lease: Lease): Promise<Attempt> {
  const person = await parts.directory.person(errand.owner)
  const draft = request === null ? await parts.drafts.find(errand.draft, errand.owner) : null
  const over = draft === null
  if (over && errand.reference === null && !errand.uncertain) return { outcome: 'done' }
  for (const chat of parts.chats) {
    const identity = person === null ? null : await reachable(person, chat, parts)
    if (identity === null || person === null || chat.offerDraft === undefined) continue
    const { timezone } = parts.organisation()
    const card = draftCard({ draft, number: request?.number ?? null }, { locale: person.locale, timezone })
    if (!(await mayBegin(lease, () => parts.store.beginErrand(errand)))) return 'overtaken'
    const { id: errandId, reference, uncertain } = errand
    const to = { type: 'direct', identity } as const
    const outcome = await chat.offerDraft({ errandId, to, card, reference, uncertain })
    if (outcome.outcome !== 'delivered') return afterwards(errand, outcome, parts)
    return over ? { outcome: 'done' } : { outcome: 'waits', reference: outcome.reference }
  }
  parts.log.error('nobody to offer a draft to', { errand: errand.id, code: 'no_account' })
  return { outcome: 'done' }
}

async function digest(errand: Errand, parts: Parts, lease: Lease): Promise<Attempt> {
  const outcome = await sendDigest(errand, parts, lease)
  if (outcome.outcome === 'overtaken') return 'overtaken'
  if (outcome.outcome === 'delivered' || outcome.outcome === 'nothing') return { outcome: 'done' }
  return afterwards(errand, outcome, parts)
}

/** Tells the workflow; until there is something to tell it waits. */
async function complete(
  errand: Errand,
  request: Request | null,
  parts: Parts,
  lease: Lease,
): Promise<Attempt> {
  const person = errand.owner === '' ? null : await parts.directory.person(errand.owner)
  const waiting = request === null && errand.draft !== '' && (await parts.store.draft(errand.draft)) !== null
  const locale = person?.locale ?? parts.organisation().locale
  // A workflow goes on with what it is told, and nothing that it did meanwhile could be taken back.
  const certainAt = request === null ? null : undoUntil(request)
  if (certainAt !== null && certainAt > parts.clock.now())
    return { outcome: 'retry', at: certainAt, error: 'may_be_undone', uncertain: false, attempted: false }
  const result = waiting ? null : resultOf(request, errand.reason, locale)
  if (result === null) return { outcome: 'waits', reference: null }
  const chat = parts.chats.find(({ completeStep }) => completeStep !== undefined)
  if (chat?.completeStep === undefined) return { outcome: 'done' }
  if (!(await mayBegin(lease, () => parts.store.beginErrand(errand)))) return 'overtaken'
  const outcome = await chat.completeStep(errand.subject, result)
  return outcome.outcome === 'delivered' ? { outcome: 'done' } : afterwards(errand, outcome, parts)
}

/** Null while the request goes on. An approval that was revoked since is none. */
function resultOf(request: Request | null, reason: string | null, locale: Locale): StepResult | null {
  if (request === null) return { ok: false, error: whyNot(reason, locale) }
  const about = { ok: true, number: request.number, request: request.id } as const
  switch (request.status) {
    case 'approved':
    case 'published':
      return { ...about, outcome: 'approved' }
    case 'rejected':
      return request.contestBy === null ? { ...about, outcome: 'rejected' } : null
    case 'revoked':
      return { ...about, outcome: 'rejected' }
    case 'withdrawn':
    case 'lapsed':
      return { ...about, outcome: request.status }
    case 'in_review':
    case 'changes_requested':
    case 'conditions_offered':
    case 'deadlocked':
    case 'escalated':
      return null
    default:
      return request satisfies never
  }
}

function whyNot(reason: string | null, locale: Locale) {
  const code = refusalCodes.find((each) => each === reason)
  if (code !== undefined)
    return asPlain(refusalText({ code, params: {} }, locale).lines.map(asText).join(' '))
  const words = draftWords(locale)
  return asPlain(reason === null ? words.notSent : words.unreadable)
}

/** A workflow waits as long as it takes: the attempts do not end, they only become rare. */
function afterwards(
  errand: Errand,
  failure: Exclude<DeliveryOutcome, { outcome: 'delivered' }>,
  parts: Parts,
): ErrandSettlement {
  if (failure.outcome === 'failed') {
    parts.log.error('errand given up', { errand: errand.id, code: failure.error })
    return { outcome: 'done' }
  }
  const { error, uncertain, afterMs } = failure
  const at = retryAt(parts.clock.now(), errand.attempts, afterMs, parts.random ?? Math.random)
  return { outcome: 'retry', at, error, uncertain }
}
