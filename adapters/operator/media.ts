/** Where the bytes of media are: in the database, or in an S3-compatible store with the database for what is older. */
import type { Blobs, MovableBlobs } from '../../src/app/ports.ts'
import { MediaDamaged } from '../../src/codec/media.ts'
import { loadEnvironment } from '../../src/config/load.ts'
import type { Environment } from '../../src/config/types.ts'
import { complain, complainAbout, say } from '../cli/terminal.ts'
import type { Variables } from './common.ts'
import { openDatabase } from './database.ts'

/** The store that the environment names. New media go there; what it does not have is looked for in the database. */
export async function mediaOf(
  address: Environment['media'],
  inDatabase: MovableBlobs,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<Blobs> {
  if (address === null) return inDatabase
  const { createBlobs } = await import('../blobs-s3/blobs.ts')
  return orElse(createBlobs({ address, fetch }), inDatabase)
}

/** Both are asked, the first one first; what is stored is stored there. */
export const orElse = (first: Blobs, older: Blobs): Blobs => ({
  put: (bytes, about) => first.put(bytes, about),
  get: async (sha256) => (await first.get(sha256)) ?? older.get(sha256),
  sourceOf: async (sha256) => (await first.sourceOf(sha256)) ?? older.sourceOf(sha256),
})

const atOnce = 100

export interface CopiedMedia {
  readonly files: number
  readonly bytes: number
  /** Hashes whose bytes are others by now, here or there. They stay in the database, whatever is to be removed. */
  readonly damaged: readonly string[]
}

/**
 * Copies every file and reads it back, hash and all. With `remove` each is deleted from the database after that. May be
 * broken off and begun again, and done while the program runs. A damaged file keeps no other from being copied.
 */
export async function copyMedia(
  { from, to }: { from: MovableBlobs; to: Blobs },
  { remove, copied }: { remove: boolean; copied: () => void },
): Promise<CopiedMedia> {
  let files = 0
  let bytes = 0
  const damaged: string[] = []
  let after: string | null = null
  for (;;) {
    const digests: readonly string[] = await from.listed(after, atOnce)
    for (const sha256 of digests) {
      const size = await copyOne(sha256, from, to)
      if (size === 'damaged') damaged.push(sha256)
      if (typeof size !== 'number') continue
      if (remove) await from.remove(sha256)
      files += 1
      bytes += size
      copied()
    }
    after = digests.at(-1) ?? null
    if (after === null) return { files, bytes, damaged }
  }
}

/** How many bytes; `gone` where the file was removed meanwhile. */
async function copyOne(sha256: string, from: Blobs, to: Blobs): Promise<number | 'damaged' | 'gone'> {
  try {
    const file = await from.get(sha256)
    if (file === null) return 'gone'
    await to.put(file.bytes, file)
    if ((await to.get(sha256)) === null) throw new Error(`${sha256} did not arrive`)
    return file.bytes.byteLength
  } catch (error) {
    if (error instanceof MediaDamaged) return 'damaged'
    throw error
  }
}

/** `countersign copy-media`. */
export async function moveMedia(
  { remove, json }: { remove: boolean; json: boolean },
  variables: Variables,
): Promise<number> {
  const loaded = loadEnvironment(variables)
  if (!loaded.ok) {
    complainAbout(loaded.problems, { name: 'environment', text: '' })
    return 1
  }
  const { media: address, database: place } = loaded.value
  if (address === null) {
    complain('Set MEDIA_URL to the store that media are copied to: s3://bucket/prefix?region=eu-central-1.')
    return 1
  }
  const shows = process.stderr.isTTY && !json
  let count = 0
  const copied = () => {
    count += 1
    if (shows) process.stderr.write(`\r${count} file(s)`)
  }
  try {
    const { createBlobs } = await import('../blobs-s3/blobs.ts')
    const database = await openDatabase(place)
    try {
      const to = createBlobs({ address })
      const { files, bytes, damaged } = await copyMedia({ from: database.blobs, to }, { remove, copied })
      if (shows) process.stderr.write('\r')
      const ok = damaged.length === 0
      if (json) say(JSON.stringify({ ok, target: address.name, files, bytes, removed: remove, damaged }))
      else say(`${address.name}: ${files} file(s), ${bytes} bytes. Read back: all the same.${restOf(remove)}`)
      if (!ok && !json) complainOfDamage(damaged)
      return ok ? 0 : 1
    } finally {
      await database.close()
    }
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error))
    complain('What was copied stays. Mend what countersign doctor names, then run this again.')
    return 1
  }
}

function complainOfDamage(damaged: readonly string[]): void {
  for (const sha256 of damaged) complain(`${sha256} is damaged: its bytes are not those of this hash.`)
  complain(
    `${damaged.length} file(s) were not copied, and stay in the database. Restore them there or in the store from a backup, then run this again.`,
  )
}

const restOf = (removed: boolean) =>
  removed
    ? ' The database holds them no more.'
    : ' The database holds them too; countersign copy-media --remove deletes them there.'
