import { type Preferences, readOwnHours } from '../../domain/person/preferences.ts'
import { type Chosen, chosenText } from '../../view/cards.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../ports.ts'
import type { Service } from '../service.ts'
import { refused } from './answers.ts'
import { asking } from './asking.ts'

/** As people say that they want nothing of their own. */
const none = new Set(['off', 'aus'])

/** Keeps what somebody chose, and has everything that was held for their own time looked at again. */
export function prefer(parts: Parts): Service['prefer'] {
  return ({ identity, wish }) =>
    asking(parts, identity, async (person) => {
      const { locale, standing } = person
      if (standing !== 'active') return refused({ code: standing, params: {} }, locale)
      const chosen = read(wish)
      if (chosen === null) return refused({ code: 'unreadable_hours', params: {} }, locale)
      await change(parts, person, chosen)
      const zone = person.timezone ?? parts.organisation().timezone
      return { outcome: 'preferred', locale, ...chosenText(chosen, zone, locale) } as const
    })
}

function read({ text }: Parameters<Service['prefer']>[0]['wish']): Chosen | null {
  const said = text.trim().toLowerCase()
  const hours = none.has(said) ? null : readOwnHours(said)
  return hours === null && !none.has(said) ? null : { about: 'hours', hours }
}

/** One after the other for each person: two choices at once must not undo each other. */
async function change(parts: Parts, { id }: Person, chosen: Chosen): Promise<void> {
  await parts.lanes.run(`preferences:${id}`, async () => {
    const { hours: _before, ...others } = await parts.people.preferencesOf(id)
    const after: Preferences = chosen.hours === null ? others : { ...others, hours: chosen.hours }
    await parts.people.savePreferences(id, after)
  })
  await parts.store.releaseCards({ type: 'person', person: id }, parts.clock.now())
  parts.wake.notify()
}
