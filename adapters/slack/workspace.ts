/** Which workspace (or organisation) the bot is installed in: who belongs to it, and by which tenant id we call it. */
import type { WebClient } from '@slack/web-api'
import type { Identity } from '../../src/app/ports.ts'

export interface Workspace {
  /** The tenant of our people's identities: the organisation's id for an org-wide installation, else the team's. */
  readonly tenant: string
  readonly team: string
  readonly enterprise: string | null
}

/** An account as Slack's payloads name it. */
export interface Account {
  readonly user: string
  readonly team: string | null
  readonly enterprise: string | null
}

/** True when the account is of this workspace, or of another one of the same organisation. */
export function belongs(workspace: Workspace, account: Omit<Account, 'user'>): boolean {
  if (account.team === workspace.team) return true
  if (workspace.enterprise === null) return false
  return account.enterprise === workspace.enterprise || account.team === workspace.enterprise
}

/** One person has one identity, whichever workspace of the organisation the click came from. */
export function identityOf(workspace: Workspace, account: Account): Identity {
  const tenant = belongs(workspace, account) ? workspace.tenant : (account.team ?? 'unknown')
  return { platform: 'slack', tenant, user: account.user }
}

/** Asks Slack once and remembers the answer, but never a failure. */
export function workspaceOf(client: WebClient): () => Promise<Workspace> {
  let known: Promise<Workspace> | null = null
  const ask = async (): Promise<Workspace> => {
    const answer = await client.auth.test()
    const team = answer.team_id ?? 'unknown'
    const enterprise = answer.enterprise_id ?? null
    const orgWide = answer.is_enterprise_install === true && enterprise !== null
    return { tenant: orgWide ? enterprise : team, team, enterprise }
  }
  return () => {
    known ??= ask().catch((error: unknown) => {
      known = null
      throw error
    })
    return known
  }
}
