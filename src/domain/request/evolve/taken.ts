import type { Request } from '../state.ts'
import { type EventOf, impossible } from './dossier.ts'

/** Whoever takes it over takes the place of whoever had it. */
export function taken(state: Request, { group, by, at }: EventOf<'taken'>): Request {
  return { ...state, taken: { ...state.taken, [group]: { by, at } } }
}

export function handedBack(state: Request, event: EventOf<'handed_back'>): Request {
  if (state.taken[event.group] === undefined) return impossible(state, event)
  const others = Object.entries(state.taken).filter(([group]) => group !== event.group)
  return { ...state, taken: Object.fromEntries(others) }
}
