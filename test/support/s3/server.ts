/** An S3 that others wrote, with a bucket. */
import { randomUUID } from 'node:crypto'
import { createEmulator } from 'emulate'
import { createBlobs } from '../../../adapters/blobs-s3/blobs.ts'
import type { MediaAddress } from '../../../adapters/blobs-s3/requests.ts'
import type { TestMedia } from '../../contract/blobs.contract.ts'

const bucket = 'countersign-test'

export interface S3Server {
  readonly origin: string
  /** A prefix of its own in the bucket. */
  readonly media: () => Promise<TestMedia & { readonly address: MediaAddress }>
  close(): Promise<void>
}

export async function startS3(): Promise<S3Server> {
  const emulator = await createEmulator({
    service: 'aws',
    port: 0,
    seed: { aws: { region: 'eu-central-1', s3: { buckets: [{ name: bucket }] } } },
  })
  const origin = emulator.url.replace('localhost', '127.0.0.1')
  return {
    origin,
    async media() {
      const address = addressAt(`${origin}/${bucket}/${randomUUID()}/`)
      return {
        address,
        connect: async () => ({ blobs: createBlobs({ address }), close: async () => {} }),
        async spoil(sha256) {
          const response = await fetch(`${address.objects}${sha256}`, {
            method: 'PUT',
            body: 'something else',
          })
          if (!response.ok) throw new Error(`not spoilt: ${response.status}`)
        },
        drop: async () => {},
      }
    },
    close: () => emulator.close(),
  }
}

/** `objects` ends with a slash. */
export const addressAt = (objects: string): MediaAddress => ({
  name: 's3://countersign-test',
  objects,
  region: 'eu-central-1',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'of-the-test',
  sessionToken: null,
})
