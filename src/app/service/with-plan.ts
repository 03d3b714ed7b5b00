import { currentRevision } from '../../domain/request/queries.ts'
import { asKnown } from '../../domain/request/same-person.ts'
import type { Request, RequestState } from '../../domain/request/state.ts'
import { type PlanTold, planTold } from '../../view/cards.ts'
import { buildCast } from '../cast.ts'
import { codeOf } from '../faults.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../ports.ts'
import type { DoneAnswer } from '../service.ts'

/** A slot that may be missed. */
export const atRisk = ({ verdict }: PlanTold) => verdict === 'tight' || verdict === 'infeasible'

/**
 * Adds who decides by when, and whether the planned slot can be met. What was asked is in the ledger by now: a fault
 * here must not look as if it were not, so it only leaves the answer shorter.
 */
export async function withPlan(
  parts: Parts,
  person: Person,
  answer: DoneAnswer,
  request: RequestState,
  worthTelling: (told: PlanTold) => boolean = () => true,
): Promise<DoneAnswer> {
  if (request === null) return answer
  try {
    const told = await planFor(parts, person, request)
    if (told === null || !worthTelling(told)) return answer
    const { lines, choices } = told
    const { digest } = currentRevision(request)
    return { ...answer, told: { lines, choices, version: request.version, digest } }
  } catch (fault) {
    parts.log.error('the plan of a request could not be told', { request: request.id, code: codeOf(fault) })
    return answer
  }
}

async function planFor(parts: Parts, person: Person, request: Request): Promise<PlanTold | null> {
  const { locale } = person
  const actor = asKnown(request, await parts.directory.readerOf(person))
  const cast = await buildCast([request], locale, parts)
  return planTold(request, { role: 'requester', actor, locale }, cast, parts.clock.now())
}
