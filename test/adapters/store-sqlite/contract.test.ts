import Database from 'better-sqlite3'
import { describe } from 'vitest'
import { blobsContract } from '../../contract/blobs.contract.ts'
import { installationsContract } from '../../contract/installations.contract.ts'
import { peopleContract } from '../../contract/people.contract.ts'
import { storeContract } from '../../contract/store.contract.ts'
import { temporarySqlite } from '../../support/store/sqlite.ts'

// The time to wait for a lock is long: two busy connections and a slow disk are no failure here.
const create = () => temporarySqlite({ lockTimeoutMs: 20_000 })

const createMedia = async () => {
  const place = await create()
  return {
    ...place,
    async spoil(sha256: string) {
      const database = new Database(place.file)
      database
        .prepare('update blob set bytes = ? where sha256 = ?')
        .run(Buffer.from('something else'), sha256)
      database.close()
    },
  }
}

describe('the store on SQLite', () => storeContract(create))
describe('people on SQLite', () => peopleContract(create))
describe('blobs on SQLite', () => blobsContract(createMedia))
describe('installations on SQLite', () => installationsContract(create))
