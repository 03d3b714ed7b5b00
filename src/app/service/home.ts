import { homeView } from '../../view/cards.ts'
import { buildCast } from '../cast.ts'
import { loadRequests } from '../load.ts'
import type { Parts } from '../parts.ts'
import type { Service } from '../service.ts'
import { refused } from './answers.ts'
import { asking } from './asking.ts'
import { offersFor } from './drafts.ts'
import { waitsFor } from './roles.ts'

/** How many open requests are looked through for what waits for somebody, and how many of their own are shown. */
const openLimit = 200
const ownLimit = 20

export function home(parts: Parts): Service['home'] {
  return ({ identity }) =>
    asking(parts, identity, async (person) => {
      const { locale, standing, name } = person
      if (standing !== 'active') return refused({ code: standing, params: {} }, locale)
      const actor = await parts.directory.readerOf(person)
      const at = parts.clock.now()
      const [open, own] = await Promise.all([
        parts.store.list({ open: true, by: 'deadline', limit: openLimit }),
        parts.store.list({ requester: person.id, by: 'updated', limit: ownLimit }),
      ])
      const all = await loadRequests(
        parts.store,
        open.map(({ request }) => request),
      )
      const waiting = all.filter((request) => waitsFor(request, actor, at))
      const mine = await loadRequests(
        parts.store,
        own.map(({ request }) => request),
      )
      const cast = await buildCast([...waiting, ...mine], locale, parts)
      const { mayRequest } = actor
      return {
        outcome: 'home',
        home: {
          ...homeView({ locale, name, waiting, mine, mayRequest, cast, actor, at }),
          drafts: mayRequest ? await offersFor(parts, person) : [],
        },
      } as const
    })
}
