import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assertLoopback } from '../../../adapters/sandbox/guard.ts'
import { type Running, runSandbox } from './running.ts'

test.each(['127.0.0.1', '::1', '[::1]', 'localhost', '127.8.9.1'])(
  'given %s, then the sandbox may listen there',
  (host) => {
    expect(() => assertLoopback(host)).not.toThrow()
  },
)
test.each(['0.0.0.0', '::', '', '192.168.1.4', 'example.com', 'localhost.example.com'])(
  'given "%s", then the sandbox refuses to listen there',
  (host) => {
    expect(() => assertLoopback(host)).toThrow(/loopback/)
  },
)

describe('requests', () => {
  let running: Running
  beforeAll(async () => {
    running = await runSandbox(false, true)
  })
  afterAll(() => running.stop())

  const send = (method: string, path: string, headers: Record<string, string>) =>
    new Promise<{ status: number; headers: NodeJS.Dict<string | string[]> }>((resolve, reject) => {
      const sent = request(`${running.address}${path}`, { method, headers }, (response) => {
        response.resume()
        resolve({ status: response.statusCode ?? 0, headers: response.headers })
      })
      sent.on('error', reject)
      sent.end(method === 'POST' ? '{}' : undefined)
    })

  test('given a name that points here from elsewhere, then the page is refused', async () => {
    expect((await send('GET', '/sandbox', { host: 'evil.example.com' })).status).toBe(403)
    expect((await send('GET', '/sandbox', {})).status).toBe(200)
  })

  test('given a page of another origin, when it posts here, then nothing happens', async () => {
    const json = { 'content-type': 'application/json' }
    const reset = (headers: Record<string, string>) =>
      send('POST', '/sandbox/api/reset', { ...json, ...headers })
    expect((await reset({ origin: 'https://evil.example.com' })).status).toBe(403)
    expect((await reset({ origin: 'null' })).status).toBe(403)
    expect((await reset({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await reset({ origin: running.address, 'sec-fetch-site': 'same-origin' })).status).toBe(200)
  })

  test.each([
    '/sandbox/api/teams/U0LENA0005/closes',
    '/sandbox/api/people/U0LENA0005/chat',
    '/sandbox/api/throttle',
    '/sandbox/teams/connector/v3/conversations',
  ])('given a page of another origin, when it posts to %s, then it is refused', async (path) => {
    const json = { 'content-type': 'application/json' }
    expect((await send('POST', path, { ...json, origin: 'https://evil.example.com' })).status).toBe(403)
    expect((await send('POST', path, { ...json, host: 'evil.example.com' })).status).toBe(403)
    expect((await send('POST', path, json)).status).not.toBe(403)
  })

  test('given the emulated Microsoft, when somebody without the bot’s token calls it, then it refuses', async () => {
    for (const path of ['connector/v3/conversations', 'graph/v1.0/users'])
      expect((await send('POST', `/sandbox/teams/${path}`, {})).status).toBe(401)
  })

  test('given the page, then it may run its own script only', async () => {
    const policy = String((await send('GET', '/sandbox', {})).headers['content-security-policy'])
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toContain('unsafe')
  })
})
