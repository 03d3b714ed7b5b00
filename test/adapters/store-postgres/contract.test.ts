import { describe } from 'vitest'
import { blobsContract } from '../../contract/blobs.contract.ts'
import { installationsContract } from '../../contract/installations.contract.ts'
import { peopleContract } from '../../contract/people.contract.ts'
import { storeContract } from '../../contract/store.contract.ts'
import { temporaryPostgres } from '../../support/postgres/database.ts'

// The time to wait is long: two busy processors are no failure here.
const create = () => temporaryPostgres({ patienceMs: 20_000 })

describe('the store on PostgreSQL', () => storeContract(create, { modelRuns: 20 }))
describe('people on PostgreSQL', () => peopleContract(create))
describe('blobs on PostgreSQL', () => blobsContract(create))
describe('installations on PostgreSQL', () => installationsContract(create))
