import { idOfTeamsChannel } from '../../config/channels.ts'
import type { Organisation } from '../../config/types.ts'
import { type Check, ok, problem, warning } from './check.ts'

/** What Microsoft says about the bot. Codes are null where it worked. */
export interface TeamsInspection {
  /** Why no token is given. */
  readonly credentials: string | null
  /** Why people of an allowed tenant cannot be looked up. */
  readonly tenants: readonly { readonly tenant: string; readonly people: string | null }[]
  /** Groups of Entra that the configuration names; `members` is null where no tenant knows the group. */
  readonly groups: readonly {
    readonly group: string
    readonly members: number | null
    readonly code: string | null
  }[]
  /** Why the app may create no group chats; null where it may, or where that cannot be found out. */
  readonly chats: string | null
  /** Channels that the configuration names, by what it names them for. */
  readonly channels: readonly (TeamsChannel & ChannelFinding)[]
  /** How far this machine's clock is ahead of Microsoft's, in milliseconds; null where it does not tell. */
  readonly aheadMs: number | null
}

/** A channel of Teams in the configuration. */
export interface TeamsChannel {
  /** The group's name; null for the channel of mediations. */
  readonly group: string | null
  /** Its id in Teams. */
  readonly channel: string
}

export type ChannelFinding =
  /** `readers`: how many people read it. */
  | { readonly state: 'open'; readonly readers: number }
  /** `no_app`: not in its team. `closed`: the app is in it and may not write. */
  | { readonly state: 'unknown' | 'no_app' | 'closed' }
  | { readonly state: 'failed'; readonly code: string }

/** The channels of Teams that the configuration names. */
export function teamsChannels({ groups, mediationChannel }: Organisation): readonly TeamsChannel[] {
  const named = [
    ...groups.map(({ name, channel }) => ({ group: name, channel })),
    { group: null, channel: mediationChannel ?? null },
  ]
  return named.flatMap(({ group, channel }) => {
    const id = channel === null ? null : idOfTeamsChannel(channel)
    return id === null ? [] : [{ group, channel: id }]
  })
}

const guide = 'See Microsoft Teams in docs/operations.md.'

export function teamsChecks(inspection: TeamsInspection): readonly Check[] {
  const { credentials, tenants, groups, channels, aheadMs } = inspection
  return [
    credentialCheck(credentials),
    ...tenants.map(tenantCheck),
    ...groups.map(groupCheck),
    ...(credentials === null ? [mediationCheck(inspection)] : []),
    ...channels.map(channelCheck),
    ...(aheadMs === null ? [] : [clockCheck(aheadMs)]),
  ]
}

function credentialCheck(code: string | null): Check {
  const subject = { id: 'teams_credentials', title: 'Teams credentials' }
  if (code === null) return ok(subject, 'accepted by Microsoft')
  return problem(
    subject,
    `no token is given (${code})`,
    'Compare MICROSOFT_APP_ID, MICROSOFT_APP_TENANT_ID and MICROSOFT_APP_PASSWORD with the registration; secrets end.',
  )
}

function tenantCheck({ tenant, people }: TeamsInspection['tenants'][number]): Check {
  const subject = { id: 'teams_tenant', title: `Tenant ${tenant}` }
  if (people === null) return ok(subject, 'its people can be looked up')
  if (people.startsWith('Authorization_'))
    return warning(
      subject,
      `Microsoft Graph may not be asked (${people}): people are known once they have opened the chat with the bot, closed accounts are not noticed, and no entra: group has members`,
      `Give the app User.Read.All in Microsoft Graph as an application permission, and admin consent. ${guide}`,
    )
  return problem(
    subject,
    `its people cannot be looked up (${people}), so nobody of it can do anything`,
    guide,
  )
}

function groupCheck({ group, members, code }: TeamsInspection['groups'][number]): Check {
  const subject = { id: 'teams_group', title: `entra:${group}` }
  if (code !== null)
    return problem(
      subject,
      `its members cannot be looked up (${code})`,
      `Give the app GroupMember.Read.All in Microsoft Graph, and admin consent. ${guide}`,
    )
  if (members === null)
    return problem(subject, 'is no group of an allowed tenant', 'Copy its object id from Entra, Groups.')
  return members === 0
    ? warning(subject, 'has no members', 'Add the people in Entra.')
    : ok(subject, `has ${members} member(s)`)
}

/** Where a mediation will be held: in a chat, else in a thread, else nowhere. */
function mediationCheck({ chats, channels }: TeamsInspection): Check {
  const subject = { id: 'teams_mediation', title: 'Mediations' }
  if (chats === null) return ok(subject, 'are held in group chats that the bot creates')
  const refused = `no group chats can be created (${chats})`
  const open = channels.some(({ group, state }) => group === null && state === 'open')
  if (open) return ok(subject, `${refused}: they are held as threads in the channel of mediation.channel`)
  return warning(
    subject,
    `${refused}, and there is no channel for threads: their people are told one by one in direct messages`,
    `Give the app Chat.Create and AppCatalog.Read.All and upload it to the catalog, or name a channel of a private team under mediation.channel. ${mediations}`,
  )
}

const mediations = 'See Where mediations are held in docs/operations.md.'

function channelCheck({ group, channel, ...finding }: TeamsInspection['channels'][number]): Check {
  const subject = { id: 'teams_channel', title: group ?? 'Mediations' }
  const setting = group === null ? 'mediation.channel' : 'the channel of the group'
  switch (finding.state) {
    case 'open':
      return group === null && finding.readers < 2
        ? warning(
            subject,
            `fewer than two people read the channel ${channel}`,
            'Add those who ask and decide.',
          )
        : ok(subject, `the bot can write in the channel ${channel}, which ${finding.readers} people read`)
    case 'unknown':
      return problem(
        subject,
        `there is no channel ${channel} in a team that has the app`,
        `Add the app to the team, or copy the channel’s link anew into ${setting}.`,
      )
    case 'no_app':
      return problem(
        subject,
        `the app is not in the team of the channel ${channel}`,
        'In Teams: the team’s menu, Manage team, Apps, add Countersign. Private channels do not take it.',
      )
    case 'closed':
      return problem(
        subject,
        `the bot may not write in the channel ${channel}`,
        'In Teams: the channel’s menu, Manage channel, Moderation: let bots submit messages.',
      )
    case 'failed':
      return warning(
        subject,
        `the channel ${channel} could not be looked at (${finding.code})`,
        'Run doctor again in a minute.',
      )
    default:
      return finding satisfies never
  }
}

/** Where the configuration names channels of Teams, and Teams is not configured. */
export const channelsWithoutTeams = (channels: readonly TeamsChannel[]): readonly Check[] =>
  channels.map(({ group, channel }) =>
    problem(
      { id: 'teams_channel', title: group ?? 'Mediations' },
      `the channel ${channel} is of Teams, which is not configured`,
      'Set MICROSOFT_APP_ID and what belongs to it, or name no channel of Teams.',
    ),
  )

/** Microsoft's tokens are refused from five minutes on; by then deadlines have been wrong for long. */
function clockCheck(aheadMs: number): Check {
  const subject = { id: 'clock', title: 'Clock' }
  const seconds = Math.round(Math.abs(aheadMs) / 1000)
  if (seconds < 10) return ok(subject, 'agrees with Microsoft’s')
  const found = `${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} Microsoft’s`
  const mend = 'Let the system set its clock by NTP (timedatectl set-ntp true).'
  return seconds >= 60 ? problem(subject, found, mend) : warning(subject, found, mend)
}
