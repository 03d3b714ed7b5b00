import type { Instant } from '../../domain/flavour.ts'
import type { Deps } from '../deps.ts'
import { type Identity, LookupFailed, type Platform } from '../ports.ts'

/** How old a list may be that gives no authority, in milliseconds. */
export const keptFor = 5 * 60_000

export type Members = readonly Identity[]

/** Who is in the groups of the platforms. Whoever asks for a group that is being asked for shares that answer. */
export interface GroupLists {
  /** As the platform says now. Throws `LookupFailed`. */
  now(platform: Platform, group: string): Promise<Members>
  /**
   * At most five minutes old, because Slack answers about twenty such questions a minute for everybody together. When
   * the platform does not answer, the last list that was known counts, also across restarts; throws `LookupFailed` only
   * when none was ever known.
   */
  lately(platform: Platform, group: string): Promise<Members>
  /** What was kept for five minutes is asked for anew. */
  forget(): void
}

type ListDeps = Pick<Deps, 'store' | 'accounts' | 'clock' | 'log'>

export function createGroupLists(deps: ListDeps): GroupLists {
  const asked = new Map<string, Promise<Members>>()
  const kept = new Map<string, { readonly at: Instant; readonly members: Members }>()
  const keyOf = (platform: Platform, group: string) => `members:${platform}:${group}`
  const keep = (key: string, members: Members) => kept.set(key, { at: deps.clock.now(), members })

  const missing = new Set<string>()
  const tellMissing = (group: string, isMissing: boolean) => {
    if (isMissing === missing.has(group)) return
    if (isMissing) missing.add(group)
    else missing.delete(group)
    const mend = 'enable it again on the platform, or name other members in countersign.yaml'
    if (isMissing)
      deps.log.error('group does not exist or is disabled: nobody decides through it', { group, mend })
    else deps.log.info('group is there again', { group })
  }

  const ask = async (platform: Platform, group: string): Promise<Members> => {
    const directory = deps.accounts.find((one) => one.platform === platform)
    // A platform that is not configured has no members; `check-config` is where that is said.
    if (directory === undefined) return []
    const members = await directory.groupMembers(group)
    tellMissing(keyOf(platform, group), members === null)
    // Nobody is eligible through a group that is not there; whoever waits for it is escalated when its time is up.
    return members ?? []
  }

  const now = async (platform: Platform, group: string): Promise<Members> => {
    const key = keyOf(platform, group)
    const under = asked.get(key)
    if (under !== undefined) return under
    // Shared until the answer is there and no longer: who clicks after it is told what is true after it.
    const answer = ask(platform, group).finally(() => asked.delete(key))
    asked.set(key, answer)
    const members = await answer
    keep(key, members)
    const fact = JSON.stringify(members)
    if (fact !== (await deps.store.getFact(key))) await deps.store.putFact(key, fact)
    return members
  }

  const lastKnown = async (key: string): Promise<Members | null> => {
    const known = kept.get(key)
    if (known !== undefined) return known.members
    const fact = await deps.store.getFact(key)
    return fact === null ? null : membersFrom(fact)
  }

  return {
    now,
    forget: () => kept.clear(),
    async lately(platform, group) {
      const key = keyOf(platform, group)
      const known = kept.get(key)
      if (known !== undefined && deps.clock.now() - known.at < keptFor) return known.members
      try {
        return await now(platform, group)
      } catch (fault) {
        const last = fault instanceof LookupFailed ? await lastKnown(key) : null
        if (last === null) throw fault
        deps.log.warn('group not refreshed, the last known list counts', { group: key })
        // Kept as if it were new: a platform that is asked too much already is not asked at every view.
        keep(key, last)
        return last
      }
    },
  }
}

function membersFrom(fact: string): Members {
  const value: unknown = JSON.parse(fact)
  return Array.isArray(value) ? value.filter(isIdentity) : []
}

function isIdentity(value: unknown): value is Identity {
  if (typeof value !== 'object' || value === null) return false
  if (!('platform' in value && 'tenant' in value && 'user' in value)) return false
  const { platform, tenant, user } = value
  return (
    (platform === 'slack' || platform === 'teams') && typeof tenant === 'string' && typeof user === 'string'
  )
}
