import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readButton } from '../../../adapters/teams/button.ts'
import { readForm } from '../../../adapters/teams/form-values.ts'
import { type FormContext, renderForm } from '../../../adapters/teams/render-form.ts'
import { violations } from '../../../adapters/teams/violations.ts'
import type { Field, FieldValue, Form, FormValues } from '../../../src/view/form.ts'
import { asPlain } from '../../../src/view/text.ts'
import { schemaErrorsOf, warningsOf } from '../../support/teams/official.ts'
import { markdownTexts, nodesIn, pressesIn, shownText } from '../../support/teams/reading.ts'
import { form } from '../../support/view-generators.ts'

const context: FormContext = {
  timezone: 'Europe/Berlin',
  opening: 'opening',
  errors: {},
  files: ['chat', 'links'],
}

/** What Teams sends when the dialog is submitted as it opened: the button's data with every input that is not empty. */
function submitted(card: object): Record<string, unknown> {
  const data = pressesIn(card).find(({ press }) => press?.press === 'form')?.data
  const inputs = nodesIn(card).flatMap((node) =>
    String(node.type).startsWith('Input.') && node.value !== undefined ? [[String(node.id), node.value]] : [],
  )
  return { ...Object(data), ...Object.fromEntries(inputs) }
}

function valueIn(field: Field): FieldValue {
  switch (field.type) {
    case 'text':
    case 'url':
      return { type: 'text', text: field.value }
    case 'choice':
      return { type: 'choice', id: field.value }
    case 'choices':
      return { type: 'choices', ids: field.value }
    case 'instant':
      // A wall clock has no seconds.
      return { type: 'instant', at: field.value === null ? null : Math.floor(field.value / 60_000) * 60_000 }
    case 'files':
      return { type: 'files', added: [], kept: field.value.map(({ sha256 }) => sha256) }
  }
}
const valuesIn = (shown: Form): FormValues =>
  Object.fromEntries(
    shown.sections.flatMap(({ fields }) => fields.map((field) => [field.id, valueIn(field)])),
  )

const one = (field: Field): Form => ({
  purpose: { type: 'compose', kind: 'post' },
  locale: 'en',
  title: asPlain('Ask'),
  submit: asPlain('Send'),
  cancel: asPlain('Cancel'),
  intro: [],
  sections: [{ title: null, fields: [field] }],
})
const slot: Field = { id: 'slot', label: asPlain('When'), required: false, type: 'instant', value: null }

describe('dialogs', () => {
  test('given any form, then Microsoft accepts the dialog and nothing a person wrote is live', () => {
    fc.assert(
      fc.property(form, (shown) => {
        const { card } = renderForm(shown, context)
        const faults = [...warningsOf(card), ...schemaErrorsOf(card), ...violations(card)]
        // What was typed is never cut; the generator types more than any field takes.
        expect(faults.filter((fault) => !/^\d+ bytes$/.test(fault))).toEqual([])
        for (const text of markdownTexts(card)) expect(text).not.toMatch(/[*_[\]`~<>@]|:\/\//)
      }),
      { numRuns: 100 },
    )
  })

  test('given any form that is sent as it opened, then what it asked for and every answer come back', () => {
    fc.assert(
      fc.property(form, (shown) => {
        const data = submitted(renderForm(shown, context).card)
        const press = readButton(data)
        expect(press).toEqual({
          press: 'form',
          form: { purpose: shown.purpose, locale: shown.locale },
          timezone: 'Europe/Berlin',
          opening: 'opening',
        })
        const around = /Oct|Nov/
        const read = readForm(data)
        expect(read.incomplete).toEqual([])
        for (const [id, wanted] of Object.entries(valuesIn(shown))) {
          // The hour that clocks show twice in autumn is read as the first of the two.
          const twice =
            wanted.type === 'instant' && wanted.at !== null && around.test(String(new Date(wanted.at)))
          if (!twice) expect(read.values[id]).toEqual(wanted)
        }
      }),
      { numRuns: 100 },
    )
  })

  test('given errors, then each stands before its field, those of no field come first, and answers stay', () => {
    const field: Field = {
      id: 'text',
      label: asPlain('Post'),
      required: true,
      type: 'text',
      lines: 'many',
      maxLength: 10,
      value: 'Far too long a text',
    }
    const errors = { text: asPlain('It is too long.'), '': asPlain('Nothing was recorded.') }
    const { card } = renderForm(one(field), { ...context, errors })
    const text = shownText(card)
    expect(text.indexOf('Nothing was recorded.')).toBeLessThan(text.indexOf('It is too long.'))
    expect(text.indexOf('It is too long.')).toBeLessThan(text.indexOf('Far too long a text'))
    const input = nodesIn(card).find((node) => node.id === 'text:text')
    expect(input).toMatchObject({ value: 'Far too long a text', maxLength: 19, isRequired: true })
  })

  test('given a date without a time or a time without a date, then nobody guesses the rest', () => {
    const data = submitted(renderForm(one(slot), context).card)
    expect(readForm(data)).toEqual({ values: { slot: { type: 'instant', at: null } }, incomplete: [] })
    expect(readForm({ ...data, 'date:slot': '2026-11-12', 'time:slot': '' }).incomplete).toEqual(['slot'])
    expect(readForm({ ...data, 'time:slot': '14:00' }).incomplete).toEqual(['slot'])
    expect(readForm({ ...data, 'date:slot': '2026-02-30', 'time:slot': '14:00' }).incomplete).toEqual([
      'slot',
    ])
    expect(readForm({ ...data, 'date:slot': '2026-11-12', 'time:slot': '14:00' }).values.slot).toEqual({
      type: 'instant',
      at: Date.UTC(2026, 10, 12, 13),
    })
  })

  test('given links to files, then each line is a file to fetch, and an unticked file does not stay', () => {
    const files: Field = {
      id: 'media',
      label: asPlain('Files'),
      required: false,
      type: 'files',
      maxFiles: 5,
      value: [
        { sha256: 'a'.repeat(64), name: '[click](https://evil.example).png' },
        { sha256: 'b'.repeat(64), name: 'two.png' },
      ],
    }
    const { card } = renderForm(one(files), context)
    expect(shownText(card)).toContain('[click](https://evil.example).png')
    const data = submitted(card)
    const links = 'https://example.sharepoint.com/a.png\n\nhttps://example.sharepoint.com/b.png'
    expect(readForm({ ...data, 'links:media': links, 'kept:media': 'b'.repeat(64) }).values.media).toEqual({
      type: 'files',
      added: links.split('\n\n').map((id) => ({ id })),
      kept: ['b'.repeat(64)],
    })
  })

  test('given anything at all instead of a submission, then it is read without a fault', () => {
    fc.assert(
      fc.property(fc.anything(), fc.dictionary(fc.string(), fc.anything()), (data, more) => {
        readButton(data)
        expect(Object.keys(readForm(data).values)).toEqual([])
        readForm({ ...more, 'choices:x': '%E0%A4%A', '__proto__:y': 'z', 'text:__proto__': 'z' })
        expect(Object.hasOwn(Object.prototype, 'y')).toBe(false)
      }),
    )
  })
})
