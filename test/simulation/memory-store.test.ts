import { describe } from 'vitest'
import { blobsContract } from '../contract/blobs.contract.ts'
import { installationsContract } from '../contract/installations.contract.ts'
import { peopleContract } from '../contract/people.contract.ts'
import { storeContract } from '../contract/store.contract.ts'
import { memoryDatabase } from '../support/store/memory.ts'

describe('the store in memory', () => storeContract(memoryDatabase))
describe('people in memory', () => peopleContract(memoryDatabase))
describe('blobs in memory', () => blobsContract(memoryDatabase))
describe('installations in memory', () => installationsContract(memoryDatabase))
