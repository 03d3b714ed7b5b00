import { createHash, randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Blobs } from '../../src/app/ports.ts'
import { MediaDamaged } from '../../src/codec/media.ts'

const about = { mimeType: 'image/png', name: 'Größe 📷.png', source: 'slack:F1' }

interface BlobsConnection {
  readonly blobs: Blobs
  close(): Promise<void>
}

/** Where one test's media are; `connect` may be called several times. */
export interface TestMedia {
  connect(): Promise<BlobsConnection>
  /** Changes stored bytes behind the program's back. */
  spoil(sha256: string): Promise<void>
  drop(): Promise<void>
}

/** Everything that `Blobs` of `src/app/ports.ts` promises. */
export function blobsContract(create: () => Promise<TestMedia>): void {
  let media: TestMedia
  let connection: BlobsConnection
  beforeEach(async () => {
    media = await create()
    connection = await media.connect()
  })
  afterEach(async () => {
    await connection.close()
    await media.drop()
  })
  const put = (bytes: Uint8Array, described: Parameters<Blobs['put']>[1] = about) =>
    connection.blobs.put(bytes, described)

  test.each([0, 1, 3_000_000])(
    'given %i bytes, then they come back under their hash after a restart',
    async (size) => {
      const bytes = new Uint8Array(randomBytes(size))
      const digest = await put(bytes)
      expect(digest).toBe(createHash('sha256').update(bytes).digest('hex'))
      await connection.close()
      connection = await media.connect()
      const found = await connection.blobs.get(digest)
      expect(found).toMatchObject(about)
      expect(Buffer.compare(Buffer.from(found?.bytes ?? []), bytes)).toBe(0)
    },
  )

  test('given a part of a larger buffer that is reused at once, then just that part as it was is kept', async () => {
    const buffer = new Uint8Array([0, 1, 2, 3, 4])
    const storing = put(buffer.subarray(1, 4))
    buffer.fill(9)
    expect([...((await connection.blobs.get(await storing))?.bytes ?? [])]).toEqual([1, 2, 3])
  })

  test('given the same bytes twice at once, then one digest, and the first description stays', async () => {
    const bytes = new Uint8Array([1, 2, 3])
    const [first, second] = await Promise.all([
      put(bytes),
      put(bytes, { mimeType: 'text/plain', name: 'other', source: null }),
    ])
    expect(first).toBe(second)
    expect(await connection.blobs.get(first ?? '')).toMatchObject(about)
  })

  test('given a file, then where it came from can be asked by itself', async () => {
    const digest = await put(new Uint8Array([1]))
    expect(await connection.blobs.sourceOf(digest)).toBe('slack:F1')
  })

  test('given an unknown digest, then there is nothing', async () => {
    expect(await connection.blobs.get('0'.repeat(64))).toBeNull()
    expect(await connection.blobs.sourceOf('0'.repeat(64))).toBeNull()
  })

  test('given stored bytes that somebody changed, then they are not given out as those of the hash', async () => {
    const digest = await put(new Uint8Array([1, 2, 3]))
    await media.spoil(digest)
    await expect(connection.blobs.get(digest)).rejects.toThrow(MediaDamaged)
  })
}
