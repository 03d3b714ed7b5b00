import { hasteOf } from '../haste.ts'
import type { Request } from '../state.ts'
import { heardBefore } from '../voice.ts'
import { type EventOf, impossible } from './dossier.ts'

/** A changed decision arrives now: it takes its place at the end, and the earlier one no longer counts. */
export function decided(state: Request, event: EventOf<'decided'>): Request {
  const { group, revision, digest, decision, assessment, changed, onBehalfOf, at, by } = event
  const lent = onBehalfOf === undefined ? {} : { onBehalfOf }
  const earlier = heardBefore(state.decisions, { by, ...lent })
  if (changed !== earlier.length > 0) return impossible(state, event)
  const others = state.decisions.filter((record) => !earlier.includes(record))
  const { policy, screening } = state
  const { verb } = decision
  const { openedAt, together } = event
  const opening = openedAt === undefined ? {} : { openedAt }
  const hastyAfter = hasteOf(policy, { verb, assessment, screening, at, ...opening })
  const record = {
    reviewer: by,
    ...lent,
    group,
    revision,
    digest,
    at,
    decision,
    assessment,
    ...(hastyAfter === null ? {} : { hastyAfter }),
    ...(together === undefined ? {} : { together }),
  }
  return { ...state, decisions: [...others, record], voided: [...state.voided, ...earlier] }
}
