/** The bot's own access tokens: with its secret, or as the managed identity of the machine that it runs on. */
import { z } from 'zod'
import { type CallOptions, call } from './call.ts'
import type { TeamsSettings } from './settings.ts'

export interface Tokens {
  /** A token for the connector. Throws `CallFailed`. */
  connector(): Promise<string>
  /** A token for Microsoft Graph in one tenant. Throws `CallFailed`. */
  graph(tenant: string): Promise<string>
  /** Forgets a token that was refused. */
  drop(token: string): void
}

/** App Service and Container Apps say only when a token ends, the others for how long it is good; both may be text. */
const seconds = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d{1,12}$/u)
    .transform(Number),
])
const answer = z.union([
  z.looseObject({ access_token: z.string().min(1), expires_in: seconds }),
  z.looseObject({ access_token: z.string().min(1), expires_on: seconds }),
])

/** A token is renewed this long before it ends, in milliseconds. */
const early = 300_000

interface Kept {
  readonly token: string
  readonly until: number
}

/** @param now Wall-clock time in epoch milliseconds: tokens end by no other. */
export function tokensOf(settings: TeamsSettings, options: CallOptions, now: () => number): Tokens {
  const kept = new Map<string, Promise<Kept>>()
  const get = async (resource: string, tenant: string): Promise<string> => {
    const key = `${tenant} ${resource}`
    const known = kept.get(key)
    if (known !== undefined) {
      const { token, until } = await known
      if (now() < until) return token
    }
    const fresh = kept.get(key) === known ? ask(resource, tenant) : (kept.get(key) ?? ask(resource, tenant))
    kept.set(key, fresh)
    // A failure is told to those who wait for it now and then forgotten.
    fresh.catch(() => kept.delete(key))
    return (await fresh).token
  }
  const ask = async (resource: string, tenant: string): Promise<Kept> => {
    const { credential } = settings
    const json =
      credential.type === 'secret'
        ? await withSecret(settings, credential.password, { resource, tenant }, options)
        : await asIdentity(settings.appId, credential.endpoint, resource, options)
    const given = answer.parse(json)
    const ends =
      'expires_in' in given ? now() + Number(given.expires_in) * 1000 : Number(given.expires_on) * 1000
    return { token: given.access_token, until: Math.max(now(), ends - early) }
  }
  const { cloud, tenantId } = settings
  return {
    connector: () => get(cloud.oauthScope.replace(/\/\.default$/u, ''), tenantId),
    graph: (tenant) => get(new URL(cloud.graphUrl).origin, tenant),
    drop(token) {
      for (const [key, each] of kept)
        void each.then((one) => one.token === token && kept.delete(key)).catch(() => undefined)
    },
  }
}

/** The token endpoint of a tenant: the last part of the configured address is a tenant too, and makes room for it. */
export function tokenUrl(loginUrl: string, tenant: string): string {
  const url = new URL(loginUrl)
  const parts = url.pathname.split('/').filter((part) => part !== '')
  url.pathname = `/${[...parts.slice(0, -1), encodeURIComponent(tenant)].join('/')}/oauth2/v2.0/token`
  return url.href
}

function withSecret(
  { appId, cloud }: TeamsSettings,
  password: string,
  { resource, tenant }: { resource: string; tenant: string },
  options: CallOptions,
): Promise<unknown> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: appId,
    client_secret: password,
    scope: `${resource}/.default`,
  })
  return call({ method: 'POST', url: tokenUrl(cloud.loginUrl, tenant), body }, options)
}

/** Azure's own address for virtual machines; App Service and Container Apps name theirs in the environment. */
const metadataService = 'http://169.254.169.254/metadata/identity/oauth2/token'

function asIdentity(
  appId: string,
  endpoint: { readonly url: string; readonly header: string } | null,
  resource: string,
  options: CallOptions,
): Promise<unknown> {
  const url = new URL(endpoint?.url ?? metadataService)
  url.searchParams.set('resource', resource)
  url.searchParams.set('client_id', appId)
  url.searchParams.set('api-version', endpoint === null ? '2018-02-01' : '2019-08-01')
  const headers: Record<string, string> =
    endpoint === null ? { metadata: 'true' } : { 'x-identity-header': endpoint.header }
  // The address is Azure's or the operator's, and always a private one.
  return call({ method: 'GET', url: url.href, headers }, { ...options, gate: async () => undefined })
}
