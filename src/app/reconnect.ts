import { notConnected } from './deliverer/address.ts'
import type { Parts } from './parts.ts'

/** A workspace is connected, perhaps again: its people are looked up anew, and what waited for it goes. */
export async function reconnected(parts: Parts): Promise<void> {
  await parts.directory.refresh()
  await parts.store.wakeParked(notConnected, parts.clock.now())
  parts.wake.notify()
}
