import type { RequestEvent } from './events.ts'
import type { Request, RequestState } from './state.ts'

/** The next state. Total over events; throws only for a history that cannot have happened. */
export function evolve(state: RequestState, event: RequestEvent): Request {
  throw new Error(`not written: ${event.type} ${state?.status}`)
}

/** Replays a request's history, oldest event first. Null for an empty history. */
export function fold(events: Iterable<RequestEvent>): RequestState {
  let state: RequestState = null
  for (const event of events) state = evolve(state, event)
  return state
}
