import { currentRevision } from '../revision.ts'
import type { Request } from '../state.ts'
import { type EventOf, entering, impossible, lentIn } from './dossier.ts'

export function approved(state: Request, event: EventOf<'approved'>): Request {
  const { basis, conditions, valid, at } = event
  const obligations = conditions.map((condition) => ({ ...condition, met: null }))
  const { digest } = currentRevision(state)
  return {
    ...entering(state),
    status: 'approved',
    approval: { basis, approvedAt: at, digest, valid, obligations },
  }
}

/** Obligations due after publication outlive it. */
export function conditionMet(state: Request, event: EventOf<'condition_met'>): Request {
  if (state.status !== 'approved' && state.status !== 'published') return impossible(state, event)
  const { condition, evidence, at, by } = event
  const obligations = state.approval.obligations.map((obligation) =>
    obligation.id === condition ? { ...obligation, met: { by, ...lentIn(event), at, evidence } } : obligation,
  )
  return { ...state, approval: { ...state.approval, obligations } }
}

export function published(state: Request, event: EventOf<'published'>): Request {
  if (state.status !== 'approved') return impossible(state, event)
  const { approval } = state
  return { ...entering(state), status: 'published', approval, url: event.url, publishedAt: event.at }
}

export function revoked(state: Request, event: EventOf<'revoked'>): Request {
  if (state.status !== 'approved' && state.status !== 'published') return impossible(state, event)
  const { reason, by, at } = event
  return { ...entering(state), status: 'revoked', reason, by, ...lentIn(event), endedAt: at }
}
