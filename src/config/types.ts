import type { DigestsIn, HoursIn } from '../calendar/personal-hours.ts'
import type { WorkingTime } from '../domain/calendar/duration.ts'
import type { GroupId } from '../domain/flavour.ts'
import type { RequestKind } from '../domain/request/content.ts'
import type { Policy } from '../domain/request/policy.ts'
import type { Questionnaire } from '../domain/risk/types.ts'
import type { Locale } from '../view/text.ts'

/** How the configuration names people: an e-mail address, or a group of a platform. */
export type MemberReference =
  | { readonly type: 'email'; readonly email: string }
  | { readonly type: 'slack_user_group'; readonly id: string }
  /** One Slack account, `slack:U…`. Both kinds of id may name the workspace first: `T…/S…`, `T…/U…`. */
  | { readonly type: 'slack_user'; readonly id: string }
  | { readonly type: 'entra_group'; readonly id: string }

export interface GroupConfig {
  readonly id: GroupId
  readonly name: string
  readonly members: readonly MemberReference[]
  /** Who may stand in for a member who is away; absent: the other members. */
  readonly delegates?: readonly MemberReference[]
  /** A channel that gets the group's card too, `C…` or `T…/C…` in Slack, `teams:19:…` in Teams; null for none. */
  readonly channel: string | null
  /** By kind of request. One without questions asks for likelihood, impact and a rationale alone. */
  readonly questionnaires: Readonly<Record<RequestKind, Questionnaire>>
}

/** `countersign.yaml`, validated; everything optional has its default. */
export interface Organisation {
  readonly name: string
  readonly timezone: string
  readonly locale: Locale
  readonly calendar: WorkingTime
  /** When single people work, on clocks of their own. */
  readonly hoursIn: HoursIn
  /** When single people get their digest, on clocks of their own. */
  readonly digestsIn: DigestsIn
  /** The slash command, with the slash. */
  readonly command: string
  readonly groups: readonly GroupConfig[]
  /** The chain in order: level 1 first. */
  readonly executives: readonly {
    readonly members: readonly MemberReference[]
    /** Who may stand in for one of them, besides executives of any level. */
    readonly delegates?: readonly MemberReference[]
  }[]
  readonly requesters: 'everyone' | readonly MemberReference[]
  /** The platforms a requester chooses from. */
  readonly platforms: readonly { readonly id: string; readonly name: string }[]
  readonly policy: Policy
  readonly media: {
    readonly maxBytes: number
    readonly maxFiles: number
    /** Whether files may be seen by whoever holds a link to one. */
    readonly links: boolean
  }
  /** Where mediations are held as threads if no chat may be opened for them, `teams:19:…`; absent: nowhere. */
  readonly mediationChannel?: string
  /** How long one absence may be, in milliseconds; 60 days by default. */
  readonly longestAbsence?: number
  /** Emoji (`:palm_tree:`) and words of a status on a platform that mean "away"; none by default. */
  readonly absenceFromStatus?: readonly string[]
  /** Who is kept informed of every request, or of those of some kinds; null: of all. */
  readonly observers?: readonly {
    readonly members: readonly MemberReference[]
    readonly kinds: readonly RequestKind[] | null
  }[]
  /** Programs that may propose requests to people. The hash of a token is no secret; the token is kept nowhere. */
  readonly api?: { readonly tokens: readonly { readonly name: string; readonly sha256: string }[] }
}

/** The environment, validated. */
export interface Environment {
  readonly database:
    | { readonly type: 'sqlite'; readonly file: string }
    | { readonly type: 'postgres'; readonly url: string }
  /** An S3-compatible store for the bytes of media; null: they are in the database. */
  readonly media: {
    /** For people: `s3://bucket/prefix`. */
    readonly name: string
    /** The address in front of an object's key, with a slash at its end. */
    readonly objects: string
    readonly region: string
    readonly accessKeyId: string
    readonly secretAccessKey: string
    readonly sessionToken: string | null
  } | null
  readonly port: number
  readonly host: string
  readonly publicUrl: string | null
  readonly configFile: string
  /** 32 bytes each: the key that encrypts stored tokens, then older ones that may still be needed to read them. */
  readonly secret: readonly Uint8Array[] | null
  readonly slack: {
    /** Of the one workspace; null where workspaces are installed by `oauth`. Exactly one of both is set. */
    readonly botToken: string | null
    readonly oauth: {
      readonly clientId: string
      readonly clientSecret: string
      /** Ids of the workspaces and organisations that may install; null where the operator allows each by hand. */
      readonly allowedTeams: readonly string[] | null
    } | null
    readonly signingSecret: string | null
    readonly appToken: string | null
    readonly apiUrl: string
  } | null
  readonly teams: {
    readonly appId: string
    readonly tenantId: string
    readonly credential:
      | { readonly type: 'secret'; readonly password: string }
      /** `endpoint` is where the platform that this runs on gives tokens; null for a virtual machine's own. */
      | {
          readonly type: 'managed_identity'
          readonly endpoint: { readonly url: string; readonly header: string } | null
        }
    /** Never empty. */
    readonly allowedTenants: readonly string[]
    /** Where Microsoft is: one of its clouds. `graphUrl` and `serviceUrl` end with a slash. */
    readonly cloud: {
      readonly openIdMetadataUrl: string
      readonly tokenIssuer: string
      readonly loginUrl: string
      readonly oauthScope: string
      readonly graphUrl: string
      readonly serviceUrl: string
    }
  } | null
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
}

/** One thing wrong with the configuration, where it is, and what to do. `line` and `column` count from 1. */
export interface ConfigProblem {
  readonly source: 'environment' | 'file'
  /** `groups.security.members`, or the variable's name. */
  readonly path: string
  readonly line: number | null
  readonly column: number | null
  readonly message: string
  readonly suggestion: string | null
}
