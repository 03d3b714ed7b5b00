/** Teams' activities as far as we read them. A token vouches for them; their shape is checked here all the same. */
import { z } from 'zod'
import type { Identity } from '../../src/app/ports.ts'
import type { Place } from './conversations.ts'

const id = z.string().min(1).max(1_000)
const tenant = z.looseObject({ id: z.string().nullish() }).nullish()

export const activitySchema = z.looseObject({
  type: z.string(),
  id: z.string().nullish(),
  name: z.string().nullish(),
  action: z.string().nullish(),
  channelId: z.literal('msteams'),
  serviceUrl: z.url().max(1_000),
  text: z.string().nullish(),
  locale: z.string().nullish(),
  localTimezone: z.string().nullish(),
  replyToId: z.string().nullish(),
  from: z.looseObject({ id, aadObjectId: z.string().nullish(), tenantId: z.string().nullish() }),
  recipient: z.looseObject({ id: z.string().nullish() }).nullish(),
  conversation: z.looseObject({
    id,
    conversationType: z.string().nullish(),
    tenantId: z.string().nullish(),
  }),
  channelData: z.looseObject({ tenant, settings: z.unknown().optional() }).nullish(),
  entities: z.array(z.unknown()).nullish(),
  reactionsAdded: z.array(z.looseObject({ type: z.string().max(200) })).nullish(),
  membersAdded: z.array(z.looseObject({ id: z.string() })).nullish(),
  attachments: z
    .array(
      z.looseObject({
        contentType: z.string().nullish(),
        contentUrl: z.string().nullish(),
        name: z.string().nullish(),
        content: z.unknown().optional(),
      }),
    )
    .nullish(),
  value: z.unknown().optional(),
})
export type TeamsActivity = z.infer<typeof activitySchema>

/** Where an action came from, and where an answer can be written. */
export interface Origin {
  readonly identity: Identity
  readonly place: Place
  /** Whether nobody but the person and the bot reads there. */
  readonly personal: boolean
  /** Whether the bot is there: people also call it from where they talk among themselves. */
  readonly present: boolean
  /** The message that a press stood on; null where it stood on none. */
  readonly pressed: string | null
  /** The id by which the person's client is known there (`29:…`). */
  readonly client: string
  /** Unique for this action, the same for each delivery of it. */
  readonly key: string
}

export type Admission =
  | { readonly ok: true; readonly origin: Origin }
  | { readonly ok: false; readonly reason: 'tenant_not_allowed' | 'tenants_differ' | 'no_account' }

/** Where the type is missing, the id tells: only what several people read begins so. */
const isPersonal = ({ id, conversationType }: TeamsActivity['conversation']): boolean =>
  conversationType === 'personal' || ((conversationType ?? '') === '' && !id.startsWith('19:'))

/**
 * A message extension is called from any conversation, of which the bot is in few. One of two people is a `personal` one
 * too, as Teams names it.
 */
const isCalledIn = ({ name }: TeamsActivity): boolean => name?.startsWith('composeExtension/') === true

/**
 * Who acts, where the tenant is one that may. Every tenant that the activity names must be the same: somebody from
 * outside who writes in a chat of an allowed tenant is named with a tenant of their own.
 */
export function admit(activity: TeamsActivity, allowedTenants: readonly string[]): Admission {
  const { conversation, channelData, from } = activity
  const named = [channelData?.tenant?.id, conversation.tenantId, from.tenantId]
    .filter((one) => typeof one === 'string' && one !== '')
    .map((one) => String(one).toLowerCase())
  const [home] = named
  if (home === undefined || !allowedTenants.includes(home)) return { ok: false, reason: 'tenant_not_allowed' }
  if (named.some((one) => one !== home)) return { ok: false, reason: 'tenants_differ' }
  const user = from.aadObjectId?.toLowerCase() ?? ''
  if (!/^[0-9a-f-]{36}$/u.test(user)) return { ok: false, reason: 'no_account' }
  const conversationId = conversation.id
  const unique = activity.id ?? activity.replyToId ?? conversationId
  return {
    ok: true,
    origin: {
      identity: { platform: 'teams', tenant: home, user },
      place: { serviceUrl: activity.serviceUrl, conversation: conversationId },
      pressed: activity.type === 'invoke' ? (activity.replyToId ?? null) : null,
      personal: isPersonal(conversation) && !isCalledIn(activity),
      present: !isCalledIn(activity),
      client: from.id,
      key: `teams:${home}:${conversationId}:${activity.replyToId ?? ''}:${unique}`,
    },
  }
}
