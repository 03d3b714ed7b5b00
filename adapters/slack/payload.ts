/** Slack's payloads as far as we read them. Slack signs them; their shape is checked here all the same. */
import { z } from 'zod'
import type { Identity } from '../../src/app/ports.ts'
import { messageSchema } from './message-text.ts'
import { type Account, identityOf, type Workspace } from './workspace.ts'

const team = z.looseObject({ id: z.string(), enterprise_id: z.string().nullish() }).nullish()
const common = {
  team,
  enterprise: z.looseObject({ id: z.string() }).nullish(),
  is_enterprise_install: z.union([z.boolean(), z.string()]).nullish(),
  trigger_id: z.string().nullish(),
}
const user = z.looseObject({ id: z.string(), team_id: z.string().nullish() })
const view = z.looseObject({
  id: z.string(),
  type: z.string(),
  callback_id: z.string().nullish(),
  private_metadata: z.string().nullish(),
  hash: z.string().nullish(),
  state: z.unknown().optional(),
  blocks: z.unknown().optional(),
})

export const actionBody = z.looseObject({
  ...common,
  user,
  view: view.nullish(),
  channel: z.looseObject({ id: z.string() }).nullish(),
  container: z.looseObject({ message_ts: z.string().nullish() }).nullish(),
  actions: z
    .array(
      z.looseObject({
        action_id: z.string().nullish(),
        value: z.string().nullish(),
        action_ts: z.string().nullish(),
      }),
    )
    .min(1),
})
export const viewBody = z.looseObject({ ...common, user, view })
export const shortcutBody = z.looseObject({
  ...common,
  user,
  callback_id: z.string().nullish(),
  /** Only of a message's shortcut. */
  channel: z.looseObject({ id: z.string() }).nullish(),
  message: messageSchema.nullish().catch(null),
})
export const commandBody = z.looseObject({
  command: z.string(),
  text: z.string().nullish(),
  user_id: z.string(),
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  is_enterprise_install: z.union([z.boolean(), z.string()]).nullish(),
  channel_id: z.string().nullish(),
  trigger_id: z.string().nullish(),
})
export const homeBody = z.looseObject({
  event_id: z.string(),
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  event: z.looseObject({ user: z.string(), tab: z.string().nullish() }),
})

const happened = {
  event_id: z.string().nullish(),
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
}
/** A person's own message: those of bots and Slack's notes about messages carry a `subtype` or a `bot_id`. */
export const messageBody = z.looseObject({
  ...happened,
  event: z.looseObject({
    user: z.string(),
    channel: z.string(),
    channel_type: z.string().nullish(),
    text: z.string(),
    thread_ts: z.string().nullish(),
    subtype: z.literal('thread_broadcast').nullish(),
    bot_id: z.null().or(z.undefined()).optional(),
  }),
})
export const reactionBody = z.looseObject({
  ...happened,
  event: z.looseObject({
    user: z.string(),
    reaction: z.string(),
    item: z.looseObject({ type: z.literal('message'), channel: z.string(), ts: z.string() }),
  }),
})

type InteractiveBody = z.infer<typeof shortcutBody> | z.infer<typeof viewBody> | z.infer<typeof actionBody>

/** Where an action came from, and where an answer can be shown. */
export interface Origin {
  readonly identity: Identity
  /** The workspace of the action, for keys. */
  readonly team: string
  readonly user: string
  /** Opens a modal within three seconds, once. */
  readonly trigger: string | null
  readonly channel: string | null
  /** The modal that the action was in. */
  readonly modal: { readonly id: string; readonly callback: string } | null
  /** The action was in App Home. */
  readonly home: boolean
}

const installedInOrganisation = (flag: boolean | string | null | undefined): boolean =>
  flag === true || flag === 'true'

/** The identity without knowing our own workspace: right wherever the bot serves one workspace or one organisation. */
function presumed(account: Account, orgWide: boolean): Identity {
  const tenant = (orgWide ? account.enterprise : null) ?? account.team ?? account.enterprise ?? 'unknown'
  return { platform: 'slack', tenant, user: account.user }
}

/** `workspace` is null when Slack could not be asked which one is ours. */
function identify(account: Account, orgWide: boolean, workspace: Workspace | null): Identity {
  return workspace === null ? presumed(account, orgWide) : identityOf(workspace, account)
}

const placed = z.looseObject({ channel: z.looseObject({ id: z.string() }) })
const channelOf = (body: InteractiveBody): string | null => placed.safeParse(body).data?.channel.id ?? null

export function originOf(body: InteractiveBody, workspace: Workspace | null): Origin {
  const account: Account = {
    user: body.user.id,
    team: body.user.team_id ?? body.team?.id ?? null,
    enterprise: body.team?.enterprise_id ?? body.enterprise?.id ?? null,
  }
  const acted = actionBody.safeParse(body)
  const found = acted.success ? acted.data : null
  const modal = found?.view?.type === 'modal' ? found.view : null
  return {
    identity: identify(account, installedInOrganisation(body.is_enterprise_install), workspace),
    team: account.team ?? account.enterprise ?? 'unknown',
    user: account.user,
    trigger: body.trigger_id ?? null,
    channel: channelOf(body),
    modal: modal === null ? null : { id: modal.id, callback: modal.callback_id ?? '' },
    home: found?.view?.type === 'home',
  }
}

export function commandOrigin(body: z.infer<typeof commandBody>, workspace: Workspace | null): Origin {
  const account = { user: body.user_id, team: body.team_id ?? null, enterprise: body.enterprise_id ?? null }
  return {
    identity: identify(account, installedInOrganisation(body.is_enterprise_install), workspace),
    team: account.team ?? account.enterprise ?? 'unknown',
    user: body.user_id,
    trigger: body.trigger_id ?? null,
    channel: body.channel_id ?? null,
    modal: null,
    home: false,
  }
}

/** Where an event came from that opens no modal. */
export function eventOrigin(
  body: z.infer<typeof messageBody> | z.infer<typeof reactionBody>,
  channel: string,
  workspace: Workspace | null,
): Origin {
  const { user } = body.event
  const account = { user, team: body.team_id ?? null, enterprise: body.enterprise_id ?? null }
  return {
    identity: identify(account, false, workspace),
    team: account.team ?? 'unknown',
    user,
    trigger: null,
    channel,
    modal: null,
    home: false,
  }
}

export function homeOrigin(body: z.infer<typeof homeBody>, workspace: Workspace | null): Origin {
  const account = {
    user: body.event.user,
    team: body.team_id ?? null,
    enterprise: body.enterprise_id ?? null,
  }
  return {
    identity: identify(account, false, workspace),
    team: account.team ?? 'unknown',
    user: account.user,
    trigger: null,
    channel: null,
    modal: null,
    home: false,
  }
}

const placedIn = z.looseObject({
  team,
  team_id: z.string().nullish(),
  enterprise: z.looseObject({ id: z.string() }).nullish(),
  enterprise_id: z.string().nullish(),
  is_enterprise_install: z.union([z.boolean(), z.string()]).nullish(),
  user: z.looseObject({ team_id: z.string().nullish() }).nullish().catch(null),
  view: z.looseObject({ app_installed_team_id: z.string().nullish() }).nullish(),
  message: z.looseObject({ team: z.string().nullish() }).nullish().catch(null),
  authorizations: z
    .array(z.looseObject({ team_id: z.string().nullish(), enterprise_id: z.string().nullish() }))
    .nullish(),
})

/**
 * The tenants, of which one or none has installed the app, that a payload may be for: the likeliest first. In a channel
 * shared with another organisation, the workspace of whoever clicks is not the one where the app is installed.
 */
export function tenantsOf(body: unknown): readonly string[] {
  const parsed = placedIn.safeParse(body)
  if (!parsed.success) return []
  const { data } = parsed
  const organisation = data.enterprise?.id ?? data.enterprise_id ?? data.team?.enterprise_id
  const wide = installedInOrganisation(data.is_enterprise_install)
  const authorized = (data.authorizations ?? []).flatMap((one) => [one.team_id, one.enterprise_id])
  const likely = [
    wide ? organisation : null,
    data.view?.app_installed_team_id,
    ...authorized,
    data.team?.id,
    data.team_id,
    data.message?.team,
    data.user?.team_id,
    organisation,
  ]
  return [...new Set(likely.filter((id) => typeof id === 'string'))]
}
