import type { InputBlock, KnownBlock, ModalView } from '@slack/types'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeButton, decodeFormMetadata, decodePage, encodeButton } from '../../../adapters/slack/button.ts'
import { errorsByBlock, formValues, typedTexts } from '../../../adapters/slack/form-values.ts'
import { formView } from '../../../adapters/slack/render-form.ts'
import type { Field, FieldValue } from '../../../src/view/form.ts'
import { asPlain } from '../../../src/view/text.ts'
import { form } from '../../support/view-generators.ts'

const context = { mention: () => null, fileOf: () => null }

/** What Slack sends back of an input that nobody touched. */
function untouched(element: InputBlock['element']): object {
  switch (element.type) {
    case 'plain_text_input':
    case 'url_text_input':
      return { type: element.type, value: element.initial_value ?? null }
    case 'static_select':
    case 'radio_buttons':
      return { type: element.type, selected_option: element.initial_option ?? null }
    case 'multi_static_select':
    case 'checkboxes':
      return { type: element.type, selected_options: element.initial_options ?? [] }
    case 'datetimepicker':
      return { type: element.type, selected_date_time: element.initial_date_time ?? null }
    default:
      return { type: element.type, files: [] }
  }
}

const isInput = (block: { type: string }): block is InputBlock => block.type === 'input'

function stateOf(view: ModalView) {
  const inputs = view.blocks.filter((block): block is KnownBlock & InputBlock => isInput(block))
  const values = inputs.map((block) => [block.block_id, { value: untouched(block.element) }])
  return { values: Object.fromEntries(values) }
}

function expected(field: Field): FieldValue {
  switch (field.type) {
    case 'text':
    case 'url':
      return { type: 'text', text: field.value }
    case 'choice':
      return { type: 'choice', id: field.value }
    case 'choices':
      return { type: 'choices', ids: field.value }
    case 'instant':
      return { type: 'instant', at: field.value }
    case 'files':
      return { type: 'files', added: [], kept: field.value.map((file) => file.sha256) }
  }
}

describe('answers', () => {
  test('given any filled-in form, when it is sent untouched, then the same answers come back', () => {
    fc.assert(
      fc.property(form, (shown) => {
        const view = formView(shown, context)
        const fields = shown.sections.flatMap((section) => section.fields)
        const wanted = Object.fromEntries(fields.map((field) => [field.id, expected(field)]))
        expect(formValues(stateOf(view))).toEqual(wanted)
        expect(decodeFormMetadata(view.private_metadata)).toEqual({
          purpose: shown.purpose,
          locale: shown.locale,
        })
      }),
      { numRuns: 150 },
    )
  })

  test('given a state that is none of ours, then it has no answers', () => {
    expect(formValues(undefined)).toEqual({})
    expect(formValues({ values: { other: { a: { type: 'plain_text_input', value: 'x' } } } })).toEqual({})
    expect(formValues({ values: { 'field:a': { value: { type: 'rich_text_input' } } } })).toEqual({})
  })

  test('given new and stored files, then both come back as one answer', () => {
    const state = {
      values: {
        'kept:media': { value: { type: 'checkboxes', selected_options: [{ value: 'abc' }] } },
        'field:media': { value: { type: 'file_input', files: [{ id: 'F1' }, { id: 'F2' }] } },
      },
    }
    expect(formValues(state)).toEqual({
      media: { type: 'files', added: [{ id: 'F1' }, { id: 'F2' }], kept: ['abc'] },
    })
  })
})

describe('errors and typed texts', () => {
  const blocks = [
    { type: 'section' },
    { type: 'input', block_id: 'field:a', label: { text: 'A' } },
    { type: 'input', block_id: 'field:b', label: { text: 'B' } },
  ]

  test('given errors, then each stands at its field, and one about no field at the first', () => {
    const errors = { b: asPlain('too long'), gone: asPlain('missing') }
    expect(errorsByBlock(errors, blocks)).toEqual({ 'field:b': 'too long', 'field:a': 'missing' })
    expect(errorsByBlock(errors, [])).toBeNull()
  })

  test('given a submission, then every text in it can be given back under its label', () => {
    const state = {
      values: {
        'field:a': { value: { type: 'plain_text_input', value: 'x'.repeat(3000) } },
        'field:b': { value: { type: 'plain_text_input', value: null } },
      },
    }
    expect(typedTexts({ state, blocks })).toEqual([{ label: 'A', text: 'x'.repeat(3000) }])
  })
})

describe('buttons', () => {
  const claim = {
    request: '01JD0000000000000000000000',
    verb: 'approve' as const,
    digest: 'a'.repeat(64),
    version: 3,
    subject: 'security',
    follows: 'form' as const,
    locale: 'de' as const,
  }

  test('given a button, then its value says what it said', () => {
    expect(decodeButton(encodeButton(claim))).toEqual(claim)
  })

  const malformed = [
    undefined,
    null,
    7,
    '',
    '{',
    '[]',
    'null',
    '{}',
    encodeButton(claim).replace('approve', 'approve_all'),
    encodeButton(claim).replace('aaaa', 'AAAA'),
    encodeButton(claim).replace('}', ',"x":1}'),
    encodeButton({ ...claim, request: '../../etc' }),
    encodeButton({ ...claim, version: -1 }),
  ]
  test.each(malformed)('given %s, then it is no action', (value) => {
    expect(decodeButton(value)).toBeNull()
    expect(decodePage(value)).toBeNull()
    expect(decodeFormMetadata(value)).toBeNull()
  })

  test('given any value whatsoever, then decoding says no and does not throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (value) => {
        expect(decodeButton(value)).toBeNull()
        expect(decodeFormMetadata(value)).toBeNull()
      }),
    )
  })
})
