import type { Complain, Lookup } from './environment.ts'

const bytes = 32
const howTo = 'Make one with: openssl rand -base64 32'

/**
 * The keys that encrypt stored tokens: the present one, then those of before, separated by commas. Each is 32 random bytes
 * in base64 or hexadecimal. Null when there is none; complains about every one that is no such key.
 */
export function secretFrom(look: Lookup, complain: Complain): readonly Uint8Array[] | null {
  const text = look('COUNTERSIGN_SECRET')
  // Quotes around a value are complained about for all variables alike.
  if (text === null || /^["']/.test(text)) return null
  const keys: Uint8Array[] = []
  for (const [index, part] of text.split(',').entries()) {
    const key = keyFrom(part.trim())
    const which = index === 0 ? 'must' : `must, at place ${index + 1},`
    if (key === null)
      return complain('COUNTERSIGN_SECRET', `${which} be 32 bytes in base64 or hexadecimal`, howTo)
    if (isWeak(key))
      return complain('COUNTERSIGN_SECRET', `${which} be random bytes, not text or a pattern`, howTo)
    if (keys.some((known) => sameBytes(known, key)))
      return complain(
        'COUNTERSIGN_SECRET',
        'holds the same key twice',
        'Put the new key first, then the old one.',
      )
    keys.push(key)
  }
  return keys
}

function keyFrom(text: string): Uint8Array | null {
  const encoding = /^[0-9a-f]{64}$/i.test(text)
    ? 'hex'
    : /^[A-Za-z0-9+/_-]{43}=?$/.test(text)
      ? 'base64'
      : null
  if (encoding === null) return null
  const key = new Uint8Array(Buffer.from(text, encoding))
  return key.length === bytes ? key : null
}

/** 32 random bytes have fewer than 16 different ones, or are all printable, once in more than a billion lives. */
function isWeak(key: Uint8Array): boolean {
  return new Set(key).size < 16 || key.every((byte) => byte >= 32 && byte < 127)
}

const sameBytes = (one: Uint8Array, other: Uint8Array) => one.every((byte, index) => byte === other[index])
