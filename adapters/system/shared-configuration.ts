/** Replicas that share a database take a changed configuration together: asked of one, it reaches all. */
import { readFile } from 'node:fs/promises'
import type { Log, Store } from '../../src/app/ports.ts'
import { digestOf } from '../../src/codec/media.ts'

/** Where the digest stands of the configuration that was last taken on purpose: by a start, or by a reload. */
const key = 'configuration'

export interface SharedConfigurationOptions {
  /** The replica's own copy of `countersign.yaml`. */
  readonly file: string
  readonly store: Pick<Store, 'getFact' | 'putFact'>
  /** SHA-256 of the file that is in force here. */
  readonly digest: () => string
  /** Reads the file again and puts it in force, if it has no problems. Throws nothing that matters here. */
  readonly reload: () => Promise<unknown>
  readonly log: Pick<Log, 'warn'>
}

export interface SharedConfiguration {
  /** What is in force here is to be in force everywhere. Never throws. */
  tell(): Promise<void>
  /** Takes what another replica told of, as soon as the file here is that one. Never throws. */
  look(): Promise<void>
  /** Looks now and then, so that it works through a pooler that passes on no notifications, too. */
  lookEvery(milliseconds: number): void
  /** Resolves when no look is under way any more. */
  stop(): Promise<void>
}

/**
 * Only the digest is shared, never the file: each replica is given its file by whoever deploys it, and would go back to
 * that one at its next start in any case. A file that arrives later, as a mounted one in Kubernetes does, is taken when it
 * is there; until then the log and `countersign_configuration_digest` say that this replica differs.
 */
export function shareConfiguration(options: SharedConfigurationOptions): SharedConfiguration {
  const { file, store, digest, reload, log } = options
  let complainedAbout: string | null = null
  let refused: string | null = null
  let looks: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const compare = async () => {
    const told = await store.getFact(key)
    if (told === null || told === digest() || told === refused) return
    const text = await readFile(file).catch(() => null)
    if (text !== null && digestOf(text) === told) {
      await reload()
      // It has problems, which the reload has logged: of no use to read it again and again.
      if (digest() !== told) refused = told
      return
    }
    if (complainedAbout === told) return
    complainedAbout = told
    log.warn('another configuration is in force elsewhere, and the file here is not that one', {
      elsewhere: told.slice(0, 12),
      here: digest().slice(0, 12),
    })
  }
  const look = () => {
    // A database that is away is reported by those who need it; the next look makes up for this one.
    looks = looks.then(compare).catch(() => {})
    return looks
  }
  return {
    look,
    async tell() {
      refused = null
      try {
        await store.putFact(key, digest())
      } catch {
        log.warn('other replicas could not be told of the configuration', { here: digest().slice(0, 12) })
      }
    },
    lookEvery(milliseconds) {
      timer = setInterval(() => void look(), milliseconds)
      timer.unref()
    },
    async stop() {
      clearInterval(timer)
      await looks
    },
  }
}
