import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { filesOf, teamsAttachments } from '../../../adapters/teams/attachments.ts'
import { gateOf } from '../../../adapters/teams/hosts.ts'
import { publicCloud } from '../../../adapters/teams/settings.ts'

const limits = { maxBytes: 1_000 }
const upload = 'https://example.sharepoint.com/personal/mara/picture.png?key=secret'
const internal = ['10.0.0.7', '127.0.0.1', '169.254.169.254', '::1', 'fd00::7', '::ffff:192.168.0.1']

interface Call {
  readonly url: string
  readonly authorization: string | undefined
}
type Serve = (url: string, response: ServerResponse, request: IncomingMessage) => void

/** The internet: every address is led to one server, which answers as that address would. */
async function internet(
  serve: Serve,
  resolved: (host: string) => readonly string[] = () => ['13.107.136.10'],
) {
  const calls: Call[] = []
  const server = createServer((request, response) => {
    const url = decodeURIComponent((request.url ?? '').slice(1))
    calls.push({ url, authorization: request.headers.authorization })
    serve(url, response, request)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : ''
  const attachments = teamsAttachments({
    settings: { cloud: publicCloud, tenantId: 'aaaaaaaa-0000-4000-8000-000000000001' },
    tokens: {
      connector: async () => 'bot-token',
      graph: async () => 'graph-token',
      drop: () => undefined,
    },
    gate: gateOf(publicCloud, async (host) => resolved(host)),
    fetch: (url, init) => fetch(`http://127.0.0.1:${port}/${encodeURIComponent(url)}`, init),
    timeoutMs: 5_000,
  })
  return { calls, fetched: (id: string) => attachments.fetch({ id }, limits) }
}

const picture: Serve = (_url, response) =>
  response.writeHead(200, { 'content-type': 'image/png' }).end('bytes')

describe('given a file that somebody sent to the bot', () => {
  test('when it is fetched, then its bytes, kind and name come, without a token and without the key in the record', async () => {
    const { calls, fetched } = await internet(picture)
    expect(await fetched(upload)).toMatchObject({
      ok: true,
      bytes: Buffer.from('bytes'),
      mimeType: 'image/png',
      name: 'picture.png',
      source: 'teams:example.sharepoint.com',
    })
    expect(calls).toEqual([{ url: upload, authorization: undefined }])
  })

  test('when it is larger than allowed, said or not, then it is too large', async () => {
    const said = await internet((_url, response) =>
      response
        .writeHead(200, { 'content-type': 'image/png', 'content-length': '2000' })
        .end('x'.repeat(2000)),
    )
    expect(await said.fetched(upload)).toEqual({ ok: false, reason: 'too_large' })
    const unsaid = await internet((_url, response) => {
      response.writeHead(200, { 'content-type': 'image/png' })
      response.write('x'.repeat(600))
      response.end('x'.repeat(600))
    })
    expect(await unsaid.fetched(upload)).toEqual({ ok: false, reason: 'too_large' })
  })

  test('when it is gone, or a sign-in page comes instead, then that is said', async () => {
    const gone = await internet((_url, response) => response.writeHead(404).end())
    expect(await gone.fetched(upload)).toEqual({ ok: false, reason: 'not_found' })
    const page = await internet((_url, response) =>
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<p>Sign in</p>'),
    )
    expect(await page.fetched(upload)).toEqual({ ok: false, reason: 'unavailable' })
  })
})

test('given a picture in a message, then it is fetched from the connector with the bot’s token', async () => {
  const { calls, fetched } = await internet(picture)
  const url = 'https://smba.trafficmanager.net/emea/v3/attachments/0-abc/views/original'
  expect(await fetched(url)).toMatchObject({ ok: true })
  expect(calls).toEqual([{ url, authorization: 'Bearer bot-token' }])
})

test('given an address of the connector that is no picture, then it is not asked in the bot’s name', async () => {
  const { calls, fetched } = await internet(picture)
  for (const path of [
    'conversations/19:x@thread.v2/pagedmembers',
    'attachments/../conversations/x/views/y/members',
  ])
    await fetched(`https://smba.trafficmanager.net/emea/v3/${path}`)
  expect(calls.filter(({ authorization }) => authorization === 'Bearer bot-token')).toEqual([])
})

describe('given a link to a file of the organisation, which the app may read', () => {
  const link = 'https://example.sharepoint.com/:b:/s/board/plans'
  const asked = (scope: string | null) =>
    internet((url, response) => {
      if (url.endsWith('/permission') && scope !== null)
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ link: { scope } }))
      else if (url.endsWith('/content')) response.writeHead(200, { 'content-type': 'image/png' }).end('bytes')
      else response.writeHead(403).end()
    })

  test.each(['organization', 'anonymous'])(
    'when it opens for everybody (%s), then it is fetched',
    async (scope) => {
      const { fetched } = await asked(scope)
      expect(await fetched(link)).toMatchObject({ ok: true, bytes: Buffer.from('bytes') })
    },
  )

  test.each(['users', 'existingAccess', null])(
    'when it opens for some (%s), then it is not read for whoever sends it',
    async (scope) => {
      const { calls, fetched } = await asked(scope)
      expect(await fetched(link)).toEqual({ ok: false, reason: 'unavailable' })
      expect(calls.filter(({ url }) => url.endsWith('/content'))).toEqual([])
    },
  )
})

describe('given an address that nobody should make the program ask', () => {
  const addresses = [
    ...internal.map((address) => `https://${address.includes(':') ? `[${address}]` : address}/x.png`),
    'http://example.sharepoint.com/x.png',
    'https://user:password@example.sharepoint.com/x.png',
    'https://example.sharepoint.com:8443/x.png',
    'https://evil.example/x.png',
    'https://sharepoint.com.evil.example/x.png',
    'https://evilsharepoint.com/x.png',
    'https://localhost/x.png',
    'file:///etc/passwd',
    'data:image/png;base64,AAAA',
    'not an address',
    '',
  ]
  test.each(addresses)('when it is %s, then it is not asked', async (address) => {
    const { calls, fetched } = await internet(picture)
    // The host of Microsoft Graph may be asked whether it knows the link: no host of the address is.
    await fetched(address)
    expect(calls.filter(({ url }) => !url.startsWith(publicCloud.graphUrl))).toEqual([])
  })

  test.each(internal)('when its name stands for %s, then it is not asked', async (address) => {
    const { calls, fetched } = await internet(picture, () => ['13.107.136.10', address])
    expect(await fetched(upload)).toEqual({ ok: false, reason: 'unavailable' })
    expect(calls).toEqual([])
  })

  test.each([
    'https://169.254.169.254/metadata/identity/oauth2/token',
    'http://127.0.0.1/',
    'https://evil.example/',
    '//localhost/x',
    'http://example.sharepoint.com/plain',
  ])('when a file is moved to %s, then that is not followed, and no token goes along', async (location) => {
    const { calls, fetched } = await internet((url, response) => {
      if (url === upload) response.writeHead(302, { location }).end()
      else response.writeHead(404).end()
    })
    const answer = await fetched(upload)
    expect(answer.ok).toBe(false)
    expect(calls.filter(({ url }) => !url.startsWith(publicCloud.graphUrl))).toEqual([
      { url: upload, authorization: undefined },
    ])
  })

  test('when a file is moved in a circle, then that ends', async () => {
    const { calls, fetched } = await internet((_url, response) =>
      response.writeHead(302, { location: upload }).end(),
    )
    expect((await fetched(upload)).ok).toBe(false)
    expect(calls.length).toBeLessThan(10)
  })
})

test('given a link without a key, then Graph opens it, and its token goes nowhere else', async () => {
  const stored = 'https://example.sharepoint.com/download?key=1'
  const { calls, fetched } = await internet((url, response, request) => {
    if (url.endsWith('/permission'))
      response.writeHead(200).end(JSON.stringify({ link: { scope: 'organization' } }))
    else if (url.startsWith(publicCloud.graphUrl)) response.writeHead(302, { location: stored }).end()
    else if (url === stored) picture(url, response, request)
    else response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Sign in</p>')
  })
  expect(await fetched(upload)).toMatchObject({ ok: true, mimeType: 'image/png' })
  expect(calls.map(({ authorization }) => authorization)).toEqual([
    undefined,
    'Bearer graph-token',
    'Bearer graph-token',
    undefined,
  ])
})

test('given attachments of every kind, then those that are files are taken, by name and address, and nothing else', () => {
  const content = { downloadUrl: upload, uniqueId: '1', fileType: 'png' }
  const info = 'application/vnd.microsoft.teams.file.download.info'
  expect(
    filesOf([
      { contentType: info, content, name: 'picture.png' },
      { contentType: 'image/*', contentUrl: 'https://smba.trafficmanager.net/x' },
      { contentType: 'reference', contentUrl: 'https://example.sharepoint.com/y', name: 'y.pdf' },
      { contentType: 'text/html', content: '<p>words</p>' },
      { contentType: 'application/vnd.microsoft.card.adaptive', content: {} },
      { contentType: info, content: { downloadUrl: 7 } },
      { contentType: info, content: null },
      { contentType: 'image/png' },
      {},
    ]),
  ).toEqual([
    { id: upload, name: 'picture.png' },
    { id: 'https://smba.trafficmanager.net/x' },
    { id: 'https://example.sharepoint.com/y', name: 'y.pdf' },
  ])
})
