import type { Actor } from '../../domain/request/actor.ts'
import type { HomeView } from '../../view/card.ts'
import {
  type HomeLook,
  type HomeRoom,
  homeControls,
  homeView,
  isNarrowed,
  pageEnd,
  pageOf,
} from '../../view/cards.ts'
import { tellAbsence } from '../absence/tell.ts'
import { buildCast } from '../cast.ts'
import { chatsOf } from '../deliverer/chat-of.ts'
import { loadRequests } from '../load.ts'
import type { Parts } from '../parts.ts'
import type { Person, RequestSummary } from '../ports.ts'
import { changePreferences } from '../preferences.ts'
import type { Service } from '../service.ts'
import { summaryOf } from '../summary.ts'
import { waitingFor } from '../waiting.ts'
import { refused } from './answers.ts'
import { asking } from './asking.ts'
import { offersFor } from './drafts.ts'
import { matchesContent, matchesWords } from './home-list.ts'
import { groupsTogether } from './together.ts'

/** More of one's own than anybody has. */
const ownLimit = 1_000
/** What somebody decided before their latest ones is not lately. */
const lately = 90
/** Found at least of what waits for somebody, before the rest is only counted. */
const enough = 120

export function home(parts: Parts): Service['home'] {
  return ({ identity, look = {}, room = 'page' }) =>
    asking(parts, identity, async (person) => {
      const { locale, standing } = person
      if (standing !== 'active') return refused({ code: standing, params: {} }, locale)
      return { outcome: 'home', home: await overview(parts, person, look, room) } as const
    })
}

export function chooseLanguage(parts: Parts): Service['chooseLanguage'] {
  return ({ identity, locale: chosen, look = {}, room = 'page' }) =>
    asking(parts, identity, async (person) => {
      if (person.standing !== 'active') return refused({ code: person.standing, params: {} }, person.locale)
      const { id } = person
      await changePreferences(parts, id, ({ locale: _before, ...others }) =>
        chosen === null ? others : { ...others, locale: chosen },
      )
      await redrawFor(parts, person)
      const identified = await parts.directory.personOf(identity)
      const reader = identified.ok ? identified.person : person
      return { outcome: 'home', home: await overview(parts, reader, look, room) } as const
    })
}

/** Every card of the person that may still change speaks the chosen language from now on. */
async function redrawFor(parts: Parts, { id: person }: Person): Promise<void> {
  await parts.store.redrawOpen([{ type: 'person', person }], parts.clock.now())
  parts.wake.notify()
}

async function overview(parts: Parts, person: Person, look: HomeLook, room: HomeRoom): Promise<HomeView> {
  const { locale, name } = person
  const actor = await parts.directory.readerOf(person)
  const at = parts.clock.now()
  const pages = look.pages ?? {}
  const wanted = Math.max(enough, pageEnd('waiting', (pages.waiting ?? 0) + 1, room))
  const [found, mine, decided] = await Promise.all([
    waitingFor(parts, actor, look, wanted),
    ownOf(parts, actor, look),
    decidedBy(parts, actor, look),
  ])
  const waiting = found.requests
  const waits = { ...pageOf('waiting', waiting, pages, room), isLeast: found.unseen > 0 }
  const isOver = ({ open }: RequestSummary) => !open
  const open = pageOf(
    'mine',
    mine.filter((summary) => summary.open),
    pages,
    room,
  )
  const over = pageOf('over', mine.filter(isOver), pages, room)
  const done = decided === null ? null : pageOf('decided', decided, pages, room)
  const own = await loadRequests(
    parts.store,
    [...open.items, ...over.items].map(({ request }) => request),
  )
  const cast = await buildCast([...waits.items, ...own, ...(done?.items ?? [])], locale, parts)
  const { mayRequest } = actor
  const { locale: chosen = null, digest = null, chat = null } = await parts.people.preferencesOf(person.id)
  const { platforms, groups } = parts.organisation()
  const chats = await chatsOf(person, parts)
  return {
    ...homeView({
      locale,
      name,
      waiting: waits.items,
      mine: own,
      ...(done === null ? {} : { decided: done.items }),
      pages: { waiting: waits, mine: open, over, ...(done === null ? {} : { decided: done }) },
      narrowed: isNarrowed(look),
      together: groupsTogether(waiting, actor).map((id) => ({ id, name: cast.group(id) })),
      mayRequest,
      cast,
      actor,
      at,
    }),
    absence: await tellAbsence(parts, person, null),
    drafts: mayRequest ? await offersFor(parts, person) : [],
    controls: homeControls({
      locale,
      look,
      chosen,
      digest,
      ...(chats.length > 1 ? { chat } : {}),
      platforms,
      groups: groups.filter(({ id }) => actor.groups.includes(id)),
      listed: waiting.length + mine.length + (decided?.length ?? 0),
    }),
  }
}

async function ownOf(parts: Parts, actor: Actor, look: HomeLook): Promise<readonly RequestSummary[]> {
  const lists = await Promise.all(
    idsOf(actor).map((requester) => parts.store.list({ requester, by: 'updated', limit: ownLimit })),
  )
  const own = lists.flat().sort((one, other) => other.updatedAt - one.updatedAt)
  return own.filter((summary) => matchesWords(summary, look.words))
}

/** Null for people who decide nothing, also for nobody else. */
async function decidedBy(parts: Parts, actor: Actor, look: HomeLook) {
  const lent = actor.standsInFor?.length ?? 0
  if (actor.groups.length + actor.executiveLevels.length + lent === 0) return null
  const recent = await loadRequests(parts.store, await parts.store.decidedBy(idsOf(actor), lately))
  const found = recent.filter(
    (request) => matchesWords(summaryOf(request), look.words) && matchesContent(request, look),
  )
  const said = (by: string) => idsOf(actor).includes(by)
  return found
    .map((request) => ({
      request,
      last: Math.max(
        0,
        ...[...request.decisions, ...request.voided]
          .filter(({ reviewer }) => said(reviewer))
          .map(({ at }) => at),
        ...request.rulings.filter(({ by }) => said(by)).map(({ at }) => at),
      ),
    }))
    .filter(({ last }) => last > 0)
    .sort((one, other) => other.last - one.last)
    .map(({ request }) => request)
}

/** Every id of the person in the ledger. */
const idsOf = ({ person, alsoAs = [] }: Actor): readonly string[] => [person, ...alsoAs]
