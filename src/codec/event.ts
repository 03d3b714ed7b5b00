import { z } from 'zod'
import type { RequestEvent, RequestEventType } from '../domain/request/events.ts'
import { canonicalJson } from './canonical.ts'
import { CodecError } from './error.ts'
import { eventSchema } from './schemas/event.ts'
import { schemaVersions, shippedUpcasters, type Upcasters, upcast } from './upcast.ts'

/** An event as every store keeps it. */
export interface StoredForm {
  readonly type: string
  /** The version of the payload's form, counted per type. */
  readonly schema: number
  /** Epoch milliseconds. */
  readonly at: number
  /** The person who acted, or `clock`. */
  readonly by: string
  /** Canonical JSON (RFC 8785) of the fields besides these four. */
  readonly payload: string
}

/** The form to store. Throws `CodecError` where the event is not what its type promises or holds unstorable text. */
export function encodeEvent(event: RequestEvent): StoredForm {
  const encoded = z.safeEncode(eventSchema, event)
  if (!encoded.success) throw malformed(event.type, encoded.error)
  const { type, at, by, ...payload } = encoded.data
  const text = canonicalJson(payload)
  return { type, schema: schemaVersions[type], at, by, payload: text }
}

/**
 * The event of a stored form, brought up to date by upcasters.
 * Throws `CodecError`: `unknown_type`, `newer_schema`, `no_upcaster`, or `malformed`.
 */
export function decodeEvent(stored: StoredForm, upcasters: Upcasters = shippedUpcasters): RequestEvent {
  const { type, at, by } = stored
  if (!isEventType(type))
    throw new CodecError('unknown_type', `no event type ${JSON.stringify(type)} is known`)
  const payload = upcast({ type, schema: stored.schema, payload: parseObject(stored) }, upcasters)
  const decoded = eventSchema.safeParse({ ...payload, type, at, by })
  if (!decoded.success) throw malformed(type, decoded.error)
  return decoded.data
}

/** Every event type, in the order of a request's life. */
export const eventTypes: readonly RequestEventType[] = eventSchema.options.map(
  (option) => option.shape.type.value,
)

function isEventType(type: string): type is RequestEventType {
  return Object.hasOwn(schemaVersions, type)
}

const anyObject = z.record(z.string(), z.unknown())

function parseObject({ type, payload }: StoredForm): Readonly<Record<string, unknown>> {
  try {
    return anyObject.parse(JSON.parse(payload))
  } catch (cause) {
    throw new CodecError('malformed', `the payload of a stored ${type} is not a JSON object`, { cause })
  }
}

/** Says where and which rule, never the value: content must not reach a log. */
function malformed(type: string, error: z.ZodError): CodecError {
  const places = error.issues.map((issue) => `${issue.path.join('.') || '(whole)'}: ${issue.code}`)
  return new CodecError('malformed', `event ${type}: ${places.join(', ')}`)
}
