import { describe, expect, test } from 'vitest'
import { limits, violations } from '../../../adapters/slack/limits.ts'

const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length), emoji: false })
const button = (also: object = {}) => ({ type: 'button', action_id: 'a', text: plain(5), ...also })
const message = (...blocks: object[]) => ({ text: 'news', blocks })
const modal = (blocks: object[], also: object = {}) => ({
  type: 'modal',
  title: plain(10),
  submit: plain(5),
  blocks,
  ...also,
})
const input = (element: object, also: object = {}) => ({
  type: 'input',
  block_id: 'i',
  label: plain(5),
  element: { action_id: 'value', ...element },
  ...also,
})
const option = (value: string, length = 5) => ({ text: plain(length), value })
const section = { type: 'section', text: plain(5) }

test('given views that Slack takes, then nothing is wrong with them', () => {
  expect(violations(message(section, { type: 'actions', elements: [button()] }))).toEqual([])
  expect(violations(modal([input({ type: 'plain_text_input', max_length: 3000 })]))).toEqual([])
  expect(violations({ type: 'home', blocks: [section] })).toEqual([])
})

// Each is one step over one limit of Slack's documentation.
const wrong: Record<string, unknown> = {
  'no text for the notification': { blocks: [section] },
  'too many blocks in a message': message(
    ...Array.from({ length: limits.message.blocks + 1 }, () => section),
  ),
  'too many blocks in a modal': modal(Array.from({ length: limits.view.blocks + 1 }, () => section)),
  'too much in a message': message(
    ...Array.from({ length: 5 }, () => ({ type: 'section', text: plain(2500) })),
  ),
  'an unknown block': message({ type: 'marquee' }),
  'an unknown field': message({ ...section, colour: 'red' }),
  'a long header': message({ type: 'header', text: plain(151) }),
  'a header in mrkdwn': message({ type: 'header', text: { type: 'mrkdwn', text: 'x' } }),
  'an empty text': message({ type: 'section', text: plain(0) }),
  'a long section': message({ type: 'section', text: plain(3001) }),
  'a section without text': message({ type: 'section' }),
  'eleven fields': message({ type: 'section', fields: Array.from({ length: 11 }, () => plain(5)) }),
  'a long field': message({ type: 'section', fields: [plain(2001)] }),
  'eleven context elements': message({
    type: 'context',
    elements: Array.from({ length: 11 }, () => plain(5)),
  }),
  'no buttons': message({ type: 'actions', elements: [] }),
  'twenty-six buttons': message({
    type: 'actions',
    elements: Array.from({ length: 26 }, (_, index) => button({ action_id: `a${index}` })),
  }),
  'two buttons of one id': message({ type: 'actions', elements: [button(), button()] }),
  'two blocks of one id': message({ ...section, block_id: 'b' }, { ...section, block_id: 'b' }),
  'a long button': message({ type: 'actions', elements: [button({ text: plain(76) })] }),
  'a long value': message({ type: 'actions', elements: [button({ value: 'x'.repeat(2001) })] }),
  'an unknown style': message({ type: 'actions', elements: [button({ style: 'normal' })] }),
  'a long question': message({
    type: 'actions',
    elements: [button({ confirm: { title: plain(5), text: plain(301), confirm: plain(3), deny: plain(3) } })],
  }),
  'a long answer to the question': message({
    type: 'actions',
    elements: [button({ confirm: { title: plain(5), text: plain(5), confirm: plain(31), deny: plain(3) } })],
  }),
  'an empty rich text': message({ type: 'rich_text', elements: [] }),
  'an empty run': message({
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }],
  }),
  'an image without a source': message({ type: 'image', alt_text: 'x' }),
  'a long modal title': modal([section], { title: plain(25) }),
  'inputs without submit': { type: 'modal', title: plain(5), blocks: [input({ type: 'plain_text_input' })] },
  'long metadata': modal([section], { private_metadata: 'x'.repeat(3001) }),
  'a long callback id': modal([section], { callback_id: 'x'.repeat(256) }),
  'an input that takes too much': modal([input({ type: 'plain_text_input', max_length: 3001 })]),
  'more filled in than may be': modal([
    input({ type: 'plain_text_input', max_length: 3, initial_value: 'four' }),
  ]),
  'a long option': modal([input({ type: 'static_select', options: [option('a', 76)] })]),
  'too many options': modal([
    input({ type: 'static_select', options: Array.from({ length: 101 }, (_, index) => option(`${index}`)) }),
  ]),
  'too many radio buttons': modal([
    input({ type: 'radio_buttons', options: Array.from({ length: 11 }, (_, index) => option(`${index}`)) }),
  ]),
  'a chosen option that is none': modal([
    input({ type: 'radio_buttons', options: [option('a')], initial_option: option('b') }),
  ]),
  'an unknown date': modal([input({ type: 'datetimepicker', initial_date_time: 12 })]),
  'eleven files': modal([input({ type: 'file_input', max_files: 11 })]),
  'a file input in a message': message(input({ type: 'file_input' })),
  'a long id': modal([input({ type: 'plain_text_input', action_id: 'x'.repeat(256) })]),
  'nothing at all': null,
}
describe('what Slack refuses', () => {
  test.each(Object.entries(wrong))('given %s, then it is told', (_, view) => {
    expect(violations(view)).not.toEqual([])
  })
})
