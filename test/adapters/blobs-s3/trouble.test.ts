import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createBlobs } from '../../../adapters/blobs-s3/blobs.ts'
import { inspectMedia } from '../../../adapters/blobs-s3/inspect.ts'
import { mediaChecks } from '../../../src/app/doctor.ts'
import { addressAt, startS3 } from '../../support/s3/server.ts'

const about = { mimeType: 'image/png', name: 'a.png', source: null }
const bytes = new Uint8Array([1, 2, 3])

/** A store that answers as the test says, and what it was asked. */
async function storeThat(
  answers: (request: IncomingMessage, response: ServerResponse, count: number) => void,
) {
  const asked: IncomingMessage[] = []
  const server = createServer((request, response) => {
    asked.push(request)
    request.resume().on('end', () => answers(request, response, asked.length))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const pauses: number[] = []
  const options = {
    address: addressAt(`http://127.0.0.1:${port}/bucket/`),
    pause: async (milliseconds: number) => void pauses.push(milliseconds),
  }
  return { asked, pauses, options, blobs: createBlobs(options) }
}

const xml = (response: ServerResponse, status: number, code: string) =>
  void response.writeHead(status).end(`<Error><Code>${code}</Code><Message>secret words</Message></Error>`)

test('given a store in trouble for a moment, then it is asked again with growing distance, and the file is kept', async () => {
  const { asked, pauses, blobs } = await storeThat((request, response, count) => {
    if (count === 1) xml(response, 503, 'SlowDown')
    else if (count === 2) request.socket.destroy()
    else response.writeHead(request.method === 'GET' ? 404 : 200).end()
  })
  await blobs.put(bytes, about)
  expect(asked.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET', 'PUT', 'PUT'])
  expect(pauses).toHaveLength(2)
  expect(pauses[1]).toBeGreaterThan(pauses[0] ?? Number.NaN)
})

test('given a file, then its hash is signed, and its description does not replace an older one', async () => {
  const { asked, blobs } = await storeThat((request, response) =>
    request.method === 'GET' ? xml(response, 404, 'NoSuchKey') : xml(response, 412, 'PreconditionFailed'),
  )
  // The bytes themselves are written without a condition, so only a refusal of the description is harmless.
  await expect(blobs.put(bytes, about)).rejects.toMatchObject({ code: 'media_refused' })
  const written = asked.at(-1)
  expect(written?.headers['x-amz-content-sha256']).toBe(createHash('sha256').update(bytes).digest('hex'))
  expect(written?.headers.authorization).toMatch(/^AWS4-HMAC-SHA256 .*x-amz-content-sha256/)
  expect(written?.headers['if-none-match']).toBeUndefined()
})

test('given somebody who describes the same bytes a moment earlier, then that description stays', async () => {
  const { blobs } = await storeThat((request, response) => {
    if (request.method === 'GET') xml(response, 404, 'NoSuchKey')
    else if (request.headers['if-none-match'] === '*') xml(response, 412, 'PreconditionFailed')
    else response.end()
  })
  expect(await blobs.put(bytes, about)).toHaveLength(64)
})

test('given a store that stays in trouble, then people may try again: the store is unavailable', async () => {
  const { asked, blobs } = await storeThat((_request, response) => xml(response, 500, 'InternalError'))
  await expect(blobs.get('0'.repeat(64))).rejects.toMatchObject({
    name: 'StoreUnavailable',
    code: 'media_unreachable',
  })
  expect(asked).toHaveLength(3)
})

test('given a store that never answers, then it is given up', async () => {
  const { asked, options } = await storeThat(() => {})
  const blobs = createBlobs({ ...options, answerWithin: 20 })
  await expect(blobs.sourceOf('0'.repeat(64))).rejects.toMatchObject({ code: 'media_unreachable' })
  expect(asked.length).toBeLessThanOrEqual(3)
})

test('given a store that refuses, then it is not asked again, and its words are not passed on', async () => {
  const { asked, blobs } = await storeThat((_request, response) => xml(response, 403, 'AccessDenied'))
  const fault = await blobs.get('0'.repeat(64)).catch((error: unknown) => error)
  expect(fault).toMatchObject({ code: 'media_refused', answered: 'AccessDenied' })
  expect(String(fault)).not.toContain('secret words')
  expect(asked).toHaveLength(1)
})

test.each([
  [
    'a key that may not write',
    'PUT',
    403,
    'AccessDenied',
    'a try to write failed (AccessDenied)',
    /PutObject/,
  ],
  ['a wrong key', 'PUT', 403, 'SignatureDoesNotMatch', 'a try to write failed', /AWS_SECRET_ACCESS_KEY/],
  ['no bucket', 'PUT', 404, 'NoSuchBucket', 'a try to write failed (NoSuchBucket)', /bucket/],
  ['a key that may not read', 'GET', 403, 'AccessDenied', 'a try to read failed', /GetObject/],
  ['another region', 'PUT', 301, 'PermanentRedirect', 'a try to write failed', /region=/],
  ['a store that is down', 'PUT', 503, 'SlowDown', 'a try to write failed (media_unreachable)', /endpoint=/],
])('given %s, then doctor says so and how to mend it', async (_what, method, status, code, found, mend) => {
  const { options } = await storeThat((request, response) =>
    request.method === method ? xml(response, status, code) : void response.end(),
  )
  const [check] = mediaChecks(await inspectMedia(options))
  expect(check?.state).toBe('problem')
  expect(check?.found).toContain(found)
  expect(check?.mend).toMatch(mend)
})

test('given a store in order, then doctor’s probe leaves nothing behind', async () => {
  const server = await startS3()
  onTestFinished(() => server.close())
  const { address } = await server.media()
  const checks = mediaChecks(await inspectMedia({ address }))
  expect(checks).toEqual([
    expect.objectContaining({ state: 'ok', found: 's3://countersign-test can be written, read and deleted' }),
  ])
  const listed = await (await fetch(`${server.origin}/countersign-test`)).text()
  expect(listed).not.toContain('probe-')
})
