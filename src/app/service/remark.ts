import { allowedVerbs } from '../../domain/request/queries.ts'
import { asKnown } from '../../domain/request/same-person.ts'
import type { Request } from '../../domain/request/state.ts'
import { assentNotice, soundsLikeAssent } from '../../view/cards.ts'
import { buildCast } from '../cast.ts'
import { codeOf } from '../faults.ts'
import { loadRequest, loadRequests } from '../load.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../ports.ts'
import type { Service } from '../service.ts'
import { roleOf, waitsFor } from './roles.ts'

type Remark = Parameters<Service['remark']>[0]

/** As many open requests are looked through for the one that a remark is about as App Home shows. */
const openLimit = 200

/**
 * Answers a typed approval with the buttons that count. Never a decision, and silent about everything else: other talk,
 * people who may not decide, a second remark of the same person on the same revision in the same place.
 */
export function remark(parts: Parts): Service['remark'] {
  return async (said) => {
    if (!soundsLikeAssent(said.text)) return null
    try {
      return await answerTo(parts, said)
    } catch (fault) {
      // Nobody asked anything, so nobody is told either.
      parts.log.warn('a remark was not answered', { code: codeOf(fault) })
      return null
    }
  }
}

async function answerTo(parts: Parts, said: Remark): ReturnType<Service['remark']> {
  const known = said.card === null ? null : await parts.store.requestOfCard(said.card)
  if (known === null && !(said.card === null && said.place === 'conversation')) return null
  const identified = await parts.directory.personOf(said.identity)
  if (!identified.ok || identified.person.standing !== 'active') return null
  const { person } = identified
  const request = known === null ? await meant(parts, person) : await loadRequest(parts.store, known)
  if (request === null) return null

  const at = parts.clock.now()
  const actor = asKnown(request, await parts.directory.readerOf(person))
  const reader = { role: roleOf(request, actor), actor, locale: person.locale }
  const cast = await buildCast([request], person.locale, parts)
  const card = assentNotice(request, reader, cast, at)
  if (card === null) return null
  const place = said.card ?? 'conversation'
  const once = `answered:${request.id}:${request.revisions.length}:${person.id}:${place}`
  return (await parts.store.addFact(once, String(at))) ? card : null
}

/** Of a remark that answers no message in particular: the one request that waits for this person's decision. */
async function meant(parts: Parts, person: Person): Promise<Request | null> {
  const actor = await parts.directory.readerOf(person)
  const at = parts.clock.now()
  const open = await parts.store.list({ open: true, by: 'deadline', limit: openLimit })
  const requests = await loadRequests(
    parts.store,
    open.map(({ request }) => request),
  )
  const deciding = requests.filter(
    (request) =>
      waitsFor(request, actor, at) &&
      allowedVerbs(request, actor, at).some(({ verb }) => verb === 'approve' || verb === 'rule_approve'),
  )
  // Of several, nobody can tell which is meant; each has its card with its buttons.
  return deciding.length === 1 ? (deciding[0] ?? null) : null
}
