import { z } from 'zod'
import { identifier } from './basics.ts'

const draftShape = {
  text: z.string(),
  owner: z.enum(['requester', 'group']),
  due: z.enum(['before_publication', 'after_publication']),
}
const drafts = z.array(z.strictObject(draftShape)).readonly()

export const condition = z.strictObject({ ...draftShape, id: identifier, from: identifier })

export const decision = z.discriminatedUnion('verb', [
  z.strictObject({ verb: z.literal('approve'), comment: z.string() }),
  z.strictObject({ verb: z.literal('approve_with_conditions'), conditions: drafts, comment: z.string() }),
  z.strictObject({ verb: z.literal('request_changes'), changes: z.string() }),
  z.strictObject({ verb: z.literal('reject'), reason: z.string(), wouldAccept: z.string() }),
])

export const ruling = z.discriminatedUnion('verb', [
  z.strictObject({ verb: z.literal('approve'), reason: z.string() }),
  z.strictObject({ verb: z.literal('approve_with_conditions'), conditions: drafts, reason: z.string() }),
  z.strictObject({ verb: z.literal('reject'), reason: z.string() }),
  z.strictObject({ verb: z.literal('send_back'), reason: z.string() }),
])
