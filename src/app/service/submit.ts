import type { Parts } from '../parts.ts'
import type { Service } from '../service.ts'
import { asking } from './asking.ts'
import { submitNew } from './compose.ts'
import { perform, prepare } from './use-verb.ts'

export function submit(parts: Parts): Service['submit'] {
  return ({ identity, purpose, values, dedupeKey }) =>
    asking(parts, identity, async (person) => {
      switch (purpose.type) {
        case 'compose':
          return submitNew(parts, person, { kind: purpose.kind, values, dedupeKey })
        case 'verb': {
          const use = { ...purpose, dedupeKey }
          const prepared = await prepare(parts, person, use)
          return prepared.outcome === 'ready' ? perform(parts, person, use, prepared, values) : prepared
        }
        default:
          return purpose satisfies never
      }
    })
}
