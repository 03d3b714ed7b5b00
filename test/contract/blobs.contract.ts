import { createHash, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { type CreateDatabase, givenDatabase } from './database.ts'

const about = { mimeType: 'image/png', name: 'Größe 📷.png', source: 'slack:F1' }

/** Everything that `Blobs` of `src/app/ports.ts` promises. */
export function blobsContract(create: CreateDatabase): void {
  const given = givenDatabase(create)

  test.each([0, 1, 3_000_000])(
    'given %i bytes, then they come back under their hash after a restart',
    async (size) => {
      const bytes = new Uint8Array(randomBytes(size))
      const digest = await given.blobs.put(bytes, about)
      expect(digest).toBe(createHash('sha256').update(bytes).digest('hex'))
      const { blobs } = await given.reopen()
      const found = await blobs.get(digest)
      expect(found).toMatchObject(about)
      expect(Buffer.compare(Buffer.from(found?.bytes ?? []), bytes)).toBe(0)
    },
  )

  test('given a part of a larger buffer that is reused at once, then just that part as it was is kept', async () => {
    const buffer = new Uint8Array([0, 1, 2, 3, 4])
    const storing = given.blobs.put(buffer.subarray(1, 4), about)
    buffer.fill(9)
    expect([...((await given.blobs.get(await storing))?.bytes ?? [])]).toEqual([1, 2, 3])
  })

  test('given the same bytes twice at once, then one digest, and the first description stays', async () => {
    const bytes = new Uint8Array([1, 2, 3])
    const [first, second] = await Promise.all([
      given.blobs.put(bytes, about),
      given.blobs.put(bytes, { mimeType: 'text/plain', name: 'other', source: null }),
    ])
    expect(first).toBe(second)
    expect(await given.blobs.get(first ?? '')).toMatchObject(about)
  })

  test('given a file, then where it came from can be asked by itself', async () => {
    const digest = await given.blobs.put(new Uint8Array([1]), about)
    expect(await given.blobs.sourceOf(digest)).toBe('slack:F1')
  })

  test('given an unknown digest, then there is nothing', async () => {
    expect(await given.blobs.get('0'.repeat(64))).toBeNull()
    expect(await given.blobs.sourceOf('0'.repeat(64))).toBeNull()
  })
}
