import type { Blobs } from '../../src/app/ports.ts'
import type { Instruments } from './instruments.ts'

/** The same media, whose calls are counted. */
export function meteredBlobs(blobs: Blobs, { media }: Instruments): Blobs {
  const counted = async <Result>(method: string, call: Promise<Result>): Promise<Result> => {
    try {
      const result = await call
      media.inc({ method, outcome: 'ok' })
      return result
    } catch (fault) {
      media.inc({ method, outcome: 'failed' })
      throw fault
    }
  }
  return {
    put: (bytes, about) => counted('put', blobs.put(bytes, about)),
    get: (sha256) => counted('get', blobs.get(sha256)),
    sourceOf: (sha256) => counted('source', blobs.sourceOf(sha256)),
  }
}
