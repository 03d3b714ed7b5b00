import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { decodeEvent, encodeEvent, eventTypes, type StoredForm } from '../../src/codec/event.ts'
import { evolve } from '../../src/domain/request/evolve.ts'
import type { RequestState } from '../../src/domain/request/state.ts'
import { committedDigests, digestOf, goldenFiles, ledgerPlace, placeOf, statePlace } from './ledgers/kept.ts'

const storedForms = z.array(
  z.strictObject({
    type: z.string(),
    schema: z.int(),
    at: z.int(),
    by: z.string(),
    payload: z.string(),
  }),
)
const ledger = (name: string): readonly StoredForm[] =>
  storedForms.parse(JSON.parse(readFileSync(ledgerPlace(name), 'utf8')))

const names = readdirSync(placeOf('golden/ledgers/'))
  .filter((file) => file.endsWith('.json') && !file.endsWith('.state.json'))
  .map((file) => file.slice(0, -'.json'.length))

describe('whole requests as they were once stored', () => {
  test.each(names)(
    'given %s, when it is read and written again, then it is the same byte for byte',
    (name) => {
      const events = ledger(name).map((stored) => decodeEvent(stored))
      const written = `${JSON.stringify(events.map(encodeEvent), null, 2)}\n`
      expect(written).toBe(readFileSync(ledgerPlace(name), 'utf8'))
    },
  )

  test.each(names)('given %s, when it is replayed, then the request is where it was', (name) => {
    const state = ledger(name)
      .map((stored) => decodeEvent(stored))
      .reduce<RequestState>(evolve, null)
    // A later version may know more of a request than this one did; what was known must not change.
    expect(state).toMatchObject(JSON.parse(readFileSync(statePlace(name), 'utf8')))
  })

  test('every type of event occurs in one of them', () => {
    const found = new Set(names.flatMap((name) => ledger(name).map(({ type }) => type)))
    expect(eventTypes.filter((type) => !found.has(type))).toEqual([])
  })
})

describe('golden files', () => {
  const listed = committedDigests()

  test('given one that is listed, it is there and was never changed', () => {
    const files = goldenFiles()
    const changed = [...listed].filter(([file, digest]) => !files.includes(file) || digestOf(file) !== digest)
    expect(changed.map(([file]) => file)).toEqual([])
  })

  test('every ledger is listed, with the state that it led to', () => {
    for (const name of names)
      for (const file of [`golden/ledgers/${name}.json`, `golden/ledgers/${name}.state.json`])
        expect(listed.has(file), `${file}: node test/codec/ledgers/write.ts lists it`).toBe(true)
  })
})
