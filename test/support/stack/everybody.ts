/** The people of the sandbox by their first names; Lena, Oskar, Tom and Emil read German. */
import { type Persona, personas } from '../../../adapters/sandbox/organisation.ts'
import type { Person } from './person.ts'

export const personaOf = (handle: string): Persona => {
  const found = personas.find((one) => one.handle === handle)
  if (found === undefined) throw new Error(`there is no ${handle}`)
  return found
}

/** @param person Seats somebody in front of the client of their platform. */
export function everybody(person: (persona: Persona) => Person) {
  const named = (handle: string) => person(personaOf(handle))
  return {
    /** Marketing. */
    mara: named('mara'),
    tom: named('tom'),
    /** Security, with a channel of its own. */
    sam: named('sam'),
    noor: named('noor'),
    /** Legal, configured as a group of the platform. */
    lena: named('lena'),
    oskar: named('oskar'),
    /** The chain of executives. */
    carla: named('carla'),
    emil: named('emil'),
    /** A guest. */
    gita: named('gita'),
  }
}
