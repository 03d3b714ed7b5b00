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
  /** How far this machine's clock is ahead of Microsoft's, in milliseconds; null where it does not tell. */
  readonly aheadMs: number | null
}

const guide = 'See Microsoft Teams in docs/operations.md.'

export function teamsChecks({ credentials, tenants, groups, aheadMs }: TeamsInspection): readonly Check[] {
  return [
    credentialCheck(credentials),
    ...tenants.map(tenantCheck),
    ...groups.map(groupCheck),
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

/** Microsoft's tokens are refused from five minutes on; by then deadlines have been wrong for long. */
function clockCheck(aheadMs: number): Check {
  const subject = { id: 'clock', title: 'Clock' }
  const seconds = Math.round(Math.abs(aheadMs) / 1000)
  if (seconds < 10) return ok(subject, 'agrees with Microsoft’s')
  const found = `${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} Microsoft’s`
  const mend = 'Let the system set its clock by NTP (timedatectl set-ntp true).'
  return seconds >= 60 ? problem(subject, found, mend) : warning(subject, found, mend)
}
