/**
 * Writes `countersign.schema.json` anew from the schema of the configuration: `node test/config/write-schema.ts`.
 * The test beside it compares the two. Biome leaves the file alone, so that this is its only form.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { organisationJsonSchema } from '../../src/config/json-schema.ts'

const file = fileURLToPath(new URL('../../countersign.schema.json', import.meta.url))
writeFileSync(file, `${JSON.stringify(organisationJsonSchema(), null, 2)}\n`)
