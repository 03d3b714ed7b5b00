import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  decodeDirectoryEvent,
  directorySchemaVersions,
  encodeDirectoryEvent,
} from '../../src/codec/directory-event.ts'
import type { StoredForm } from '../../src/codec/event.ts'
import { sampleDirectoryEvents } from '../support/store/samples.ts'

/** What was once written must be read for ever: a new form gets a new file, these never change. */
const golden = (type: string): StoredForm =>
  JSON.parse(readFileSync(new URL(`./golden-directory/${type}.1.json`, import.meta.url), 'utf8'))

describe('stored events about people', () => {
  test('every type has a sample and a schema version', () => {
    expect(Object.keys(sampleDirectoryEvents).sort()).toEqual(Object.keys(directorySchemaVersions).sort())
  })

  test.each(Object.values(sampleDirectoryEvents))(
    'given a $type stored in its first form, it reads as it was meant and writes the same bytes',
    (event) => {
      expect(decodeDirectoryEvent(golden(event.type))).toEqual(event)
      expect(encodeDirectoryEvent(event)).toEqual(golden(event.type))
    },
  )

  test.each([
    [{ type: 'vanished' }, 'unknown_type'],
    [{ schema: 2 }, 'newer_schema'],
    [{ payload: '[]' }, 'malformed'],
    [{ payload: '{"absence":1}' }, 'malformed'],
  ])('given a stored form that is %j, then it is refused as %s', (changes, code) => {
    const stored = { ...golden('came_back'), ...changes }
    expect(() => decodeDirectoryEvent(stored)).toThrow(expect.objectContaining({ code }))
  })
})
