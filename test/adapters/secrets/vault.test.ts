import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createVault } from '../../../adapters/secrets/vault.ts'

const [old, fresh] = [randomBytes(32), randomBytes(32)]

describe('given a vault', () => {
  test('when anything is sealed, then the same key and the same name open it, and the text shows nowhere', () => {
    const vault = createVault([old])
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 8 }), fc.string(), (text, about) => {
        const sealed = vault.seal(text, about)
        expect(vault.open(sealed, about)).toEqual({
          outcome: 'opened',
          text: text.toWellFormed(),
          current: true,
        })
        expect(sealed).not.toContain(text)
        expect(vault.seal(text, about)).not.toBe(sealed)
      }),
    )
  })

  test('when one character of it is changed, then it does not open', () => {
    const vault = createVault([old])
    const sealed = vault.seal('xoxb-secret', 'slack:T1')
    for (let at = 0; at < sealed.length; at++) {
      const other = sealed[at] === 'A' ? 'B' : 'A'
      const changed = sealed.slice(0, at) + other + sealed.slice(at + 1)
      const answer = vault.open(changed, 'slack:T1')
      // The last character of base64 may carry bits that mean nothing.
      if (answer.outcome === 'opened') expect(at).toBe(sealed.length - 1)
    }
    for (const text of ['', 'v1', 'v1...', `${sealed}.`, sealed.slice(0, -4), sealed.replace('v1', 'v2')])
      expect(vault.open(text, 'slack:T1').outcome).not.toBe('opened')
  })

  test('when one workspace’s tokens are put in the place of another’s, then they do not open', () => {
    const vault = createVault([old])
    expect(vault.open(vault.seal('xoxb-secret', 'slack:T1'), 'slack:T2')).toEqual({ outcome: 'damaged' })
  })

  test('when a new key is put before the old one, then old text opens and is told apart; new text needs the new key', () => {
    const before = createVault([old]).seal('xoxb-secret', 'slack:T1')
    const both = createVault([fresh, old])
    expect(both.open(before, 'slack:T1')).toEqual({ outcome: 'opened', text: 'xoxb-secret', current: false })
    const after = both.seal('xoxb-secret', 'slack:T1')
    expect(createVault([fresh]).open(after, 'slack:T1')).toMatchObject({ outcome: 'opened', current: true })
    expect(createVault([old]).open(after, 'slack:T1')).toMatchObject({ outcome: 'unknown_key' })
  })
})
