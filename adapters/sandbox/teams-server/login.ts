/** Where tokens come from, and where the channel's keys are published. */
import { randomUUID } from 'node:crypto'
import express, { type Request, type Router } from 'express'
import type { SigningKey } from './keys.ts'

export interface Login {
  readonly router: Router
  /** True when the request carries a token that was given for this resource. */
  admits(request: Request, resource: string): boolean
  /** No token that was given counts any more. */
  revokeAll(): void
}

/** Looks like Microsoft's, with what the application may do in it. Nobody checks the signature: the token is known by itself. */
function tokenFor(aud: string, roles: readonly string[]): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return [part({ typ: 'JWT' }), part({ aud, roles, jti: randomUUID() }), 'signature'].join('.')
}

export function createLogin(options: {
  readonly appId: string
  readonly password: string
  readonly tenant: string
  readonly issuer: string
  readonly keys: readonly SigningKey[]
  /** Application permissions that an administrator consented to. */
  readonly granted: () => readonly string[]
  /** Under which `router` is mounted. */
  readonly address: () => string
}): Login {
  const given = new Map<string, string>()
  const router = express.Router()
  router.get('/v1/.well-known/openidconfiguration', (_request, response) => {
    response.json({
      issuer: options.issuer,
      jwks_uri: `${options.address()}/v1/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
    })
  })
  router.get('/v1/keys', (_request, response) => {
    response.json({ keys: options.keys.map(({ jwk }) => jwk) })
  })
  router.post('/:tenant/oauth2/v2.0/token', express.urlencoded({ extended: false }), (request, response) => {
    const { grant_type, client_id, client_secret, scope } = request.body ?? {}
    const right =
      request.params.tenant === options.tenant &&
      grant_type === 'client_credentials' &&
      client_id === options.appId &&
      client_secret === options.password &&
      typeof scope === 'string' &&
      scope.endsWith('/.default')
    if (!right) return void response.status(401).json({ error: 'invalid_client' })
    const resource = String(scope).replace(/\/\.default$/u, '')
    const token = tokenFor(resource, options.granted())
    given.set(token, resource)
    response.json({ token_type: 'Bearer', expires_in: 3599, access_token: token })
  })
  return {
    router,
    admits(request, resource) {
      const token = /^Bearer (\S+)$/u.exec(request.headers.authorization ?? '')?.[1]
      return token !== undefined && given.get(token) === resource
    },
    revokeAll: () => given.clear(),
  }
}
