import { type Absence, type Absences, noAbsences } from './absence.ts'
import type { AbsenceEvent } from './events.ts'

/** The next state. Throws for a history that cannot have happened. */
export function evolveAbsences(state: Absences, event: AbsenceEvent): Absences {
  switch (event.type) {
    case 'went_away': {
      const { absence: id, from, until, delegate } = event
      return { count: id, list: sorted([...state.list, { id, from, until, delegate }]) }
    }
    case 'absence_changed': {
      const { absence: id, from, until, delegate } = event
      return { ...state, list: sorted([...without(state, id), { id, from, until, delegate }]) }
    }
    case 'came_back': {
      const ended = state.list.find(({ id }) => id === event.absence)
      if (ended === undefined) throw new Error(`absence ${event.absence} cannot end: there is none`)
      const rest = without(state, event.absence)
      // Of one that had begun, the part that was spent away stays.
      const spent = ended.from < event.at && event.because === 'back' ? [{ ...ended, until: event.at }] : []
      return { ...state, list: sorted([...rest, ...spent]) }
    }
    default:
      return event satisfies never
  }
}

/** Replays the stream of one person, oldest event first. */
export function foldAbsences(events: Iterable<AbsenceEvent>): Absences {
  let state = noAbsences
  for (const event of events) state = evolveAbsences(state, event)
  return state
}

const without = ({ list }: Absences, absence: number) => list.filter(({ id }) => id !== absence)
const sorted = (list: readonly Absence[]) => [...list].sort((one, other) => one.from - other.from)
