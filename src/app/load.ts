import type { RequestId } from '../domain/flavour.ts'
import { evolve } from '../domain/request/evolve.ts'
import type { Request, RequestState } from '../domain/request/state.ts'
import type { Store, StoredEvent } from './ports.ts'

/** The state that a history leads to; null before the first event. */
export function fold(history: readonly StoredEvent[]): RequestState {
  return history.reduce<RequestState>((state, { event }) => evolve(state, event), null)
}

/** The request as the ledger has it now; null when there is none. */
export async function loadRequest(store: Store, request: RequestId): Promise<RequestState> {
  return fold(await store.read(request))
}

/** Those of the requests that exist, in the order asked. */
export async function loadRequests(store: Store, ids: readonly RequestId[]): Promise<readonly Request[]> {
  const states = await Promise.all(ids.map((id) => loadRequest(store, id)))
  return states.filter((state) => state !== null)
}
