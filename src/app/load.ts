import type { RequestId } from '../domain/flavour.ts'
import { evolve } from '../domain/request/evolve.ts'
import type { Request, RequestState } from '../domain/request/state.ts'
import type { Store, StoredEvent } from './ports.ts'

/** Read with one question: enough to save round trips, and few enough to leave others their turn. */
const atOnce = 100

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
  return (await loadVersions(store, ids)).map(({ request }) => request)
}

/** The same, each with the number of events that were folded. */
export async function loadVersions(
  store: Store,
  ids: readonly RequestId[],
): Promise<readonly { readonly request: Request; readonly version: number }[]> {
  const loaded: { readonly request: Request; readonly version: number }[] = []
  for (let from = 0; from < ids.length; from += atOnce) {
    const some = ids.slice(from, from + atOnce)
    const histories = await store.readAll(some)
    for (const id of some) {
      const history = histories.get(id) ?? []
      const request = fold(history)
      if (request !== null) loaded.push({ request, version: history.length })
    }
  }
  return loaded
}
