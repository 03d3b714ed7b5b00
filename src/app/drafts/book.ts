import { toStorableText } from '../../codec/text.ts'
import type { Instant, PersonId } from '../../domain/flavour.ts'
import type { FieldValue } from '../../view/form.ts'
import type { Deps } from '../deps.ts'
import { readWhoIsWho } from '../directory/joined.ts'
import { codeOf } from '../faults.ts'
import type { Draft, Errand } from '../ports.ts'

/** Fourteen days, then a draft is forgotten: what people typed is theirs and not kept for good. */
export const draftsKeptFor = 14 * 86_400_000
/** Beyond this many drafts that the database could not take, the oldest are given up: memory is not endless either. */
const mostHeld = 500

/**
 * What people began to ask for. A draft is often to be kept just when the database cannot be used, so it is held in
 * memory until it is written; it is lost only if the process ends before the database works again.
 */
export interface DraftBook {
  /** Returns at once and writes beside. A newer version of the same draft replaces one that is not written yet. */
  keep(draft: Draft): void
  /** Written when this resolves; false where the id is another person's draft, or a request. Throws `StoreUnavailable`. */
  add(draft: Draft, errands: Parameters<Deps['store']['saveDraft']>[1]): Promise<boolean>
  /** The owner's draft; null where there is none, for others too. Throws `StoreUnavailable`. */
  find(id: string, owner: PersonId): Promise<Draft | null>
  /** Newest first. Throws `StoreUnavailable`. */
  of(owner: PersonId, limit: number): Promise<readonly Draft[]>
  /** Throws `StoreUnavailable`. */
  drop(id: string): Promise<void>
  /** Tries again to write what is held. Never throws. */
  flush(): Promise<void>
}

export function createDraftBook(deps: Pick<Deps, 'store' | 'clock' | 'log' | 'wake'>): DraftBook {
  const { store, clock, log } = deps
  const held = new Map<string, Draft>()
  let writing: Promise<void> | null = null
  const oldest = () => clock.now() - draftsKeptFor

  /** Every id of the person in the ledger: what was begun by an account stays under its id when it is joined. */
  const idsOf = async (owner: PersonId): Promise<readonly PersonId[]> => {
    return [owner, ...(await readWhoIsWho(deps)).othersOf(owner)]
  }

  const write = async () => {
    for (const draft of [...held.values()]) {
      const wanted = await store.saveDraft(storable(draft), [], clock.now())
      // Something newer may have been typed meanwhile, which is written next.
      if (held.get(draft.id) === draft) held.delete(draft.id)
      if (!wanted) held.delete(draft.id)
    }
  }
  const flush = async () => {
    while (held.size > 0) {
      const before = [...held.values()]
      writing ??= write().finally(() => {
        writing = null
      })
      try {
        await writing
      } catch (fault) {
        log.warn('drafts held until the database works', { count: held.size, code: codeOf(fault) })
        return
      }
      // Nothing moved: whatever is left is not writable.
      if (before.length === held.size && before.every((draft) => held.get(draft.id) === draft)) return
    }
  }
  const isFresh = ({ updatedAt }: { updatedAt: Instant }) => updatedAt >= oldest()

  return {
    keep(draft) {
      held.delete(draft.id)
      held.set(draft.id, draft)
      const [first] = held.keys()
      if (held.size > mostHeld && first !== undefined) held.delete(first)
      void flush()
    },
    async add(draft, errands: readonly Pick<Errand, 'id' | 'type' | 'subject'>[]) {
      const added = await store.saveDraft(storable(draft), errands, clock.now())
      if (added && errands.length > 0) deps.wake.notify()
      return added
    },
    async find(id, owner) {
      const draft = held.get(id) ?? (await store.draft(id))
      if (draft === null || !isFresh(draft)) return null
      return draft.owner === owner || (await idsOf(owner)).includes(draft.owner) ? draft : null
    },
    async of(owner, limit) {
      const ids = await idsOf(owner)
      const mine = [...held.values()].filter((draft) => ids.includes(draft.owner))
      const lists = await Promise.all(ids.map((id) => store.draftsOf(id, limit)))
      const stored = lists.flat().filter(({ id }) => !held.has(id))
      return [...mine, ...stored]
        .filter(isFresh)
        .sort((one, other) => other.updatedAt - one.updatedAt)
        .slice(0, limit)
    },
    async drop(id) {
      held.delete(id)
      await store.dropDraft(id)
      // Whoever was offered it is to see that it is gone.
      deps.wake.notify()
    },
    flush,
  }
}

/** One character that no database keeps must not cost a draft; the form cleans what is sent. */
function storable(draft: Draft): Draft {
  const values = Object.entries(draft.values).map(([id, value]): [string, FieldValue] => [
    id,
    value.type === 'text' ? { ...value, text: toStorableText(value.text) } : value,
  ])
  return { ...draft, values: Object.fromEntries(values) }
}

const tidyEvery = 3_600_000

/** Writes what is held and, every hour, forgets drafts that are too old; whoever waits for one of them then hears of it. */
export function tidying(
  parts: Pick<Deps, 'store' | 'clock'> & { readonly drafts: DraftBook },
): () => Promise<void> {
  let last: Instant | null = null
  return async () => {
    await parts.drafts.flush()
    const now = parts.clock.now()
    if (last !== null && now - last < tidyEvery) return
    await parts.store.pruneDrafts(now - draftsKeptFor)
    last = now
  }
}
