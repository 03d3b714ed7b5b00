import { afterAll, beforeAll, describe } from 'vitest'
import { blobsContract } from '../../contract/blobs.contract.ts'
import { type S3Server, startS3 } from '../../support/s3/server.ts'

let server: S3Server
beforeAll(async () => {
  server = await startS3()
})
afterAll(() => server.close())

describe('blobs in an S3-compatible store', () => blobsContract(() => server.media()))
