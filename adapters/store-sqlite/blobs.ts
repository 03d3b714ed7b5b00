import { eq, gt, sql } from 'drizzle-orm'
import type { MovableBlobs } from '../../src/app/ports.ts'
import { digestOf, intact } from '../../src/codec/media.ts'
import { storableText } from '../../src/codec/text.ts'
import { type Db, given, reading } from './prepared.ts'
import { blob } from './schema.ts'
import type { Writer } from './writer.ts'

/** Bytes by their hash. The first description of the same bytes stays. */
export function createBlobs(db: Db, writer: Writer): MovableBlobs {
  const put = db
    .insert(blob)
    .values({
      sha256: given('sha256'),
      bytes: given('bytes'),
      mimeType: given('mimeType'),
      name: given('name'),
      source: given('source'),
    })
    .onConflictDoNothing()
    .prepare()
  const get = db
    .select()
    .from(blob)
    .where(eq(blob.sha256, given('sha256')))
    .prepare()
  const source = db
    .select({ source: sql<string | null>`source` })
    // SQLite prefers the primary key, behind which it has to walk through all the bytes.
    .from(sql`blob indexed by blob_source`)
    .where(sql`sha256 = ${given('sha256')}`)
    .prepare()
  const listed = db
    .select({ sha256: blob.sha256 })
    .from(blob)
    .where(gt(blob.sha256, given('after')))
    .orderBy(blob.sha256)
    .limit(given('limit'))
    .prepare()
  const remove = db
    .delete(blob)
    .where(eq(blob.sha256, given('sha256')))
    .prepare()
  return {
    listed: (after, limit) =>
      reading(() => listed.all({ after: after ?? '', limit }).map(({ sha256 }) => sha256)),
    async remove(sha256) {
      await writer.write(() => {
        remove.run({ sha256 })
      })
    },
    sourceOf: (sha256) => reading(() => source.get({ sha256 })?.source ?? null),
    async put(bytes, { mimeType, name, source }) {
      for (const text of [mimeType, name, source ?? '']) storableText(text, 'the description of a file')
      // Copied: the caller may reuse its buffer before the shared transaction runs.
      const kept = Buffer.from(bytes)
      const sha256 = digestOf(kept)
      await writer.write(() => {
        put.run({ sha256, bytes: kept, mimeType, name, source })
      })
      return sha256
    },
    get: (sha256) =>
      reading(() => {
        const row = get.get({ sha256 })
        if (row === undefined) return null
        const { bytes, mimeType, name, source } = row
        return { bytes: intact(sha256, bytes), mimeType, name, source }
      }),
  }
}
