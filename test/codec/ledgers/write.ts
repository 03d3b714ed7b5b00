/**
 * Writes the ledgers that are not there yet, and lists the digests of golden files that are not listed:
 * `node test/codec/ledgers/write.ts`. It never changes a file or a line that is there.
 */
import { appendFileSync, existsSync, writeFileSync } from 'node:fs'
import { canonicalJson } from '../../../src/codec/canonical.ts'
import { encodeEvent } from '../../../src/codec/event.ts'
import { evolve } from '../../../src/domain/request/evolve.ts'
import type { RequestState } from '../../../src/domain/request/state.ts'
import { committedDigests, digestOf, goldenFiles, ledgerPlace, listPlace, statePlace } from './kept.ts'
import { stories } from './stories.ts'
import { told } from './tell.ts'

for (const [name, steps] of Object.entries(stories)) {
  if (existsSync(ledgerPlace(name))) continue
  const events = told(steps)
  writeFileSync(ledgerPlace(name), `${JSON.stringify(events.map(encodeEvent), null, 2)}\n`, { flag: 'wx' })
  const state = events.reduce<RequestState>(evolve, null)
  writeFileSync(statePlace(name), `${canonicalJson(state)}\n`, { flag: 'wx' })
  console.log(`${name}: ${events.map(({ type }) => type).join(' ')} -> ${state?.status}`)
}
if (!existsSync(listPlace)) writeFileSync(listPlace, '')
const listed = committedDigests()
for (const file of goldenFiles())
  if (!listed.has(file)) appendFileSync(listPlace, `${digestOf(file)}  ${file}\n`)
