import type { Parts } from '../parts.ts'
import type { Service } from '../service.ts'
import { asking, refusedClick } from './asking.ts'
import { perform, prepareToOpen } from './use-verb.ts'

export function choose(parts: Parts): Service['choose'] {
  return (click) =>
    asking(parts, click.identity, async (person) => {
      const prepared = await prepareToOpen(parts, person, click)
      if (prepared.outcome !== 'ready') return prepared
      if (prepared.form !== null) return { outcome: 'form', form: prepared.form } as const
      const answer = await perform(parts, person, click, prepared, {})
      if (answer.outcome !== 'errors') return answer
      // There is no form to say it beside: the card that the click came from showed another situation.
      const refusal = { code: 'not_now', params: { status: prepared.request.status } } as const
      return refusedClick(parts, person, prepared, refusal)
    })
}
