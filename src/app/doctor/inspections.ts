/** What the adapters found out about themselves, for the checks to judge. Data only; nothing secret is in it. */
import type { MemberReference } from '../../config/types.ts'
import type { Instant } from '../../domain/flavour.ts'
import type { Standing } from '../../domain/request/actor.ts'
import type { InstallationState } from '../ports.ts'

export type DatabaseInspection =
  | {
      readonly state: 'missing'
      readonly file: string
      readonly folderWritable: boolean
      /** Null where the system does not tell. */
      readonly freeBytes: number | null
    }
  | {
      readonly state: 'unusable'
      readonly file: string
      readonly code: string
      /** For operators; null where the code must do. */
      readonly message: string | null
      readonly freeBytes: number | null
    }
  | {
      readonly state: 'open'
      readonly file: string
      readonly schema: number
      readonly knownSchema: number
      /** Null where the database has no other mode. */
      readonly writeAhead: boolean | null
      /** False where the server may lose commits in a power cut; absent where this program sees to it. */
      readonly flushes?: boolean
      readonly freeBytes: number | null
      readonly bytes: number
    }

/** What the platform says about the bot's token. */
export interface ConnectionInspection {
  readonly outcome:
    | { readonly ok: true; readonly team: string }
    | { readonly ok: false; readonly code: string }
  /** Null where the platform does not tell. */
  readonly scopes: readonly string[] | null
  /** How far this machine's clock is ahead of the platform's, in milliseconds; null where it does not tell. */
  readonly aheadMs: number | null
}

/** `name`: the workspace, where there may be several. */
export type NamedConnection = ConnectionInspection & { readonly name: string | null }

/** One workspace that the app is installed in, as the database knows it. */
export interface InstallationInspection {
  readonly tenant: string
  readonly name: string
  readonly state: InstallationState
  /** Whether the configuration's list lets it in; true where there is no list. */
  readonly listed: boolean
  /** Whether its token can be read, and whether with the present key. */
  readonly token: 'current' | 'old_key' | 'unknown_key' | 'damaged'
  readonly gone: { readonly at: Instant; readonly because: string } | null
}

/** Who a reference of the configuration is on the platform. */
export type ReferenceInspection =
  | { readonly outcome: 'found'; readonly accounts: readonly AccountInspection[] }
  | { readonly outcome: 'unknown' }
  /** The platform did not answer. */
  | { readonly outcome: 'failed' }
  /** The reference is of a platform that is not connected. */
  | { readonly outcome: 'no_platform' }

export interface AccountInspection {
  /** As the configuration would name the account alone. */
  readonly account: string
  readonly standing: Standing
}

export type ChannelInspection =
  | { readonly outcome: 'member' | 'not_member' | 'archived' | 'unknown' }
  | { readonly outcome: 'failed'; readonly code: string }

/** One connected platform. Nothing in it changes anything there. No method throws. */
export interface PlatformInspector {
  /** One for each workspace that is connected. */
  connections(): Promise<readonly NamedConnection[]>
  /** The token by which the platform is received without an address of ours; null when none is configured. */
  receiving(): Promise<{ readonly ok: true } | { readonly ok: false; readonly code: string } | null>
  reference(reference: MemberReference): Promise<ReferenceInspection>
  channel(id: string): Promise<ChannelInspection>
}
