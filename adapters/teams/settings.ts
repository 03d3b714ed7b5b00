/** What the adapter needs to know of the bot's registration and of the cloud that it lives in. */
export interface TeamsSettings {
  /** The application (client) id of the registration, which is the bot's id too. */
  readonly appId: string
  /** The tenant of the registration. */
  readonly tenantId: string
  readonly credential:
    | { readonly type: 'secret'; readonly password: string }
    /** The identity of the Azure resource that this runs on; `endpoint` where the platform names one. */
    | {
        readonly type: 'managed_identity'
        readonly endpoint: { readonly url: string; readonly header: string } | null
      }
  /** Entra tenants whose people may use the bot. Never empty. */
  readonly allowedTenants: readonly string[]
  readonly cloud: TeamsCloud
}

export interface TeamsCloud {
  /** Describes the keys with which the channel signs what it sends. */
  readonly openIdMetadataUrl: string
  /** Who signs it. */
  readonly tokenIssuer: string
  /** Where tokens come from, as botbuilder writes it: the last part of the path is a tenant. */
  readonly loginUrl: string
  /** What a token for the connector is for. */
  readonly oauthScope: string
  /** Microsoft Graph with its version, with a slash at the end. */
  readonly graphUrl: string
  /** The connector for people whom the bot has not heard of yet, with a slash at the end. */
  readonly serviceUrl: string
}

/** The commercial cloud. */
export const publicCloud: TeamsCloud = {
  openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  tokenIssuer: 'https://api.botframework.com',
  loginUrl: 'https://login.microsoftonline.com/botframework.com',
  oauthScope: 'https://api.botframework.com',
  graphUrl: 'https://graph.microsoft.com/v1.0/',
  serviceUrl: 'https://smba.trafficmanager.net/teams/',
}
