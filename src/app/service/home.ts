import type { PersonId } from '../../domain/flavour.ts'
import { homeView } from '../../view/cards.ts'
import { buildCast } from '../cast.ts'
import { loadRequests } from '../load.ts'
import type { Parts } from '../parts.ts'
import type { RequestSummary } from '../ports.ts'
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
        ownOf(parts, [person.id, ...(actor.alsoAs ?? [])]),
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

/** What somebody asked for under each of their ids, what changed last first. */
async function ownOf(parts: Parts, ids: readonly PersonId[]): Promise<readonly RequestSummary[]> {
  const lists = await Promise.all(
    ids.map((requester) => parts.store.list({ requester, by: 'updated', limit: ownLimit })),
  )
  if (lists.length === 1) return lists.flat()
  return lists
    .flat()
    .sort((one, other) => other.updatedAt - one.updatedAt)
    .slice(0, ownLimit)
}
