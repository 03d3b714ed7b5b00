import { Agent, get } from 'node:http'
import { expect, test } from 'vitest'
import { createHttpServer, type HttpServer } from '../../../adapters/http/server.ts'
import { ManualClock } from '../../support/clock.ts'

interface Answer {
  readonly status: number | undefined
  readonly body: string
}

/** A client that sends everything through one connection for as long as the server leaves it open. */
function client(port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return {
    get: (path: string): Promise<Answer> =>
      new Promise((resolve, reject) => {
        get({ port, path, agent }, (response) => {
          let body = ''
          response.setEncoding('utf8').on('data', (chunk: string) => {
            body += chunk
          })
          response.on('end', () => resolve({ status: response.statusCode, body }))
          response.on('error', reject)
        }).on('error', reject)
      }),
    leave: () => agent.destroy(),
  }
}

function serverThat(
  notReady: () => Promise<readonly string[]>,
  clock = new ManualClock(),
): HttpServer & { warnings: string[] } {
  const warnings: string[] = []
  const log = { info: () => {}, warn: (message: string) => void warnings.push(message), error: () => {} }
  return { ...createHttpServer({ host: '127.0.0.1', port: 0, notReady, clock, log }), warnings }
}

const hour = 3_600_000

test('given a client that never pauses, when the server closes, then it finishes what runs and nothing is cut', async () => {
  const server = serverThat(async () => [])
  let begun = () => {}
  const running = new Promise<void>((resolve) => {
    begun = resolve
  })
  let finish = () => {}
  server.app.get('/slow', (_request, response) => {
    finish = () => response.send('done')
    begun()
  })
  const { port } = await server.listen()
  const busy = client(port)
  const answer = busy.get('/slow')
  await running

  const closed = server.close(hour)
  finish()
  expect((await answer).body).toBe('done')
  const askAgainAndAgain = async () => {
    for (let more = 0; more < 1_000; more++) await busy.get('/healthz')
  }
  await expect(askAgainAndAgain()).rejects.toThrow()
  await closed
  expect(server.warnings).toEqual([])
  busy.leave()
})

test('given a request that never ends, when the time to close is over, then it is cut and the log says so', async () => {
  const server = serverThat(async () => [])
  const running = new Promise<void>((resolve) => {
    server.app.get('/endless', (_request, response) => {
      response.write('…')
      resolve()
    })
  })
  const { port } = await server.listen()
  const endless = client(port)
  const cut = expect(endless.get('/endless')).rejects.toThrow()
  await running
  await server.close(1)
  await cut
  expect(server.warnings).toEqual(['http connections cut at shutdown'])
  endless.leave()
})

test('given a database that cannot be used, then it is healthy and not ready, and says what is missing', async () => {
  let usable = false
  const clock = new ManualClock()
  const server = serverThat(async () => {
    if (!usable) throw new Error('locked')
    return []
  }, clock)
  const { port } = await server.listen()
  const asking = client(port)
  expect((await asking.get('/healthz')).status).toBe(200)
  expect(await asking.get('/readyz')).toEqual({
    status: 503,
    body: JSON.stringify({ status: 'not_ready', missing: ['database'] }),
  })
  usable = true
  clock.advance(2_000)
  expect((await asking.get('/readyz')).status).toBe(200)
  asking.leave()
  await server.close(hour)
})

test('given many who ask whether it is ready, then the database is asked once in two seconds', async () => {
  const clock = new ManualClock()
  let looks = 0
  const server = serverThat(async () => {
    looks += 1
    return []
  }, clock)
  const { port } = await server.listen()
  const askers = Array.from({ length: 5 }, () => client(port))
  const answers = await Promise.all(askers.map((asker) => asker.get('/readyz')))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  const [asker] = askers
  clock.advance(1_999)
  await asker?.get('/readyz')
  expect(looks).toBe(1)
  clock.advance(1)
  await asker?.get('/readyz')
  expect(looks).toBe(2)
  clock.set(0)
  await asker?.get('/readyz')
  expect(looks).toBe(3)
  for (const each of askers) each.leave()
  await server.close(hour)
})
