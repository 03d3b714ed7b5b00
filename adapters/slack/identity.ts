/** Slack's accounts: who somebody is, whether they count, and who is in a user group. Asked afresh every time. */
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import {
  type AccountDirectory,
  type Identity,
  LookupFailed,
  NotConnected,
  type Profile,
  type Status,
} from '../../src/app/ports.ts'
import type { Standing } from '../../src/domain/request/actor.ts'
import { scoped } from './addresses.ts'
import { deadTokenCodes, faultOf, refusedWith } from './client.ts'
import { belongs, identityOf, type Workspace } from './workspace.ts'

const user = z.looseObject({
  id: z.string(),
  team_id: z.string().nullish(),
  name: z.string().nullish(),
  real_name: z.string().nullish(),
  deleted: z.boolean().nullish(),
  is_bot: z.boolean().nullish(),
  is_workflow_bot: z.boolean().nullish(),
  is_restricted: z.boolean().nullish(),
  is_ultra_restricted: z.boolean().nullish(),
  is_stranger: z.boolean().nullish(),
  is_email_confirmed: z.boolean().nullish(),
  locale: z.string().nullish(),
  tz: z.string().nullish(),
  enterprise_user: z.looseObject({ enterprise_id: z.string().nullish() }).nullish(),
  profile: z
    .looseObject({
      email: z.string().nullish(),
      real_name: z.string().nullish(),
      display_name: z.string().nullish(),
      status_emoji: z.string().nullish(),
      status_text: z.string().nullish(),
      status_expiration: z.number().nullish(),
    })
    .nullish(),
})
type User = z.infer<typeof user>

/** Slack's answers that mean "there is none", which is not a failure. */
const unknown = new Set([
  'user_not_found',
  'users_not_found',
  'user_not_visible',
  'no_such_subteam',
  'subteam_not_found',
])

function accountOf(found: User) {
  return {
    user: found.id,
    team: found.team_id ?? null,
    enterprise: found.enterprise_user?.enterprise_id ?? null,
  }
}

function standingOf(found: User, workspace: Workspace): Standing {
  if (found.deleted === true) return 'deactivated'
  if (found.is_bot === true || found.is_workflow_bot === true || found.id === 'USLACKBOT') return 'bot'
  if (found.is_stranger === true || !belongs(workspace, accountOf(found))) return 'external'
  if (found.is_restricted === true || found.is_ultra_restricted === true) return 'guest'
  return 'active'
}

function validTimezone(name: string | null | undefined): string | null {
  if (name === null || name === undefined || name === '') return null
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return name
  } catch {
    return null
  }
}

const firstOf = (...names: (string | null | undefined)[]): string =>
  names.find((name) => name !== null && name !== undefined && name.trim() !== '')?.trim() ?? ''

/** Slack counts an expiry in seconds, and 0 as none. */
function statusOf({ profile }: User): Status | null {
  const emoji = profile?.status_emoji ?? ''
  const text = profile?.status_text ?? ''
  const until = profile?.status_expiration ?? 0
  return emoji === '' && text === '' ? null : { emoji, text, until: until === 0 ? null : until * 1000 }
}

function profileOf(found: User, workspace: Workspace): Profile {
  const { profile, locale } = found
  const email = found.is_email_confirmed === false ? null : firstOf(profile?.email).toLowerCase()
  // The full name before the one people chose to be called: the record must tell two Adas apart two years later.
  const name = firstOf(profile?.real_name, found.real_name, profile?.display_name, found.name)
  return {
    identity: identityOf(workspace, accountOf(found)),
    name: name === '' ? 'Slack' : name,
    email: email === '' ? null : email,
    locale: locale === null || locale === undefined ? null : locale.startsWith('de') ? 'de' : 'en',
    timezone: validTimezone(found.tz),
    standing: standingOf(found, workspace),
    status: statusOf(found),
  }
}

/**
 * Slack's accounts through the Web API. `client` should time out well within Slack's three seconds, because people
 * wait for these look-ups.
 */
export function slackAccounts(client: WebClient, workspace: () => Promise<Workspace>): AccountDirectory {
  const look = async <T>(ask: () => Promise<T>): Promise<T | null> => {
    try {
      return await ask()
    } catch (error) {
      const fault = faultOf(error)
      if (unknown.has(refusedWith(fault) ?? '')) return null
      const message = `Slack did not answer: ${fault.error}`
      const Failure = deadTokenCodes.has(fault.error) ? NotConnected : LookupFailed
      throw new Failure(message, { cause: error })
    }
  }
  const profile = (identity: Identity): Promise<Profile | null> =>
    look(async () => {
      const [home, answer] = await Promise.all([
        workspace(),
        client.users.info({ user: scoped(identity.user).id, include_locale: true }),
      ])
      return profileOf(user.parse(answer.user), home)
    })
  return {
    platform: 'slack',
    profile,
    async byEmail(email) {
      const wanted = email.trim().toLowerCase()
      const found = await look(async () => {
        const answer = await client.users.lookupByEmail({ email: wanted })
        return identityOf(await workspace(), accountOf(user.parse(answer.user)))
      })
      // The look-up by e-mail does not tell the locale, and finds unconfirmed addresses too.
      const told = found === null ? null : await profile(found)
      return told?.email === wanted ? told : null
    },
    groupMembers(groupReference) {
      return look(async () => {
        const { tenant: team, id: usergroup } = scoped(groupReference.replace(/^slack:/, ''))
        const home = await workspace()
        // A token of a whole organisation must say which workspace's group it means.
        const of = home.tenant === home.enterprise ? { team_id: team ?? home.team } : {}
        const answer = await client.usergroups.users.list({ usergroup, ...of })
        return (answer.users ?? []).map(
          (member): Identity => ({ platform: 'slack', tenant: home.tenant, user: member }),
        )
      })
    },
  }
}
