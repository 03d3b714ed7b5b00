import { type Preferences, readMinuteOfDay, readOwnHours } from '../../domain/person/preferences.ts'
import { type Chosen, chosenText } from '../../view/cards.ts'
import { digestsAt, planDigest } from '../digest/plan-digest.ts'
import type { Parts } from '../parts.ts'
import type { Identity, Person } from '../ports.ts'
import { changePreferences } from '../preferences.ts'
import type { Service } from '../service.ts'
import { refused } from './answers.ts'
import { asking } from './asking.ts'

type Wish = Parameters<Service['prefer']>[0]['wish']

const here = new Set(['here', 'hier', ''])
/** As people say that they want nothing of their own. */
const none = new Set(['off', 'aus'])

/** Keeps what somebody chose, and has everything that was held for their own time looked at again. */
export function prefer(parts: Parts): Service['prefer'] {
  return ({ identity, wish }) =>
    asking(parts, identity, async (person) => {
      const { locale, standing } = person
      if (standing !== 'active') return refused({ code: standing, params: {} }, locale)
      const { about, text } = wish
      const chosen = about === 'chat' ? readChat(text, identity, person) : read({ about, text })
      if (chosen === null) return refused({ code: `unreadable_${wish.about}`, params: {} }, locale)
      await change(parts, person, chosen)
      const zone = person.timezone ?? parts.organisation().timezone
      return { outcome: 'preferred', locale, ...chosenText(chosen, zone, locale) } as const
    })
}

/** A chat in which the person has an account; `here` is the one that they write in. */
function readChat(text: string, { platform }: Identity, { identities }: Person): Chosen | null {
  const said = text.trim().toLowerCase()
  if (none.has(said)) return { about: 'chat', chat: null }
  const chat = here.has(said) ? platform : said
  const found = identities.find((identity) => identity.platform === chat)
  return found === undefined ? null : { about: 'chat', chat: found.platform }
}

function read({ about, text }: Wish & { readonly about: 'hours' | 'digest' }): Chosen | null {
  const said = text.trim().toLowerCase()
  if (about === 'digest') {
    const digest = none.has(said) ? null : readMinuteOfDay(said)
    return digest === null && !none.has(said) ? null : { about, digest }
  }
  const hours = none.has(said) ? null : readOwnHours(said)
  return hours === null && !none.has(said) ? null : { about, hours }
}

async function change(parts: Parts, person: Person, chosen: Chosen): Promise<void> {
  const { id } = person
  const at = parts.clock.now()
  // Planned before it is chosen: a plan that nobody chose ends by itself, while a choice without one would wait for ever.
  if (chosen.about === 'digest' && chosen.digest !== null)
    await planDigest(person, digestsAt(person, chosen.digest, parts), at, parts)
  await changePreferences(parts, id, (before) => withChoice(before, chosen))
  await parts.store.releaseCards({ type: 'person', person: id }, at)
  if (chosen.about === 'chat') await moveCards(parts, person)
  parts.wake.notify()
}

/** Open cards are drawn again, and so move to where they belong now. */
async function moveCards(parts: Parts, { id }: Person): Promise<void> {
  const { othersOf } = await parts.directory.whoIsWho()
  const recipients = [id, ...othersOf(id)].map((person) => ({ type: 'person', person }) as const)
  await parts.store.redrawOpen(recipients, parts.clock.now())
}

function withChoice(before: Preferences, chosen: Chosen): Preferences {
  if (chosen.about === 'digest') {
    const { digest: _before, ...others } = before
    return chosen.digest === null ? others : { ...others, digest: chosen.digest }
  }
  if (chosen.about === 'chat') {
    const { chat: _before, ...others } = before
    return chosen.chat === null ? others : { ...others, chat: chosen.chat }
  }
  const { hours: _before, ...others } = before
  return chosen.hours === null ? others : { ...others, hours: chosen.hours }
}
