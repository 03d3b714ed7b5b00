/** The overview of somebody with very much to do, a page of it at a time. */

import type { Request } from '../../../src/domain/request/state.ts'
import { absenceView } from '../../../src/view/absence.ts'
import type { HomeView } from '../../../src/view/card.ts'
import { type HomeLook, homeControls, homeView, pageOf } from '../../../src/view/cards.ts'
import type { Locale } from '../../../src/view/text.ts'
import { cast, readers } from './people.ts'
import { states } from './states.ts'

const long =
  'Überraschung: Wir eröffnen unser neues Café „Zur Brücke“ 🥨🎉 gleich neben dem Bahnhof in Görlitz'

function many(state: string, count: number, first: number): readonly Request[] {
  const told = states[state]
  if (told === undefined) throw new Error(`no state ${state}`)
  const { request } = told
  return Array.from({ length: count }, (_, index) => ({
    ...request,
    id: `01KB0000000000000000${String(first + index).padStart(6, '0')}`,
    number: first + index,
    revisions: request.revisions.map((revision) =>
      revision.content.kind === 'post'
        ? { ...revision, content: { ...revision.content, text: `${first + index} ${long}` } }
        : revision,
    ),
  }))
}

const lists = {
  waiting: many('in review', 60, 1001),
  mine: many('conditions offered', 60, 2001),
  over: many('revoked', 60, 3001),
  decided: many('rejected, contestable', 60, 4001),
}

export function crowdedHome(locale: Locale, look: HomeLook = {}): HomeView {
  const pages = look.pages ?? {}
  const actor = readers['reviewer of both']?.actor
  if (actor === undefined) throw new Error('no reader')
  const waiting = pageOf('waiting', lists.waiting, pages, 'message')
  const mine = pageOf('mine', lists.mine, pages, 'message')
  const over = pageOf('over', lists.over, pages, 'message')
  const decided = pageOf('decided', lists.decided, pages, 'message')
  const groups = [
    { id: 'security', name: 'Security' },
    { id: 'legal', name: 'Legal' },
  ]
  const at = states['in review']?.at ?? 0
  const zone = 'Europe/Berlin'
  return {
    ...homeView({
      locale,
      name: 'Sam',
      waiting: waiting.items,
      mine: [...mine.items, ...over.items],
      decided: decided.items,
      pages: { waiting, mine, over, decided },
      together: groups,
      mayRequest: true,
      cast,
      actor,
      at,
    }),
    absence: absenceView({
      locale,
      timezone: zone,
      now: at,
      absences: [
        {
          id: 1,
          source: 'said',
          from: at,
          until: at + 86_400_000,
          delegate: { name: 'Sally Sand', groups: ['Security'], levels: [] },
        },
      ],
      uncovered: ['Security'],
      standsInFor: ['Luis Lopez'],
      said: null,
    }),
    controls: homeControls({
      locale,
      look,
      chosen: null,
      digest: 570,
      chat: 'teams',
      platforms: Array.from({ length: 20 }, (_, index) => ({
        id: `platform-${index}`,
        name: `Platform ${index}`,
      })),
      groups,
      listed: 240,
    }),
  }
}
