/** What happens to the workspace itself: the app is removed, or who belongs to it changes. Bolt has acknowledged it. */
import type { Log } from '../../src/app/ports.ts'
import { faultOf } from './client.ts'

export interface Lifecycle {
  readonly log: Log
  /** Asks Slack whether it still takes the token of a tenant, and notes it if not. */
  readonly verify: (tenant: string) => Promise<void>
  /** Has lists of members asked for anew. */
  readonly membersChanged: () => Promise<void>
}

/**
 * `app_uninstalled` and `tokens_revoked`. Neither is believed as it is: it may come late, when the app has been installed
 * again since. Never throws.
 */
export async function onRemoval(tenants: readonly string[], { log, verify }: Lifecycle): Promise<void> {
  log.warn('Slack says that the app was removed or its tokens revoked', { tenants })
  for (const tenant of tenants)
    await guarded('trying the token of a workspace failed', () => verify(tenant), log)
}

/** Somebody came, left or changed, or a user group did. Never throws. */
export const onMembership = ({ log, membersChanged }: Lifecycle): Promise<void> =>
  guarded('asking anew for the lists of members failed', membersChanged, log)

async function guarded(message: string, work: () => Promise<void>, log: Log): Promise<void> {
  try {
    await work()
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown'
    log.error(message, { code: faultOf(error).error, name })
  }
}
