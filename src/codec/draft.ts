import { z } from 'zod'
import type { Draft } from '../app/ports.ts'
import { canonicalJson } from './canonical.ts'
import { CodecError } from './error.ts'
import { storableText } from './text.ts'

type Body = Pick<Draft, 'values' | 'media'>

const digest = z.string().regex(/^[0-9a-f]{64}$/)
const value = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string() }),
  z.strictObject({ type: z.literal('choice'), id: z.string().nullable() }),
  z.strictObject({ type: z.literal('choices'), ids: z.array(z.string()) }),
  z.strictObject({ type: z.literal('instant'), at: z.number().nullable() }),
  z.strictObject({
    type: z.literal('files'),
    added: z.array(z.strictObject({ id: z.string(), name: z.string().exactOptional() })),
    kept: z.array(digest),
  }),
])
const body = z.strictObject({
  values: z.record(z.string(), value),
  media: z.array(
    z.strictObject({ sha256: digest, name: z.string(), mimeType: z.string(), bytes: z.int().min(0) }),
  ),
})

/** What a draft holds, as text. Throws `CodecError` for text that not every database can keep. */
export function encodeDraftBody({ values, media }: Body): string {
  return storableText(canonicalJson({ values, media }), 'a draft')
}

/** The reverse. Throws `CodecError` `malformed`. */
export function decodeDraftBody(text: string): Body {
  try {
    return body.parse(JSON.parse(text))
  } catch (cause) {
    throw new CodecError('malformed', 'a draft', { cause })
  }
}
