/** Calls a minute that Slack promises each method; tiers as its documentation lists them. */
const perMinute: Readonly<Record<string, number>> = {
  'users.list': 20,
  'usergroups.list': 20,
  'usergroups.users.list': 20,
  'chat.update': 50,
  'chat.delete': 50,
  'conversations.open': 50,
  'conversations.info': 50,
  'conversations.history': 50,
  'conversations.replies': 50,
  'users.lookupByEmail': 50,
  'reactions.add': 50,
  'chat.postEphemeral': 100,
  'conversations.members': 100,
  'files.info': 100,
  'users.info': 100,
  'views.open': 100,
  'views.push': 100,
  'views.update': 100,
  'views.publish': 100,
}
/**
 * Slack calls its tiers a minimum and tolerates bursts, without saying how large. Twice the tier is a guess: stricter,
 * and playing the conflict quickly would meet refusals that Slack does not make.
 */
const tolerance = 2
/** One message a second in a channel, with the short bursts that Slack tolerates. */
const postBurst = 10

export interface RateLimits {
  /** Seconds to wait before this call, or 0 when it may go ahead (and is counted). */
  wait(method: string, channel: string): number
}

export const noRateLimits: RateLimits = { wait: () => 0 }

/**
 * @param clock The sandbox's, by which the bot waits too. Real time would refuse somebody who plays a week's deadlines
 * within a minute calls that Slack would take over that week. It goes back when the sandbox starts over.
 */
export function rateLimits(clock: () => number): RateLimits {
  const calls = new Map<string, number[]>()
  const buckets = new Map<string, { tokens: number; at: number }>()

  const waitToPost = (channel: string) => {
    const now = clock()
    const bucket = buckets.get(channel) ?? { tokens: postBurst, at: now }
    const tokens = Math.min(postBurst, bucket.tokens + Math.max(0, now - bucket.at) / 1000)
    if (tokens < 1) return Math.max(1, Math.ceil(1 - tokens))
    buckets.set(channel, { tokens: tokens - 1, at: now })
    return 0
  }

  return {
    wait(method, channel) {
      if (method === 'chat.postMessage') return waitToPost(channel)
      const allowed = perMinute[method]
      if (allowed === undefined) return 0
      const now = clock()
      const recent = (calls.get(method) ?? []).filter((at) => at > now - 60_000 && at <= now)
      calls.set(method, recent)
      const [oldest] = recent
      if (recent.length >= allowed * tolerance && oldest !== undefined)
        return Math.max(1, Math.ceil((oldest + 60_000 - now) / 1000))
      recent.push(now)
      return 0
    },
  }
}
