import type { Complain, Lookup } from './environment.ts'
import { urlFrom } from './environment-values.ts'
import type { Environment } from './types.ts'
import { environmentVariables } from './variables.ts'

type Teams = NonNullable<Environment['teams']>

/** The commercial cloud. The addresses of the others: https://learn.microsoft.com/azure/bot-service/how-to-deploy-gov-cloud-high */
const publicCloud: Teams['cloud'] = {
  openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  tokenIssuer: 'https://api.botframework.com',
  loginUrl: 'https://login.microsoftonline.com/botframework.com',
  oauthScope: 'https://api.botframework.com',
  graphUrl: 'https://graph.microsoft.com/v1.0/',
  serviceUrl: 'https://smba.trafficmanager.net/teams/',
}

/** Set by Azure wherever it pleases, so they alone do not mean that somebody wants Teams. */
const byAzure = ['IDENTITY_ENDPOINT', 'IDENTITY_HEADER']

/**
 * Teams is configured as a whole or not at all. Without a list of tenants whose people may use the bot, everybody who
 * has Teams could: that is refused.
 */
export function teamsFrom(look: Lookup, complain: Complain): Teams | null {
  const names = environmentVariables.filter(({ belongsTo }) => belongsTo === 'teams').map(({ name }) => name)
  const present = names.find((name) => !byAzure.includes(name) && look(name) !== null)
  if (present === undefined) return null
  const appId = idFrom('MICROSOFT_APP_ID', present, look, complain)
  const tenantId = idFrom('MICROSOFT_APP_TENANT_ID', present, look, complain)
  const credential = credentialFrom(present, look, complain)
  const allowedTenants = tenantsFrom(look, complain)
  const cloud = cloudFrom(look, complain)
  if (appId === null || tenantId === null || credential === null || allowedTenants.length === 0) return null
  return { appId, tenantId, credential, allowedTenants, cloud }
}

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
const where = 'In the Azure portal: the registration of the app, Overview.'

function idFrom(name: string, present: string, look: Lookup, complain: Complain): string | null {
  const text = look(name)
  if (text === null) return complain(name, `is missing, although ${present} is set`, where)
  if (!isId(text)) return complain(name, 'must be an id such as 0f8fad5b-d9cb-469f-a165-70867728950e', where)
  return text.toLowerCase()
}

function credentialFrom(present: string, look: Lookup, complain: Complain): Teams['credential'] | null {
  const type = look('MICROSOFT_APP_TYPE') ?? 'SingleTenant'
  const password = look('MICROSOFT_APP_PASSWORD')
  if (type === 'SingleTenant') {
    if (password !== null) return { type: 'secret', password }
    return complain(
      'MICROSOFT_APP_PASSWORD',
      `is missing, although ${present} is set`,
      'Make a client secret under Certificates & secrets, or set MICROSOFT_APP_TYPE=UserAssignedMSI for a managed identity.',
    )
  }
  if (type !== 'UserAssignedMSI')
    return complain(
      'MICROSOFT_APP_TYPE',
      'must be SingleTenant or UserAssignedMSI',
      'New multi-tenant bots have not been possible since 2025.',
    )
  if (password !== null)
    return complain(
      'MICROSOFT_APP_PASSWORD',
      'is set, although MICROSOFT_APP_TYPE is UserAssignedMSI',
      'Remove it: a managed identity has no secret.',
    )
  const url = look('IDENTITY_ENDPOINT')
  const header = look('IDENTITY_HEADER')
  const endpoint = url !== null && header !== null && URL.canParse(url) ? { url, header } : null
  return { type: 'managed_identity', endpoint }
}

function tenantsFrom(look: Lookup, complain: Complain): readonly string[] {
  const name = 'TEAMS_ALLOWED_TENANTS'
  const tenants = (look(name) ?? '')
    .split(/[\s,]+/u)
    .filter((one) => one !== '')
    .map((one) => one.toLowerCase())
  if (tenants.length === 0)
    complain(
      name,
      'is missing: without it everybody who has Teams could use the bot',
      'The ids of the tenants whose people may, with commas between them; as a rule the one of MICROSOFT_APP_TENANT_ID.',
    )
  if (!tenants.every(isId)) {
    complain(name, 'must be ids of tenants with commas between them', 'Names of domains will not do.')
    return []
  }
  return [...new Set(tenants)]
}

function cloudFrom(look: Lookup, complain: Complain): Teams['cloud'] {
  const url = (name: string, otherwise: string) => urlFrom(name, look, complain) ?? otherwise
  const folder = (name: string, otherwise: string) => url(name, otherwise).replace(/\/*$/u, '/')
  return {
    openIdMetadataUrl: url('ToBotFromChannelOpenIdMetadataUrl', publicCloud.openIdMetadataUrl),
    tokenIssuer: look('ToBotFromChannelTokenIssuer') ?? publicCloud.tokenIssuer,
    loginUrl: url('ToChannelFromBotLoginUrl', publicCloud.loginUrl),
    oauthScope: look('ToChannelFromBotOAuthScope') ?? publicCloud.oauthScope,
    graphUrl: folder('MICROSOFT_GRAPH_URL', publicCloud.graphUrl),
    serviceUrl: folder('TEAMS_SERVICE_URL', publicCloud.serviceUrl),
  }
}
