import { expect, test } from 'vitest'
import { decodeButton, encodeButton } from '../../../adapters/slack/button.ts'
import { limits } from '../../../adapters/slack/limits.ts'

test('given an approval with a hundred conditions, when the button for accepting them comes back, then it names all', () => {
  const button = {
    request: '01JB0000000000000000000000',
    verb: 'accept_conditions',
    digest: 'a'.repeat(64),
    version: 40,
    subject: Array.from({ length: 100 }, (_, index) => `c10.${index + 1}`).join(),
    follows: 'confirm',
    locale: 'de',
  } as const
  const value = encodeButton(button)
  expect(value.length).toBeLessThanOrEqual(limits.button.value)
  expect(decodeButton(value)).toEqual(button)
})
