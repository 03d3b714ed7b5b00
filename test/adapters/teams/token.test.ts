import { createServer, type IncomingMessage } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { publicCloud, type TeamsSettings } from '../../../adapters/teams/settings.ts'
import { tokensOf } from '../../../adapters/teams/token.ts'

const appId = 'cccccccc-0000-4000-8000-000000000003'
const start = Date.parse('2026-11-02T08:00:00Z')

interface Asked {
  readonly path: string
  readonly query: Record<string, string>
  readonly headers: IncomingMessage['headers']
}
type Answer = { readonly status?: number; readonly retryAfter?: number; readonly body: object }

/** Azure's service for the identities of machines, as the machine reaches it. */
async function identityService(answer: (count: number) => Answer) {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost')
    asked.push({ path: url.pathname, query: Object.fromEntries(url.searchParams), headers: request.headers })
    const { status = 200, retryAfter, body } = answer(asked.length)
    if (retryAfter !== undefined) response.setHeader('retry-after', String(retryAfter))
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return { asked, origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}` }
}

const settingsOf = (endpoint: { url: string; header: string } | null): TeamsSettings => ({
  appId,
  tenantId: 'aaaaaaaa-0000-4000-8000-000000000001',
  credential: { type: 'managed_identity', endpoint },
  allowedTenants: ['aaaaaaaa-0000-4000-8000-000000000001'],
  cloud: publicCloud,
})

/** Like `fetch`, with the one address of Azure's machines led to the service. */
const through =
  (origin: string) =>
  (url: string, init: RequestInit): Promise<Response> =>
    fetch(url.replace('http://169.254.169.254', origin), init)

const options = (origin: string) => ({
  fetch: through(origin),
  timeoutMs: 5_000,
  // The address is Azure's own or the operator's, so that the gate for addresses from outside has no say.
  gate: async () => {
    throw new Error('a private network')
  },
})

describe('given a bot with the managed identity of a virtual machine', () => {
  test('when it needs tokens, then it asks the machine’s own service, once for each resource until shortly before they end', async () => {
    const { asked, origin } = await identityService((count) => ({
      body: { access_token: `token-${count}`, expires_in: '3600', expires_on: '1' },
    }))
    let now = start
    const tokens = tokensOf(settingsOf(null), options(origin), () => now)
    expect([await tokens.connector(), await tokens.connector()]).toEqual(['token-1', 'token-1'])
    expect(await tokens.graph('any')).toBe('token-2')
    expect(asked.map(({ path, query }) => [path, query])).toEqual([
      [
        '/metadata/identity/oauth2/token',
        { resource: 'https://api.botframework.com', client_id: appId, 'api-version': '2018-02-01' },
      ],
      [
        '/metadata/identity/oauth2/token',
        { resource: 'https://graph.microsoft.com', client_id: appId, 'api-version': '2018-02-01' },
      ],
    ])
    expect(asked[0]?.headers.metadata).toBe('true')
    now += 3_300_000 - 1
    expect(await tokens.connector()).toBe('token-1')
    now += 1
    expect(await tokens.connector()).toBe('token-3')
    tokens.drop('token-3')
    await Promise.resolve()
    expect(await tokens.connector()).toBe('token-4')
  })

  test('when the service is busy, then it is a passing failure with the wait that was asked for, and the next time it works', async () => {
    const { origin } = await identityService((count) =>
      count === 1
        ? { status: 429, retryAfter: 7, body: { error: 'too_many_requests' } }
        : { body: { access_token: 'token', expires_in: 3600 } },
    )
    const tokens = tokensOf(settingsOf(null), options(origin), () => start)
    await expect(tokens.connector()).rejects.toMatchObject({ status: 429, afterMs: 7_000 })
    expect(await tokens.connector()).toBe('token')
  })

  test('when the machine has no such identity, then that is a failure that stays', async () => {
    const { origin } = await identityService(() => ({ status: 400, body: { error: 'invalid_request' } }))
    const tokens = tokensOf(settingsOf(null), options(origin), () => start)
    await expect(tokens.connector()).rejects.toMatchObject({ code: 'invalid_request', afterMs: null })
  })
})

test('given App Service or Container Apps, which say only when a token ends, then it is asked with their header, and kept until shortly before that', async () => {
  const ends = start / 1000 + 3_600
  const { asked, origin } = await identityService((count) => ({
    body: {
      access_token: `token-${count}`,
      expires_on: String(ends),
      token_type: 'Bearer',
      client_id: appId,
    },
  }))
  let now = start
  const endpoint = { url: `${origin}/msi/token`, header: 'a-header' }
  const tokens = tokensOf(settingsOf(endpoint), options(origin), () => now)
  expect([await tokens.connector(), await tokens.connector()]).toEqual(['token-1', 'token-1'])
  expect(asked[0]).toMatchObject({
    path: '/msi/token',
    query: { resource: 'https://api.botframework.com', client_id: appId, 'api-version': '2019-08-01' },
    headers: { 'x-identity-header': 'a-header' },
  })
  now += 3_300_000
  expect(await tokens.connector()).toBe('token-2')
})

test('given an answer that is no token, then it is a failure and not kept', async () => {
  const { origin } = await identityService((count) => ({
    body: count === 1 ? { expires_in: 3600 } : { access_token: 'token', expires_in: 3600 },
  }))
  const tokens = tokensOf(settingsOf(null), options(origin), () => start)
  await expect(tokens.connector()).rejects.toThrow()
  expect(await tokens.connector()).toBe('token')
})
