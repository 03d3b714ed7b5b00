import type { MemberReference } from '../../config/types.ts'
import type { GroupId, Instant, PersonId } from '../../domain/flavour.ts'
import { type RequestKind, requestKinds } from '../../domain/request/content.ts'
import type { Deps } from '../deps.ts'
import { LookupFailed } from '../ports.ts'
import { keptFor } from './group-lists.ts'
import type { References } from './references.ts'

/**
 * Who gets cards and is named on them. Kept for five minutes, because a card gives no authority: that is looked up
 * again at the click. When a platform does not answer, the last list that was known counts, also across restarts;
 * `LookupFailed` is thrown only when none was ever known.
 */
export interface Rosters {
  membersOf(group: GroupId): Promise<readonly PersonId[]>
  /** `level` counts from 1. */
  executivesOf(level: number): Promise<readonly PersonId[]>
  /** Whom the configuration keeps informed of requests of this kind, each once. */
  observersOf(kind: RequestKind): Promise<readonly PersonId[]>
  /** Asks for every list, so that all are known before the first request needs them. Never throws `LookupFailed`. */
  prepare(): Promise<void>
  /** What was kept for five minutes is asked for anew. */
  forget(): void
}

type RosterDeps = Pick<Deps, 'store' | 'clock' | 'organisation' | 'log'>

export function createRosters(deps: RosterDeps, references: References): Rosters {
  const kept = new Map<string, { readonly at: Instant; readonly ids: Promise<readonly PersonId[]> }>()

  const list = (name: string, members: readonly MemberReference[]) => {
    const key = `${name} ${JSON.stringify(members)}`
    const known = kept.get(key)
    if (known !== undefined && deps.clock.now() - known.at < keptFor) return known.ids
    const ids = ask(name, members)
    kept.set(key, { at: deps.clock.now(), ids })
    // A fault is told to those who wait for it now and then forgotten.
    ids.catch(() => kept.delete(key))
    return ids
  }

  const ask = async (name: string, members: readonly MemberReference[]): Promise<readonly PersonId[]> => {
    const fact = `roster:${name}`
    const before = await deps.store.getFact(fact)
    try {
      const ids = (await references.people(members)).map(({ id }) => id)
      const now = JSON.stringify(ids)
      if (now !== before) await deps.store.putFact(fact, now)
      return ids
    } catch (fault) {
      if (!(fault instanceof LookupFailed) || before === null) throw fault
      deps.log.warn('roster not refreshed, the last known one counts', { roster: name })
      return idsFrom(before)
    }
  }

  const membersOf = async (group: GroupId) => {
    const members = deps.organisation().groups.find(({ id }) => id === group)?.members
    return members === undefined ? [] : list(`group:${group}`, members)
  }
  const executivesOf = async (level: number) => {
    const members = deps.organisation().executives[level - 1]?.members
    return members === undefined ? [] : list(`executives:${level}`, members)
  }

  const observersOf = async (kind: RequestKind) => {
    const members = (deps.organisation().observers ?? [])
      .filter(({ kinds }) => kinds === null || kinds.includes(kind))
      .flatMap((entry) => entry.members)
    return members.length === 0 ? [] : list(`observers:${kind}`, members)
  }

  return {
    membersOf,
    executivesOf,
    observersOf,
    forget: () => kept.clear(),
    async prepare() {
      const { groups, executives } = deps.organisation()
      const all = [
        ...groups.map(
          ({ id }) =>
            () =>
              membersOf(id),
        ),
        ...requestKinds.map((kind) => () => observersOf(kind)),
        ...executives.map((_, index) => () => executivesOf(index + 1)),
      ]
      for (const one of all)
        await one().catch((fault: unknown) => {
          if (!(fault instanceof LookupFailed)) throw fault
          deps.log.warn('roster not known yet')
        })
    },
  }
}

function idsFrom(fact: string): readonly PersonId[] {
  const value: unknown = JSON.parse(fact)
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []
}
