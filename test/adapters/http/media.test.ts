import { createHash, randomBytes } from 'node:crypto'
import { request as ask } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createHttpServer } from '../../../adapters/http/server.ts'
import { mediaLinksOf } from '../../../adapters/operator/media-links.ts'
import { type Blobs, StoreUnavailable } from '../../../src/app/ports.ts'
import { MediaDamaged } from '../../../src/codec/media.ts'
import type { Media } from '../../../src/domain/request/content.ts'
import type { RequestEvent } from '../../../src/domain/request/events.ts'
import { ManualClock } from '../../support/clock.ts'
import { CountingIds } from '../../support/ids.ts'
import { recordingLog } from '../../support/stack/log.ts'
import { connectMemory, emptyTables } from '../../support/store/memory.ts'
import { sampleCommit, sampleEvents, samplePost } from '../../support/store/samples.ts'

const day = 86_400_000
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const png = Uint8Array.from(Buffer.from('89504e470d0a1a0a', 'hex'))

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

/** What is sent is the path as it is: `fetch` would tidy it first. */
const send = (origin: string, path: string, method = 'GET', headers: Record<string, string> = {}) =>
  new Promise<Answer>((resolve, reject) => {
    const { hostname, port } = new URL(origin)
    const asked = ask({ hostname, port, path, method, headers }, (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces) }),
      )
    })
    asked.on('error', reject)
    asked.end()
  })

/** A service with one request, of these files, behind the real server. */
async function serve(
  files: readonly { readonly name: string; readonly mimeType: string; readonly bytes: Uint8Array }[],
  spoilt: Partial<Pick<Blobs, 'get'>> = {},
) {
  const clock = new ManualClock()
  const log = recordingLog()
  const { store, blobs } = connectMemory(emptyTables(), new CountingIds('card'))
  const media: Media[] = []
  for (const { name, mimeType, bytes } of files)
    media.push({
      name,
      mimeType,
      bytes: bytes.length,
      sha256: await blobs.put(bytes, { name, mimeType, source: null }),
    })
  const { submitted } = sampleEvents
  let version = 0
  const happens = async (...events: readonly RequestEvent[]) => {
    await store.commit(sampleCommit('r1', { expectedVersion: version, events }))
    version += events.length
  }
  await happens({ ...submitted, request: 'r1', content: { ...samplePost, media } })
  let allowed = true
  const http = createHttpServer({ host: '127.0.0.1', port: 0, clock, log, notReady: async () => [] })
  const { port } = await http.listen()
  onTestFinished(() => http.close(1_000))
  const origin = `http://127.0.0.1:${port}`
  const linksWith = (secret: readonly Uint8Array[] | null, publicUrl: string | null = origin) =>
    mediaLinksOf({ publicUrl, secret, clock, allowed: () => allowed })
  const old = randomBytes(32)
  const links = linksWith([randomBytes(32), old])
  links.serve(http, () => ({ store, blobs: { get: (sha256) => blobs.get(sha256), ...spoilt } }), log)
  const addressOf = (at: number, from = links): string => {
    const address = from.addressOf('r1', media[at]?.sha256 ?? '')
    if (address === null) throw new Error('no address')
    return new URL(address).pathname
  }
  return {
    clock,
    log,
    media,
    happens,
    addressOf,
    linksWith,
    old,
    get: (path: string, method?: string, headers?: Record<string, string>) =>
      send(origin, path, method, headers),
    forbid: () => {
      allowed = false
    },
  }
}

const picture = { name: 'stand.png', mimeType: 'image/png', bytes: png }

/** Whatever is wrong, nobody learns what. */
const nothing = { status: 404, body: Buffer.from('Not found') }

describe('given a picture of a request', () => {
  test('when its address is opened, then exactly its bytes come, to be shown and nothing else', async () => {
    const { get, addressOf, log } = await serve([picture])
    const answer = await get(addressOf(0))
    expect(answer.status).toBe(200)
    expect(sha256Of(answer.body)).toBe(sha256Of(png))
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': '8',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'private, max-age=600',
    })
    expect(answer.headers['content-disposition']).toBeUndefined()
    const head = await get(addressOf(0), 'HEAD')
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, '8', 0])
    const again = await get(addressOf(0), 'GET', { 'if-none-match': String(answer.headers.etag) })
    expect([again.status, again.body.length]).toEqual([304, 0])
    expect(log.entries()).toEqual([])
  })

  test('when anything of the address is another, then nothing is there, and nothing says why', async () => {
    const { get, addressOf, linksWith, media } = await serve([picture])
    const address = addressOf(0)
    const [request = '', hash = '', end = '', key = '', signature = ''] = address
      .slice('/media/'.length)
      .split('.')
    const other = Buffer.from(sha256Of(Buffer.from('another file')), 'hex').toString('base64url')
    const later = (Number.parseInt(end, 36) + 86_400).toString(36)
    const foreign = addressOf(0, linksWith([randomBytes(32)]))
    const wrong = [
      [request, other, end, key, signature],
      ['r2', hash, end, key, signature],
      [request, hash, later, key, signature],
      [request, hash, end, '00000000', signature],
      [request, hash, end, key, `${signature.slice(0, -1)}${signature.endsWith('A') ? 'B' : 'A'}`],
      [request, hash, end, key, ''],
      [request, hash, end, key],
      [request, hash, end],
      [`../${request}`, hash, end, key, signature],
      [`${request}%00`, hash, end, key, signature],
      [request, hash, end, key, signature, 'more'],
      [media[0]?.sha256 ?? ''],
    ].map((parts) => `/media/${parts.join('.')}`)
    const paths = [
      ...wrong,
      foreign,
      '/media',
      '/media/',
      '/media/%',
      '/media/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
      '/media/../../etc/passwd',
      `${address}/`,
      `${address}%20`,
      `/media/${'a'.repeat(5_000)}`,
    ]
    for (const path of paths) expect({ path, ...(await get(path)) }).toMatchObject({ path, status: 404 })
    for (const path of [...wrong, foreign]) expect(await get(path)).toMatchObject(nothing)
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await get(address, method)).status).not.toBe(200)
    expect((await get(address)).status).toBe(200)
  })

  test('when the request is open for longer than the address lasts, then it is shown all the same; once it is over, it is not', async () => {
    const { get, addressOf, clock, happens } = await serve([picture])
    const address = addressOf(0)
    clock.set(clock.now() + 60 * day)
    expect((await get(address)).status).toBe(200)
    await happens(sampleEvents.withdrawn)
    const over = await get(address)
    expect(over.status).toBe(410)
    expect(over.headers['content-type']).toContain('text/plain')
    expect(over.headers['cache-control']).toBe('no-store')
    expect(over.body.toString()).toMatch(/no longer valid\. Please open the request in the chat again/)
    expect(over.body.toString()).toMatch(/gilt nicht mehr\. Bitte öffnen Sie die Anfrage im Chat noch einmal/)
    // Whoever opens the request again has a new address.
    expect((await get(addressOf(0))).status).toBe(200)
  })

  test('when the request ends, then a card that stays in the chat shows it for four weeks at least, and five at most', async () => {
    const { get, addressOf, clock, happens } = await serve([picture])
    const drawn = clock.now()
    const address = addressOf(0)
    await happens(sampleEvents.withdrawn)
    clock.set(drawn + 28 * day)
    expect((await get(address)).status).toBe(200)
    clock.set(drawn + 35 * day)
    expect((await get(address)).status).toBe(410)
  })

  test('when a card is drawn again within the week, then the address is the same', async () => {
    const { addressOf, clock } = await serve([picture])
    const week = 7 * day
    const thisWeek = Math.floor(clock.now() / week) * week
    clock.set(thisWeek)
    const first = addressOf(0)
    clock.set(thisWeek + week - 1)
    expect(addressOf(0)).toBe(first)
    clock.set(thisWeek + week)
    expect(addressOf(0)).not.toBe(first)
  })

  test('when the requester takes it out, then its address is over at once', async () => {
    const { get, addressOf, happens } = await serve([picture])
    const address = addressOf(0)
    await happens({
      ...sampleEvents.revised,
      content: { ...samplePost, media: [] },
      review: sampleEvents.submitted.review,
    })
    expect((await get(address)).status).toBe(410)
  })

  test('when the secret is changed, then an address of the old key is still right', async () => {
    const { get, addressOf, linksWith, old } = await serve([picture])
    const before = addressOf(0, linksWith([old]))
    expect(before).not.toBe(addressOf(0))
    expect((await get(before)).status).toBe(200)
  })

  test('when there is no secret or no public address, then no address is written', async () => {
    const { media, linksWith, old } = await serve([picture])
    const sha256 = media[0]?.sha256 ?? ''
    expect(linksWith(null).addressOf('r1', sha256)).toBeNull()
    expect(linksWith([old], null).addressOf('r1', sha256)).toBeNull()
  })

  test('when links are switched off, then every address is nothing at once, and none is written', async () => {
    const { get, addressOf, forbid } = await serve([picture])
    const address = addressOf(0)
    forbid()
    expect(await get(address)).toMatchObject(nothing)
    expect(() => addressOf(0)).toThrow('no address')
  })
})

test.each([
  ['page.html', 'text/html', '<script>alert(1)</script>', 'application/octet-stream'],
  [
    'drawing.svg',
    'image/svg+xml',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    'application/octet-stream',
  ],
  ['odd', 'image/png; charset=x\r\nSet-Cookie: a=b', 'x', 'application/octet-stream'],
  ['../../plan "Q3"\r\n.pdf', 'application/pdf', '%PDF-1.7', 'application/pdf'],
  ['Größe 🎉.mp4', 'video/mp4', 'film', 'video/mp4'],
])(
  'given %j of type %s, when it is opened, then it is saved and not shown',
  async (name, mimeType, text, type) => {
    const { get, addressOf } = await serve([{ name, mimeType, bytes: Buffer.from(text) }])
    const { status, headers, body } = await get(addressOf(0))
    expect([status, headers['content-type'], body.toString()]).toEqual([200, type, text])
    expect(headers['content-disposition']).toMatch(/^attachment; filename="[^"/\\]*|^attachment; filename=/)
    expect(headers['content-disposition']).not.toMatch(/\.\.\/|[\r\n]/)
    expect(headers['set-cookie']).toBeUndefined()
    expect(headers['x-content-type-options']).toBe('nosniff')
  },
)

test('given a film of forty megabytes, when it is opened, then all of it comes', async () => {
  const film = Buffer.alloc(40_000_000, 'film')
  const { get, addressOf } = await serve([{ name: 'film.mp4', mimeType: 'video/mp4', bytes: film }])
  const { status, body } = await get(addressOf(0))
  expect([status, sha256Of(body)]).toEqual([200, sha256Of(film)])
})

test.each([
  ['cannot be read now', new StoreUnavailable('media_unreachable'), 503, 'store_media_unreachable'],
  ['are not what was approved', new MediaDamaged(), 500, 'media_damaged'],
])(
  'given bytes that %s, then none are shown, and the log has the code alone',
  async (_, fault, status, code) => {
    const { get, addressOf, log } = await serve([picture], { get: () => Promise.reject(fault) })
    log.expects(/./)
    const answer = await get(addressOf(0))
    expect([answer.status, answer.body.length, answer.headers.etag]).toEqual([status, 0, undefined])
    expect(log.entries()).toEqual([
      { level: 'error', message: 'a file could not be shown', fields: { code } },
    ])
    expect(answer.headers['retry-after']).toBe(status === 503 ? '30' : undefined)
  },
)

test('given bytes that are lost, then nothing is there', async () => {
  const { get, addressOf, log } = await serve([picture], { get: async () => null })
  log.expects(/media_missing/)
  expect(await get(addressOf(0))).toMatchObject(nothing)
})
