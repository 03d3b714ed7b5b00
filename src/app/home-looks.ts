import type { HomeLook } from '../view/cards.ts'
import type { Chat, Identity } from './ports.ts'

/** Somebody's overview: how they look at it, and how it is drawn anew. */
export interface Looking {
  readonly look: HomeLook
  readonly redraw: () => Promise<void>
}

/**
 * Who has their overview before them, and how they look at it. Chats say when somebody opens it and never when they
 * leave; so whoever opened or used it in the last ten minutes counts, and for everybody else nothing is drawn until they
 * open it again. Kept in memory: after a restart the next opening tells.
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

/** A card that changes for a person is what their overview shows of it; nobody else's is drawn. */
export function withHome(chat: Chat, looks: HomeLooks): Chat {
  return {
    ...chat,
    async deliver(delivery) {
      const outcome = await chat.deliver(delivery)
      const { to } = delivery
      if (outcome.outcome === 'delivered' && to.type === 'direct') await looks.of(to.identity)?.redraw()
      return outcome
    },
  }
}
