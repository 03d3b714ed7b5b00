/** The ports of Slack over several workspaces: each call goes to the workspace that it is about, with that one's token. */
import type {
  AccountDirectory,
  Attachments,
  Chat,
  DeliveryOutcome,
  Destination,
  Identity,
  Profile,
} from '../../src/app/ports.ts'
import { NotConnected } from '../../src/app/ports.ts'
import { inWorkspace, scoped } from './addresses.ts'
import { limits } from './limits.ts'
import type { Side, Sides } from './side.ts'

const down = (): NotConnected => new NotConnected('this workspace is not connected')
/** Nothing was sent. The code is also what the deliverer parks a person's card with. */
const notConnected = { outcome: 'failed', error: 'not_connected' } as const
/** How Slack says that a channel is of another workspace. */
const elsewhere = /^(channel_not_found|not_in_channel)\b/

/** Who somebody is: asked of the workspace that the account belongs to. */
export function accountsOf(sides: Sides): AccountDirectory {
  const profile = async (identity: Identity): Promise<Profile | null> => {
    if (identity.tenant === '') return first(sides, ({ accounts }) => accounts.profile(identity), isActive)
    const side = await sides.of(identity.tenant)
    if (side !== null) return side.accounts.profile(identity)
    if (await sides.isDown(identity.tenant)) throw down()
    return null
  }
  return {
    platform: 'slack',
    connected: async ({ tenant }) => (await sides.of(tenant)) !== null,
    recover: (now) => sides.recover(now),
    profile: (identity) => {
      const { tenant, id } = scoped(identity.user)
      return profile(tenant === null ? identity : { ...identity, tenant, user: id })
    },
    byEmail: (email) => first(sides, ({ accounts }) => accounts.byEmail(email), isActive),
    async groupMembers(reference) {
      const { tenant, id } = scoped(reference.replace(/^slack:/, ''))
      if (tenant === null)
        return first(
          sides,
          ({ accounts }) => accounts.groupMembers(id),
          () => true,
        )
      const side = await sides.of(tenant)
      if (side !== null) return side.accounts.groupMembers(id)
      // A workspace of an organisation that has the app everywhere.
      const wide = (await sides.all()).filter(({ tenant: known }) => known?.startsWith('E') === true)
      for (const one of wide) {
        const members = await one.accounts.groupMembers(inWorkspace(tenant, id))
        if (members !== null) return members
      }
      throw down()
    },
  }
}

const isActive = ({ standing }: Profile) => standing === 'active'

/**
 * Asks every workspace at once: the first good answer, else the first answer. A workspace that does not answer matters only
 * where no other one has a good answer.
 */
async function first<Answer>(
  sides: Sides,
  ask: (side: Side) => Promise<Answer | null>,
  good: (answer: Answer) => boolean,
): Promise<Answer | null> {
  const all = await sides.all()
  if (all.length === 0) throw down()
  const asked = await Promise.allSettled(all.map(ask))
  const found = asked.flatMap((one) => (one.status === 'fulfilled' && one.value !== null ? [one.value] : []))
  const best = found.find(good)
  if (best !== undefined) return best
  const failed = asked.find((one) => one.status === 'rejected')
  if (failed !== undefined) throw failed.reason
  const [any] = found
  if (any === undefined && (await sides.anyDown())) throw down()
  return any ?? null
}

interface Kept {
  readonly tenant: string | null
  readonly reference: string | null
}

/** A reference says in which workspace its message is; one from before there were several does not. */
function kept(reference: string | null): Kept {
  if (reference === null) return { tenant: null, reference }
  const value: unknown = JSON.parse(reference)
  const tenant = typeof value === 'object' && value !== null && 'tenant' in value ? value.tenant : null
  return { tenant: typeof tenant === 'string' ? tenant : null, reference }
}

function withTenant<Outcome extends { readonly outcome: string }>(outcome: Outcome, tenant: string): Outcome {
  if (!('reference' in outcome) || typeof outcome.reference !== 'string') return outcome
  const value: unknown = JSON.parse(outcome.reference)
  return { ...outcome, reference: JSON.stringify({ tenant, ...(typeof value === 'object' ? value : {}) }) }
}

interface Sending {
  readonly to: Destination
  readonly reference: string | null
}

/** Cards in the workspace where each person, channel or conversation is. */
export function chatOf(sides: Sides): Chat {
  /** In which workspace a channel is that the configuration names without one. */
  const channels = new Map<string, string>()

  const toPerson = async (
    identity: Identity,
    reference: string | null,
    send: (side: Side, sending: Sending) => Promise<DeliveryOutcome>,
  ): Promise<DeliveryOutcome> => {
    const at = kept(reference)
    const there = at.tenant === null || at.tenant === identity.tenant ? null : await sides.of(at.tenant)
    if (there !== null && at.tenant !== null) {
      // A card stays where it is for as long as that workspace is connected: one card for each request and person.
      const channel = channelIn(at.reference)
      const to = { type: 'channel', channel } as const
      const outcome = await send(there, { to, reference: at.reference })
      if (outcome.outcome !== 'failed') return withTenant(outcome, at.tenant)
    }
    const side = await sides.of(identity.tenant)
    if (side === null) return notConnected
    const known = at.tenant === null || at.tenant === identity.tenant ? at.reference : null
    const outcome = await send(side, { to: { type: 'direct', identity }, reference: known })
    return withTenant(outcome, identity.tenant)
  }

  const toChannel = async (
    channel: string,
    reference: string | null,
    send: (side: Side, sending: Sending) => Promise<DeliveryOutcome>,
  ): Promise<DeliveryOutcome> => {
    const { tenant, id } = scoped(channel)
    const known = tenant ?? channels.get(id) ?? kept(reference).tenant
    const side = known === null ? null : await sides.of(known)
    if (tenant !== null && side === null) return notConnected
    const candidates = side === null ? await sides.all() : [side]
    let last: DeliveryOutcome = notConnected
    for (const one of candidates) {
      const at = kept(reference).tenant
      const own = at === null || at === one.tenant ? reference : null
      last = await send(one, { to: { type: 'channel', channel: id }, reference: own })
      if (last.outcome === 'failed' && elsewhere.test(last.error)) continue
      const here = one.tenant ?? ''
      if (last.outcome === 'delivered') channels.set(id, here)
      return withTenant(last, here)
    }
    channels.delete(id)
    return last
  }

  const toPlace = (
    { to, reference }: Sending,
    send: (side: Side, sending: Sending) => Promise<DeliveryOutcome>,
  ) =>
    to.type === 'direct' ? toPerson(to.identity, reference, send) : toChannel(to.channel, reference, send)

  return {
    platform: 'slack',
    owns: (text) => channelIn(text) !== '',
    conversationSize: limits.conversation.people,
    async linkTo(reference) {
      const { tenant } = kept(reference)
      const side = tenant === null ? (await sides.all())[0] : await sides.of(tenant)
      return (await side?.chat.linkTo?.(reference)) ?? null
    },
    reaches: async ({ tenant }) => (await sides.of(tenant)) !== null,
    deliver: (delivery) =>
      toPlace(delivery, ({ chat }, sending) => chat.deliver({ ...delivery, ...sending })),
    offerDraft: (delivery) =>
      toPlace(delivery, async ({ chat }, sending) =>
        chat.offerDraft === undefined ? notConnected : chat.offerDraft({ ...delivery, ...sending }),
      ),
    deliverDigest: (delivery) =>
      toPlace({ ...delivery, reference: null }, async ({ chat }, { to }) =>
        chat.deliverDigest === undefined ? notConnected : chat.deliverDigest({ ...delivery, to }),
      ),
    async completeStep(step, result) {
      const { tenant, id } = scoped(step)
      const side = tenant === null ? (await sides.all())[0] : await sides.of(tenant)
      return (await side?.chat.completeStep?.(id, result)) ?? notConnected
    },
    async openConversation(people) {
      const tenant = people[0]?.tenant ?? ''
      const side = await sides.of(tenant)
      if (side === null) return notConnected
      const opened = await side.chat.openConversation(people.filter((one) => one.tenant === tenant))
      return opened.outcome === 'opened'
        ? { ...opened, channel: inWorkspace(tenant, opened.channel) }
        : opened
    },
  }
}

function channelIn(reference: string | null): string {
  const value: unknown = reference === null ? null : JSON.parse(reference)
  const channel = typeof value === 'object' && value !== null && 'channel' in value ? value.channel : ''
  return typeof channel === 'string' ? channel : ''
}

/** A file's id says nothing about its workspace: each is asked until one has it. */
export function attachmentsOf(sides: Sides): Attachments {
  return {
    async fetch(file, most) {
      let answer: Awaited<ReturnType<Attachments['fetch']>> = { ok: false, reason: 'unavailable' }
      for (const { attachments } of await sides.all()) {
        answer = await attachments.fetch(file, most)
        if (answer.ok || answer.reason === 'too_large') return answer
      }
      return answer
    },
  }
}
