import { z } from 'zod'
import type { DirectoryEvent } from '../app/ports.ts'
import { canonicalJson } from './canonical.ts'
import { CodecError } from './error.ts'
import type { StoredForm } from './event.ts'
import { directoryEventSchema } from './schemas/directory-event.ts'
import { storableText } from './text.ts'

/** The form in which each type is written today; see `schemaVersions` of requests. */
export const directorySchemaVersions: Readonly<Record<DirectoryEvent['type'], number>> = {
  went_away: 1,
  absence_changed: 1,
  came_back: 1,
  accounts_joined: 1,
  account_parted: 1,
}

/** The form to store. Throws `CodecError` where the event is not what its type promises or holds unstorable text. */
export function encodeDirectoryEvent(event: DirectoryEvent): StoredForm {
  const encoded = z.safeEncode(directoryEventSchema, event)
  if (!encoded.success) throw malformed(event.type)
  const { type, at, by, ...payload } = encoded.data
  storableText(by, 'who acted')
  return { type, schema: directorySchemaVersions[type], at, by, payload: canonicalJson(payload) }
}

/** The reverse. Throws `CodecError`: `unknown_type`, `newer_schema`, or `malformed`. */
export function decodeDirectoryEvent({ type, schema, at, by, payload }: StoredForm): DirectoryEvent {
  if (!isType(type)) throw new CodecError('unknown_type', `no event type ${JSON.stringify(type)} is known`)
  if (schema > directorySchemaVersions[type])
    throw new CodecError('newer_schema', `event ${type} is stored in form ${schema}, which is newer`)
  const decoded = directoryEventSchema.safeParse({ ...fieldsOf(type, payload), type, at, by })
  if (!decoded.success) throw malformed(type)
  return decoded.data
}

const isType = (type: string): type is DirectoryEvent['type'] => Object.hasOwn(directorySchemaVersions, type)

function fieldsOf(type: string, payload: string): Readonly<Record<string, unknown>> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(payload))
  } catch {
    throw malformed(type)
  }
}

/** Never with the value: who is away and why is nobody's business but the ledger's. */
const malformed = (type: string) => new CodecError('malformed', `event ${type} of the directory`)
