import { z } from 'zod'

/** Non-empty text that identifies something. */
export const identifier = z.string().min(1)
export const digest = z.string().regex(/^[0-9a-f]{64}$/)
/** Whole milliseconds since 1970. */
export const instant = z.int()
export const count = z.int().min(1)

export const deadline = z.strictObject({
  startedAt: instant,
  dueAt: instant,
  reminders: z.array(instant).readonly(),
  widensAt: instant.exactOptional(),
})

export const duration = z.discriminatedUnion('unit', [
  z.strictObject({ unit: z.literal('elapsed'), milliseconds: z.number() }),
  z.strictObject({ unit: z.literal('working_hours'), hours: z.number() }),
  z.strictObject({ unit: z.literal('working_days'), days: z.number() }),
])

/**
 * A record whose order of keys means something to people. Stored as a list of pairs, because canonical JSON sorts the
 * keys of objects. Refuses a key that comes twice.
 */
export function orderedRecord<Value extends z.ZodType>(value: Value) {
  const pairs = z
    .array(z.tuple([identifier, value]))
    .refine((list) => new Set(list.map(([key]) => key)).size === list.length)
  return z.codec(pairs, z.record(identifier, value), {
    decode: (list) => Object.fromEntries(list) as Record<string, z.input<Value>>,
    encode: (record) => Object.entries(record) as [string, z.output<Value>][],
  })
}
