import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../src/codec/canonical.ts'
import { decodeEvent, encodeEvent, eventTypes, type StoredForm } from '../../src/codec/event.ts'
import { isStorableText } from '../../src/codec/text.ts'
import { schemaVersions } from '../../src/codec/upcast.ts'
import { sampleEvents, samplePolicy } from '../support/store/samples.ts'

/** What was once written must be read for ever: a new form gets a new file, these never change. */
const golden = (type: string, variant = ''): StoredForm =>
  JSON.parse(readFileSync(new URL(`./golden/${type}.1${variant}.json`, import.meta.url), 'utf8'))

/** Any sequence of UTF-16 units, so with halves of surrogate pairs too. */
const anyText = fc
  .array(fc.oneof(fc.nat(0x7f), fc.nat(0xffff), fc.integer({ min: 0xd800, max: 0xdfff })), { maxLength: 8 })
  .map((units) => String.fromCharCode(...units))

const withdrawnBecause = (reason: string) => ({ ...sampleEvents.withdrawn, reason })

describe('stored events', () => {
  test('every type of the domain has a schema version, and the other way round', () => {
    expect([...eventTypes].sort()).toEqual(Object.keys(schemaVersions).sort())
    expect([...eventTypes].sort()).toEqual(Object.keys(sampleEvents).sort())
  })

  test.each(eventTypes)(
    'given a %s stored in its first form, it reads as it was meant and writes the same bytes',
    (type) => {
      const stored = golden(type)
      const event = decodeEvent(stored)
      expect(event).toEqual(sampleEvents[type])
      expect(encodeEvent(event)).toEqual(stored)
    },
  )

  test.each(['submitted', 'revised', 'escalated'])(
    'given a %s that says who is asked, in what steps and why, it reads and writes the same bytes',
    (type) => {
      const stored = golden(type, '.asking')
      expect(encodeEvent(decodeEvent(stored))).toEqual(stored)
    },
  )

  test('given an approval that says when it was opened, and one of several, they read and write the same bytes', () => {
    for (const variant of ['.opened', '.together']) {
      const stored = golden('decided', variant)
      expect(encodeEvent(decodeEvent(stored))).toEqual(stored)
    }
    const stored = golden('submitted', '.hasty')
    expect(encodeEvent(decodeEvent(stored))).toEqual(stored)
  })

  test('given a submitted that says who is kept informed, it reads and writes the same bytes', () => {
    const stored = golden('submitted', '.observers')
    const event = decodeEvent(stored)
    expect(event).toMatchObject({ observers: ['ben', 'cleo'] })
    expect(encodeEvent(event)).toEqual(stored)
  })

  test('given groups in an order of their own, when stored, then the order survives', () => {
    const event = decodeEvent(encodeEvent(sampleEvents.submitted))
    if (event.type !== 'submitted') throw new Error('another event came back')
    expect(Object.keys(event.policy.groups)).toEqual(Object.keys(samplePolicy.groups))
    expect(Object.keys(event.review)).toEqual(['security', 'legal', 'brand'])
  })

  test('given any text, when stored, then it comes back unchanged or is refused by code', () => {
    fc.assert(
      fc.property(anyText, (reason) => {
        const event = withdrawnBecause(reason)
        if (isStorableText(reason)) expect(decodeEvent(encodeEvent(event))).toEqual(event)
        else expect(() => encodeEvent(event)).toThrow(expect.objectContaining({ code: 'unstorable_text' }))
      }),
    )
  })

  test.each(['a\0b', '\uD83D', '\uDE00 first'])(
    'given %j in a reason, then it is refused without being quoted',
    (reason) => {
      expect(() => encodeEvent(withdrawnBecause(reason))).toThrow(
        expect.objectContaining({ code: 'unstorable_text', message: expect.not.stringContaining(reason) }),
      )
    },
  )

  test('given a field too many, then nothing is stored, because dropping it would falsify the record', () => {
    const event = { ...sampleEvents.withdrawn, mood: 'secret' }
    expect(() => encodeEvent(event)).toThrow(
      expect.objectContaining({ code: 'malformed', message: expect.not.stringContaining('secret') }),
    )
  })
})

describe('reading what another version wrote', () => {
  const stored = encodeEvent(sampleEvents.withdrawn)

  test.each([
    ['unknown_type', { ...stored, type: 'celebrated' }],
    ['unknown_type', { ...stored, type: 'constructor' }],
    ['newer_schema', { ...stored, schema: 2 }],
    ['no_upcaster', { ...stored, schema: 0 }],
    ['malformed', { ...stored, payload: '{"reason":1}' }],
    ['malformed', { ...stored, payload: '{}' }],
    ['malformed', { ...stored, payload: '[' }],
    ['malformed', { ...stored, payload: '"text"' }],
  ])('it is refused as %s', (code, form) => {
    expect(() => decodeEvent(form)).toThrow(expect.objectContaining({ name: 'CodecError', code }))
  })

  test('given an older form and upcasters from there, then they are applied in order', () => {
    const old = { ...stored, schema: -1, payload: canonicalJson({ why: 'over' }) }
    const event = decodeEvent(old, {
      withdrawn: {
        [-1]: ({ why, ...rest }) => ({ ...rest, because: why }),
        0: ({ because, ...rest }) => ({ ...rest, reason: because }),
      },
    })
    expect(event).toEqual(withdrawnBecause('over'))
  })
})
