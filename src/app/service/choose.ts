import type { Request } from '../../domain/request/state.ts'
import type { Form } from '../../view/form.ts'
import type { Locale } from '../../view/text.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../ports.ts'
import type { Service } from '../service.ts'
import { actionOf } from './answers.ts'
import { answeredBefore, asking, refusedClick } from './asking.ts'
import { noteApproving, openedSince } from './openings.ts'
import { isApproval, perform, prepareToOpen, type VerbUse } from './use-verb.ts'

export function choose(parts: Parts): Service['choose'] {
  return (click) => {
    const { identity, verb, dedupeKey } = click
    const before = (locale: Locale) => answeredBefore(parts, { dedupeKey, action: actionOf(verb) }, locale)
    return asking(parts, identity, (person) => chosen(parts, person, click), before)
  }
}

async function chosen(parts: Parts, person: Person, click: VerbUse): ReturnType<Service['choose']> {
  const prepared = await prepareToOpen(parts, person, click)
  if (prepared.outcome !== 'ready') return prepared
  if (prepared.form !== null) {
    const form = await withOpening(parts, person, prepared.request, prepared.form)
    return { outcome: 'form', form }
  }
  const answer = await perform(parts, person, click, prepared, {})
  if (answer.outcome !== 'errors') return answer
  // There is no form to say it beside: the card that the click came from showed another situation.
  const refusal = { code: 'not_now', params: { status: prepared.request.status } } as const
  return refusedClick(parts, person, prepared, refusal)
}

/** An approval says since when its author had the request before them. */
async function withOpening(parts: Parts, { id }: Person, request: Request, form: Form): Promise<Form> {
  const { purpose } = form
  if (purpose.type !== 'verb' || !isApproval(purpose.verb) || request.policy.hasty === undefined) return form
  await noteApproving(parts, request, id)
  return { ...form, purpose: { ...purpose, openedAt: await openedSince(parts, request, id) } }
}
