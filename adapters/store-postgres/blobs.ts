import { z } from 'zod'
import type { MovableBlobs } from '../../src/app/ports.ts'
import { digestOf, intact } from '../../src/codec/media.ts'
import { storableText } from '../../src/codec/text.ts'
import type { Connections, QueryOptions } from './connection.ts'

/** Large files take their time on a slow line; nobody's acknowledgement waits for them. */
const patient: QueryOptions = { answerWithin: 60_000 }
const patientLook: QueryOptions = { ...patient, looksUp: true }

const found = z.array(z.tuple([z.instanceof(Buffer), z.string(), z.string(), z.string().nullable()])).max(1)
const hashes = z.array(z.tuple([z.string()]))
const source = z.array(z.tuple([z.string().nullable()])).max(1)

const putSql = `
  insert into blob (sha256, bytes, mime_type, name, source) values ($1, $2, $3, $4, $5) on conflict do nothing`

/** Bytes by their hash. The first description of the same bytes stays. */
export function createBlobs(connections: Connections): MovableBlobs {
  // Two connections of the pool would race: within this process the first who asked is the first.
  const underWay = new Map<string, Promise<unknown>>()
  const inTurn = async (sha256: string, work: () => Promise<unknown>) => {
    const turn = (underWay.get(sha256) ?? Promise.resolve()).catch(() => {}).then(work)
    underWay.set(sha256, turn)
    try {
      await turn
    } finally {
      if (underWay.get(sha256) === turn) underWay.delete(sha256)
    }
  }
  return {
    async listed(after, limit) {
      // By bytes, as every other store does: the order of a language might change with the server.
      const rows = await connections.query(
        'select sha256 from blob where sha256 collate "C" > $1 order by sha256 collate "C" limit $2',
        [after ?? '', limit],
        patient,
      )
      return hashes.parse(rows).map(([sha256]) => sha256)
    },
    async remove(sha256) {
      await connections.query('delete from blob where sha256 = $1', [sha256])
    },
    async sourceOf(sha256) {
      const rows = await connections.query('select source from blob where sha256 = $1', [sha256], {
        looksUp: true,
      })
      return source.parse(rows)[0]?.[0] ?? null
    },
    async put(bytes, { mimeType, name, source }) {
      for (const text of [mimeType, name, source ?? '']) storableText(text, 'the description of a file')
      // Copied: the caller may reuse its buffer before the statement is sent.
      const kept = Buffer.from(bytes)
      const sha256 = digestOf(kept)
      await inTurn(sha256, () => connections.query(putSql, [sha256, kept, mimeType, name, source], patient))
      return sha256
    },
    async get(sha256) {
      const rows = await connections.query(
        'select bytes, mime_type, name, source from blob where sha256 = $1',
        [sha256],
        patientLook,
      )
      const [row] = found.parse(rows)
      if (row === undefined) return null
      const [bytes, mimeType, name, from] = row
      return { bytes: intact(sha256, bytes), mimeType, name, source: from }
    },
  }
}
