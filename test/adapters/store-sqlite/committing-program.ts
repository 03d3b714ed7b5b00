/** `node committing-program.ts <file> <name> <count>`: commits, and prints each id once its commit is acknowledged. */
import { writeSync } from 'node:fs'
import { openSqliteStore } from '../../../adapters/store-sqlite/open.ts'
import { sampleCommit } from '../../support/store/samples.ts'

const [file, name, count] = process.argv.slice(2)
if (file === undefined || name === undefined || count === undefined)
  throw new Error('three arguments, please')

const { store } = openSqliteStore({ file, lockTimeoutMs: 20_000 })
const commitOne = async (index: number) => {
  const request = `${name}-${index}`
  const commit = sampleCommit(request, {
    dedupeKey: request,
    cards: [
      { request, recipient: { type: 'person', person: 'p' }, purpose: { type: 'living', view: 'review' } },
    ],
  })
  const number = await store.nextNumber()
  const result = await store.commit({ ...commit, summary: { ...commit.summary, number } })
  if (result.ok) writeSync(1, `${request}\n`)
}
for (let index = 1; index <= Number(count); index += 4) {
  // Several at a time, so that a kill also hits shared transactions.
  const together = [0, 1, 2, 3].map((step) => index + step).filter((each) => each <= Number(count))
  await Promise.all(together.map(commitOne))
}
await store.close()
