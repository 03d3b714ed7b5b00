import { expect, test } from 'vitest'
import { CallFailed, call } from '../../../adapters/teams/call.ts'
import { gateOf } from '../../../adapters/teams/hosts.ts'

const cloud = {
  openIdMetadataUrl: 'https://login.botframework.com/x',
  tokenIssuer: 'https://api.botframework.com',
  loginUrl: 'http://127.0.0.1:4000/login/x',
  oauthScope: 'https://api.botframework.com',
  graphUrl: 'http://127.0.0.1:4000/graph/',
  serviceUrl: 'http://127.0.0.1:4000/connector/',
}
const names: Record<string, readonly string[]> = {
  localhost: ['127.0.0.1'],
  'smba.trafficmanager.net': ['52.113.194.132'],
  'inside.example.com': ['10.0.0.7'],
  'half.example.com': ['52.113.194.132', '127.0.0.1'],
}
const gate = gateOf(cloud, async (host) => names[host] ?? Promise.reject(new Error('unknown')))

test.each([
  'https://smba.trafficmanager.net/de/',
  'http://127.0.0.1:4000/anything',
  'https://52.113.194.132/',
])('given %s then it may be called', async (address) => {
  await expect(gate(address)).resolves.toBeUndefined()
})

test.each([
  'http://smba.trafficmanager.net/',
  'https://smba.trafficmanager.net:8443/',
  'https://user:pass@smba.trafficmanager.net/',
  'https://inside.example.com/',
  'https://half.example.com/',
  'https://localhost/',
  'https://127.0.0.1/',
  'http://127.0.0.1:4001/',
  'https://169.254.169.254/metadata',
  'https://[::1]/',
  'https://[::ffff:10.0.0.1]/',
  'https://0x7f.1/',
  'https://2130706433/',
  'file:///etc/passwd',
  'nonsense',
])('given %s then it is refused', async (address) => {
  await expect(gate(address)).rejects.toThrow(expect.objectContaining({ code: 'host_refused' }))
})

test('given a host whose address cannot be found out now, when it is called, then nothing is sent, and it may be tried again', async () => {
  const asked = call(
    { method: 'GET', url: 'https://unknown.example.com/' },
    { fetch: () => Promise.reject(new Error('called')), gate, timeoutMs: 1_000 },
  )
  await expect(asked).rejects.toThrow(CallFailed)
  await expect(asked).rejects.toMatchObject({ code: 'no_answer', afterMs: 5_000, taken: false })
})
