import { z } from 'zod'
import { organisationFile } from './file/organisation-file.ts'

/** As much of JSON Schema as is walked here. */
export interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly additionalProperties?: JsonSchema | boolean
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly [keyword: string]: unknown
}

/**
 * The JSON Schema (draft 2020-12) of `countersign.yaml`, for editors that complete and check while one types. It knows
 * the shape; what only `check-config` can know (people on both sides, unknown regions) is not in it.
 */
export function organisationJsonSchema(): JsonSchema {
  // Through text, because zod adds a hidden member for its own use.
  const schema: JsonSchema = JSON.parse(JSON.stringify(z.toJSONSchema(organisationFile, { io: 'input' })))
  return {
    ...schema,
    title: 'Countersign',
    description: 'The configuration of an organisation: who reviews, who rules, and in what time.',
  }
}

/** The keys that may stand in the block at the path; empty where any may, or none is known. */
export function keysAt(schema: JsonSchema, path: readonly PropertyKey[]): readonly string[] {
  const [segment, ...rest] = path
  if (segment === undefined) return Object.keys(schema.properties ?? {})
  const inside = [
    typeof segment === 'number' ? schema.items : schema.properties?.[String(segment)],
    typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined,
  ].find((each) => each !== undefined)
  if (inside !== undefined) return keysAt(inside, rest)
  return (schema.anyOf ?? []).flatMap((each) => keysAt(each, path))
}
