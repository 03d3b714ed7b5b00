import { z } from 'zod'
import type { Blobs } from '../../src/app/ports.ts'
import { digestOf, intact, MediaDamaged } from '../../src/codec/media.ts'
import { storableText } from '../../src/codec/text.ts'
import { createRequests, type S3Options } from './requests.ts'

const description = z.strictObject({
  mimeType: z.string(),
  name: z.string(),
  source: z.string().nullable(),
})

/**
 * Bytes by their hash, in an S3-compatible store: the bytes under `<hash>`, what is known of them under `<hash>.json`. The
 * description is written last, so that whoever finds it finds the bytes.
 */
export function createBlobs(options: S3Options): Blobs {
  const requests = createRequests(options)
  const underWay = new Map<string, Promise<unknown>>()

  const describe = async (sha256: string) => {
    const found = await requests.get(keyOf(sha256, '.json'))
    return found === null ? null : read(found)
  }
  const store = async (sha256: string, bytes: Uint8Array, about: z.infer<typeof description>) => {
    if ((await requests.get(keyOf(sha256, '.json'))) !== null) return
    await requests.put(keyOf(sha256), bytes, { once: false })
    // Stores that know no conditions ignore this one; then the last of two replicas names the file.
    await requests.put(keyOf(sha256, '.json'), Buffer.from(JSON.stringify(about)), { once: true })
  }
  return {
    async put(bytes, { mimeType, name, source }) {
      for (const text of [mimeType, name, source ?? '']) storableText(text, 'the description of a file')
      // Copied: the caller may reuse its buffer before the request is sent.
      const kept = Buffer.from(bytes)
      const sha256 = digestOf(kept)
      // Within this process the first who asked is the first.
      const before = underWay.get(sha256) ?? Promise.resolve()
      const turn = before.catch(() => {}).then(() => store(sha256, kept, { mimeType, name, source }))
      underWay.set(sha256, turn)
      try {
        await turn
      } finally {
        if (underWay.get(sha256) === turn) underWay.delete(sha256)
      }
      return sha256
    },
    async get(sha256) {
      const about = await describe(sha256)
      if (about === null) return null
      const bytes = await requests.get(keyOf(sha256))
      if (bytes === null) throw new MediaDamaged()
      return { bytes: intact(sha256, bytes), ...about }
    },
    sourceOf: async (sha256) => (await describe(sha256))?.source ?? null,
  }
}

/** Hashes are checked: they become part of an address. */
function keyOf(sha256: string, ending = ''): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError('not a SHA-256 in hexadecimal')
  return `${sha256}${ending}`
}

function read(bytes: Uint8Array): z.infer<typeof description> {
  try {
    return description.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
  } catch {
    throw new MediaDamaged()
  }
}
