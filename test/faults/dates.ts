/** Whether everything is dated by the right clock: seen as it happens, because a ledger afterwards agrees with itself. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Books } from './books.ts'

/** Replicas agree to within a round trip, which takes its time on a busy machine; in milliseconds. */
const ahead = 500
/** Between its date and its commit, an event may wait for a replica that stands still; in milliseconds. */
const behind = 20_000

export interface DateWatch {
  /** What was dated wrongly, in words. */
  stop(): Promise<readonly string[]>
}

/** Looks twice a second at what is new. */
export function watchDates(books: Books): DateWatch {
  const seen = new Set<string>()
  const found: string[] = []
  const stopping = new AbortController()
  let lastLook = Date.now()
  const look = async () => {
    const began = Date.now()
    const events = await books.dated(lastLook - 10 * behind)
    const now = Date.now()
    for (const { request, version, type, at } of events) {
      const name = `${request} ${version}`
      if (seen.has(name)) continue
      seen.add(name)
      if (at > now + ahead) found.push(`${type} of ${request} is dated ${at - now} ms ahead`)
      if (at < lastLook - behind) found.push(`${type} of ${request} is dated ${lastLook - at} ms behind`)
    }
    lastLook = began
  }
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      // A server that is down tells later.
      await look().catch(() => {})
      await pause(500, undefined, { signal: stopping.signal }).catch(() => {})
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await watching
      return found
    },
  }
}
