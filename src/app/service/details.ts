import { asKnown } from '../../domain/request/same-person.ts'
import { requestCard } from '../../view/cards.ts'
import { buildCast } from '../cast.ts'
import { loadRequest } from '../load.ts'
import type { Parts } from '../parts.ts'
import type { Service } from '../service.ts'
import { refused } from './answers.ts'
import { asking } from './asking.ts'
import { noteOpening } from './openings.ts'
import { isOnlyInformed, maySee, roleOf } from './roles.ts'

export function details(parts: Parts): Service['details'] {
  return (input) =>
    asking(parts, input.identity, async (person) => {
      const { locale, standing } = person
      if (standing !== 'active') return refused({ code: standing, params: {} }, locale)
      const id = 'number' in input ? await parts.store.requestByNumber(input.number) : input.request
      const request = id === null ? null : await loadRequest(parts.store, id)
      if (request === null) return refused({ code: 'unknown_request', params: {} }, locale)
      const actor = asKnown(request, await parts.directory.readerOf(person))
      if (!maySee(request, actor)) {
        const code = 'number' in input ? 'unknown_request' : 'not_involved'
        return refused({ code, params: {} }, locale)
      }
      const informed = isOnlyInformed(request, actor) ? ({ keptInformed: true } as const) : {}
      const reader = { role: roleOf(request, actor), actor, locale, ...informed, inDetail: true } as const
      if (reader.role === 'reviewer') await noteOpening(parts, request, person.id)
      const lenders = actor.standsInFor?.map((lender) => lender.person)
      const cast = await buildCast([request], locale, parts, lenders)
      return { outcome: 'card', card: requestCard(request, reader, cast, parts.clock.now()) } as const
    })
}
