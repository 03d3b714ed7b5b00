/** Entra's accounts: who somebody is, whether they count, and who is in a group. Asked afresh every time. */
import { type AccountDirectory, type Identity, LookupFailed, type Profile } from '../../src/app/ports.ts'
import type { Standing } from '../../src/domain/request/actor.ts'
import type { Locale } from '../../src/view/text.ts'
import { CallFailed } from './call.ts'
import type { Conversations } from './conversations.ts'
import type { Graph, GraphUser } from './graph.ts'
import type { Roster } from './roster.ts'

export interface AccountOptions {
  readonly graph: Graph
  /** Asked where Microsoft Graph may not be. */
  readonly roster: Roster
  readonly conversations: Conversations
  readonly allowedTenants: readonly string[]
}

/** Teams' accounts through Microsoft Graph, of the allowed tenants only. */
export function teamsAccounts({
  graph,
  roster,
  conversations,
  allowedTenants,
}: AccountOptions): AccountDirectory {
  const look = async <T>(ask: () => Promise<T>): Promise<T> => {
    try {
      return await ask()
    } catch (error) {
      if (error instanceof LookupFailed) throw error
      const code = error instanceof CallFailed ? error.code : 'unreadable_answer'
      throw new LookupFailed(`Microsoft did not answer: ${code}`, { cause: error })
    }
  }
  /** What Graph says, or where it may not be asked, what the connector does. */
  const lookOr = <T>(ask: () => Promise<T>, otherwise: () => Promise<T>): Promise<T> =>
    look(async () => {
      try {
        return await ask()
      } catch (error) {
        if (isDenied(error)) return otherwise()
        throw error
      }
    })
  /** The first tenant that knows; null where every one of them answered that it does not. */
  const first = async <T>(ask: (tenant: string) => Promise<T | null>): Promise<T | null> => {
    for (const tenant of allowedTenants) {
      const found = await ask(tenant)
      if (found !== null) return found
    }
    return null
  }
  const profileOf = async (tenant: string, found: GraphUser): Promise<Profile> => {
    const identity: Identity = { platform: 'teams', tenant, user: found.id.toLowerCase() }
    const client = await conversations.client(identity)
    return {
      identity,
      name: found.displayName?.trim() || 'Teams',
      email: emailOf(found),
      locale: client?.locale ?? localeOf(found.preferredLanguage),
      timezone: client?.timezone ?? null,
      standing: standingOf(found),
    }
  }
  return {
    platform: 'teams',
    async profile({ tenant, user }) {
      // Somebody of another tenant is a stranger, whatever that tenant would say.
      if (!allowedTenants.includes(tenant)) return null
      return lookOr(
        async () => {
          const found = await graph.user(tenant, user)
          return found === null ? null : profileOf(tenant, found)
        },
        () => roster.profile({ platform: 'teams', tenant, user }),
      )
    },
    async byEmail(email) {
      const wanted = email.trim().toLowerCase()
      return first((tenant) =>
        lookOr(
          async () => {
            // Who merely signs in with it has another address. Two who have it are nobody that could be told apart.
            const [found, ...others] = (await graph.usersByEmail(tenant, wanted)).filter(
              (one) => emailOf(one) === wanted,
            )
            return found === undefined || others.length > 0 ? null : profileOf(tenant, found)
          },
          () => roster.byEmail(tenant, wanted),
        ),
      )
    },
    async groupMembers(groupReference) {
      const group = groupReference.replace(/^entra:/u, '')
      return first(async (tenant) => {
        const people = await look(() => graph.groupMembers(tenant, group))
        return people?.map((id) => ({ platform: 'teams', tenant, user: id.toLowerCase() }) as const) ?? null
      })
    },
  }
}

/** Nobody consented to the permission. Says nothing about the person. */
const isDenied = (error: unknown): boolean =>
  error instanceof CallFailed && error.code === 'Authorization_RequestDenied'

/**
 * Only administrators of the tenant set either. Where there is no mailbox the sign-in name counts, which is of a domain
 * that the tenant has proved to own; the made-up one of a guest (`…#EXT#@…`) does not.
 */
function emailOf({ mail, userPrincipalName }: GraphUser): string | null {
  const address = mail || (userPrincipalName?.includes('#') === false ? userPrincipalName : null)
  return address?.includes('@') === true ? address.trim().toLowerCase() : null
}

function standingOf({ accountEnabled, userType, userPrincipalName }: GraphUser): Standing {
  if (accountEnabled === false) return 'deactivated'
  if (userType?.toLowerCase() === 'guest' || userPrincipalName?.includes('#EXT#') === true) return 'guest'
  return 'active'
}

export function localeOf(language: string | null | undefined): Locale | null {
  if (language === null || language === undefined || language.trim() === '') return null
  return /^de\b/iu.test(language.trim()) ? 'de' : 'en'
}
