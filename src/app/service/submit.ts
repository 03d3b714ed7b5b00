import type { Parts } from '../parts.ts'
import type { Person } from '../ports.ts'
import type { Service } from '../service.ts'
import { submitAbsence } from './absence.ts'
import { actionOf } from './answers.ts'
import { answeredBefore, asking } from './asking.ts'
import { submitNew } from './compose.ts'
import { keepTyped } from './keep-draft.ts'
import { submitTogether } from './together.ts'
import { perform, prepare } from './use-verb.ts'

export function submit(parts: Parts): Service['submit'] {
  const attempt: Service['submit'] = ({ identity, purpose, values, dedupeKey }) => {
    const use = async (person: Person) => {
      switch (purpose.type) {
        case 'compose':
          return submitNew(parts, person, { purpose, values, dedupeKey })
        case 'verb': {
          const use = { ...purpose, dedupeKey }
          const prepared = await prepare(parts, person, use)
          return prepared.outcome === 'ready' ? perform(parts, person, use, prepared, values) : prepared
        }
        case 'together':
          return submitTogether(parts, person, { purpose, values, dedupeKey })
        case 'absence':
          return submitAbsence(parts, person, { changes: purpose.changes, values, dedupeKey })
        default:
          return purpose satisfies never
      }
    }
    const action =
      purpose.type === 'compose' ? 'submitted' : purpose.type === 'verb' ? actionOf(purpose.verb) : null
    return asking(parts, identity, use, async (locale) =>
      action === null ? null : answeredBefore(parts, { dedupeKey, action }, locale),
    )
  }

  /** Whatever keeps a new request from the ledger, what was typed is offered again. */
  return async (input) => {
    const { identity, purpose, values } = input
    const keep = async () => {
      if (purpose.type === 'compose') await keepTyped(parts, identity, purpose, values)
    }
    let answer: Awaited<ReturnType<Service['submit']>>
    try {
      answer = await attempt(input)
    } catch (fault) {
      await keep()
      throw fault
    }
    if (answer.outcome !== 'done' && answer.outcome !== 'absence') await keep()
    return answer
  }
}
