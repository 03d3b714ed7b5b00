import type { Identity } from '../../src/app/ports.ts'
import type { HomeLook } from '../../src/view/cards.ts'

/** Somebody's App Home: how they look at it, and how it is drawn anew. */
interface Looking {
  readonly look: HomeLook
  readonly redraw: () => Promise<void>
}

/**
 * Who has App Home before them, and how they look at it. Slack says when somebody opens it and never when they leave;
 * so whoever opened or used it in the last ten minutes counts, and for everybody else nothing is published until they
 * open it again, which draws it anew. Kept in memory: after a restart the next opening tells.
 */
export interface HomeLooks {
  /** `now` is the clock, in epoch milliseconds, that says how long ago this was. */
  remember(identity: Identity, looking: Looking, now: () => number): void
  of(identity: Identity): Looking | null
}

const lately = 600_000
/** So many people look at once at most; the one who opened it longest ago is forgotten first. */
const most = 2_000

export function homeLooks(): HomeLooks {
  const all = new Map<string, Looking & { readonly at: number; readonly now: () => number }>()
  const keyOf = ({ tenant, user }: Identity) => `${tenant}:${user}`
  return {
    remember(identity, looking, now) {
      const key = keyOf(identity)
      all.delete(key)
      all.set(key, { ...looking, at: now(), now })
      const [first] = all.keys()
      if (all.size > most && first !== undefined) all.delete(first)
    },
    of(identity) {
      const found = all.get(keyOf(identity))
      if (found === undefined || found.now() - found.at <= lately) return found ?? null
      all.delete(keyOf(identity))
      return null
    },
  }
}
