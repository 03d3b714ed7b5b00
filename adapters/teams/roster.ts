/**
 * Who somebody is where nobody consented to Microsoft Graph: what the connector tells of whoever has a chat with the bot.
 * What counts as verified, and why, is in docs/adr/0021.
 */
import { type Identity, LookupFailed, type Profile } from '../../src/app/ports.ts'
import type { Standing } from '../../src/domain/request/actor.ts'
import { accountOf, type Connector, type Member } from './connector.ts'
import type { Conversations } from './conversations.ts'

export interface Roster {
  /** Throws `LookupFailed` for whoever never wrote to the bot: that says nothing about them. */
  profile(identity: Identity): Promise<Profile>
  /** Null where nobody whom the bot has heard of has the address now. */
  byEmail(tenant: string, email: string): Promise<Profile | null>
}

export function rosterOf({
  connector,
  conversations,
}: {
  readonly connector: Pick<Connector, 'roster'>
  readonly conversations: Conversations
}): Roster {
  const profile = async (identity: Identity): Promise<Profile> => {
    const place = await conversations.direct(identity)
    const members = place === null ? [] : await connector.roster(place)
    const found = members.find((member) => accountOf(member) === identity.user)
    if (found === undefined) throw new LookupFailed('no consent to Microsoft Graph, and no chat with the bot')
    const client = await conversations.client(identity)
    const email = addressOf(found)
    const standing = standingOf(found, identity.tenant)
    if (email !== null && standing === 'active') await conversations.rememberAddress(identity, email)
    return {
      identity,
      name: found.name?.trim() || 'Teams',
      email,
      locale: client?.locale ?? null,
      timezone: client?.timezone ?? null,
      standing,
    }
  }
  return {
    profile,
    async byEmail(tenant, email) {
      const user = await conversations.userAt(tenant, email)
      if (user === null) return null
      const found = await profile({ platform: 'teams', tenant, user })
      // The address may be somebody else's by now, who has not written yet.
      return found.email === email && found.standing === 'active' ? found : null
    },
  }
}

/** The same one of a person's addresses as Graph tells, so that nobody changes with who is asked. */
function addressOf({ email, userPrincipalName }: Member): string | null {
  const signIn = userPrincipalName?.includes('#') === false ? userPrincipalName : null
  const address = email || signIn
  return address?.includes('@') === true ? address.trim().toLowerCase() : null
}

/** Whoever is not said to be a full member of this very tenant is none: here nobody else could tell. */
function standingOf({ userRole, tenantId, userPrincipalName }: Member, tenant: string): Standing {
  const isMember =
    userRole?.toLowerCase() === 'user' &&
    tenantId?.toLowerCase() === tenant &&
    userPrincipalName?.includes('#') === false
  return isMember ? 'active' : 'guest'
}
