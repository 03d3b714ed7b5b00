import type { HomeLook } from '../../src/view/cards.ts'
import type { Origin } from './payload.ts'

/**
 * Who has App Home before them, and how they look at it. Slack says when somebody opens it and never when they leave;
 * so whoever opened or used it in the last ten minutes counts, and for everybody else nothing is published until they
 * open it again, which draws it anew. Kept in memory: after a restart the next opening tells.
 */
export interface HomeLooks {
  remember(origin: Origin, look: HomeLook, now: number): void
  of(user: string, now: number): { readonly origin: Origin; readonly look: HomeLook } | null
}

const lately = 600_000
/** So many people look at once at most; the one who opened it longest ago is forgotten first. */
const most = 2_000

export function homeLooks(): HomeLooks {
  const looks = new Map<string, { origin: Origin; look: HomeLook; at: number }>()
  return {
    remember(origin, look, now) {
      looks.delete(origin.user)
      looks.set(origin.user, { origin, look, at: now })
      const [first] = looks.keys()
      if (looks.size > most && first !== undefined) looks.delete(first)
    },
    of(user, now) {
      const found = looks.get(user)
      if (found === undefined || now - found.at <= lately) return found ?? null
      looks.delete(user)
      return null
    },
  }
}
