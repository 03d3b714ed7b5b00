import { randomBytes } from 'node:crypto'
import { type Refused, refuse } from './answer.ts'

/** Slack's own lifetimes; both run in real time, since they guard against a slow app and not against a slow person. */
export const triggerLifetime = 3_000

interface Trigger {
  readonly user: string
  readonly openedBy: string
  readonly expiresAt: number
  used: boolean
}

/** Permissions to open a modal that interactions hand out: each for three seconds, and for one use. */
export interface Triggers {
  issue(user: string, openedBy: string): string
  use(id: string | null): { readonly ok: true; readonly user: string; readonly openedBy: string } | Refused
}

export function createTriggers(realNow: () => number): Triggers {
  const triggers = new Map<string, Trigger>()
  return {
    issue(user, openedBy) {
      const id = `${realNow()}.${randomBytes(4).readUInt32BE()}.${randomBytes(16).toString('hex')}`
      triggers.set(id, { user, openedBy, expiresAt: realNow() + triggerLifetime, used: false })
      // Long expired ones are forgotten; Slack then calls them invalid instead of expired.
      for (const [known, trigger] of triggers)
        if (trigger.expiresAt < realNow() - 10 * 60_000) triggers.delete(known)
      return id
    },
    use(id) {
      const trigger = triggers.get(id ?? '')
      if (!trigger) return refuse('invalid_trigger_id')
      if (trigger.expiresAt < realNow()) return refuse('expired_trigger_id')
      if (trigger.used) return refuse('exchanged_trigger_id')
      trigger.used = true
      return { ok: true, user: trigger.user, openedBy: trigger.openedBy }
    },
  }
}
