/**
 * Writes `countersign.schema.json` anew from the schema of the configuration: `node test/config/write-schema.ts`.
 * The test beside it compares the two.
 */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { organisationJsonSchema } from '../../src/config/json-schema.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
writeFileSync(`${root}countersign.schema.json`, `${JSON.stringify(organisationJsonSchema(), null, 2)}\n`)
execFileSync('npx', ['biome', 'format', '--write', 'countersign.schema.json'], {
  cwd: root,
  stdio: 'inherit',
})
