import { describe } from 'vitest'
import { blobsContract } from '../../contract/blobs.contract.ts'
import { installationsContract } from '../../contract/installations.contract.ts'
import { peopleContract } from '../../contract/people.contract.ts'
import { storeContract } from '../../contract/store.contract.ts'
import { asAdministrator, temporaryPostgres } from '../../support/postgres/database.ts'

// The time to wait is long: two busy processors are no failure here.
const create = () => temporaryPostgres({ patienceMs: 20_000 })

const createMedia = async () => {
  const place = await create()
  return {
    ...place,
    spoil: (sha256: string) =>
      asAdministrator(place.url, async (client) => {
        await client.query('update blob set bytes = $1 where sha256 = $2', [Buffer.from('other'), sha256])
      }),
  }
}

describe('the store on PostgreSQL', () => storeContract(create, { modelRuns: 20 }))
describe('people on PostgreSQL', () => peopleContract(create))
describe('blobs on PostgreSQL', () => blobsContract(createMedia))
describe('installations on PostgreSQL', () => installationsContract(create))
