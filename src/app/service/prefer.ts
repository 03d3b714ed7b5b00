import { type Preferences, readMinuteOfDay, readOwnHours } from '../../domain/person/preferences.ts'
import { type Chosen, chosenText } from '../../view/cards.ts'
import { digestsAt, planDigest } from '../digest/plan-digest.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../ports.ts'
import type { Service } from '../service.ts'
import { refused } from './answers.ts'
import { asking } from './asking.ts'

type Wish = Parameters<Service['prefer']>[0]['wish']

/** As people say that they want nothing of their own. */
const none = new Set(['off', 'aus'])

/** Keeps what somebody chose, and has everything that was held for their own time looked at again. */
export function prefer(parts: Parts): Service['prefer'] {
  return ({ identity, wish }) =>
    asking(parts, identity, async (person) => {
      const { locale, standing } = person
      if (standing !== 'active') return refused({ code: standing, params: {} }, locale)
      const chosen = read(wish)
      if (chosen === null) return refused({ code: `unreadable_${wish.about}`, params: {} }, locale)
      await change(parts, person, chosen)
      const zone = person.timezone ?? parts.organisation().timezone
      return { outcome: 'preferred', locale, ...chosenText(chosen, zone, locale) } as const
    })
}

function read({ about, text }: Wish): Chosen | null {
  const said = text.trim().toLowerCase()
  if (about === 'digest') {
    const digest = none.has(said) ? null : readMinuteOfDay(said)
    return digest === null && !none.has(said) ? null : { about, digest }
  }
  const hours = none.has(said) ? null : readOwnHours(said)
  return hours === null && !none.has(said) ? null : { about, hours }
}

/** One after the other for each person: two choices at once must not undo each other. */
async function change(parts: Parts, person: Person, chosen: Chosen): Promise<void> {
  const { id } = person
  const at = parts.clock.now()
  await parts.lanes.run(`preferences:${id}`, async () => {
    // Planned before it is chosen: a plan that nobody chose ends by itself, while a choice without one would wait for ever.
    if (chosen.about === 'digest' && chosen.digest !== null)
      await planDigest(person, digestsAt(person, chosen.digest, parts), at, parts)
    await parts.people.savePreferences(id, withChoice(await parts.people.preferencesOf(id), chosen))
  })
  await parts.store.releaseCards({ type: 'person', person: id }, parts.clock.now())
  parts.wake.notify()
}

function withChoice(before: Preferences, chosen: Chosen): Preferences {
  if (chosen.about === 'digest') {
    const { digest: _before, ...others } = before
    return chosen.digest === null ? others : { ...others, digest: chosen.digest }
  }
  const { hours: _before, ...others } = before
  return chosen.hours === null ? others : { ...others, hours: chosen.hours }
}
