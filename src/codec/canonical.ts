import canonicalize from 'canonicalize'
import { CodecError } from './error.ts'
import { storableText } from './text.ts'

/**
 * RFC 8785 canonical JSON: equal values give equal text, whatever the order of their keys.
 *
 * Throws `CodecError`: `unstorable_text` for NUL and half surrogate pairs in any string or key, `not_json` for what
 * JSON has no form for. Rejected: leaving out `undefined` as JSON.stringify does, because a field that silently
 * disappears from evidence is worse than a refused write.
 */
export function canonicalJson(value: unknown): string {
  refuseUnstorable(value, '$')
  const text = canonicalize(value)
  if (text === undefined) throw new CodecError('not_json', 'the value has no JSON form')
  return text
}

function refuseUnstorable(value: unknown, place: string): void {
  switch (typeof value) {
    case 'string':
      storableText(value, place)
      return
    case 'boolean':
      return
    case 'number':
      if (Number.isFinite(value)) return
      throw new CodecError('not_json', `${place} is not a finite number`)
    case 'object':
      if (value === null) return
      for (const [key, child] of Object.entries(value)) {
        storableText(key, `a key of ${place}`)
        refuseUnstorable(child, `${place}.${key}`)
      }
      return
    default:
      throw new CodecError('not_json', `${place} is of type ${typeof value}`)
  }
}
