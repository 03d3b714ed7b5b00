import { readFile } from 'node:fs/promises'
import { loadOrganisation } from '../../src/config/load.ts'
import type { ConfigProblem, Organisation } from '../../src/config/types.ts'

/** The organisation's file with its text, for messages that quote it. */
export interface OrganisationFile {
  readonly name: string
  readonly text: string
  /** Null where there are problems. */
  readonly organisation: Organisation | null
  readonly problems: readonly ConfigProblem[]
}

/** Reads and checks `countersign.yaml`. A file that cannot be read is a problem like any other. */
export async function readOrganisation(name: string): Promise<OrganisationFile> {
  let text: string
  try {
    text = await readFile(name, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    const missing: ConfigProblem = {
      source: 'file',
      path: '',
      line: null,
      column: null,
      message: code === 'ENOENT' ? 'there is no such file' : `the file cannot be read (${code})`,
      suggestion:
        'copy countersign.example.yaml to countersign.yaml, or name your file in COUNTERSIGN_CONFIG',
    }
    return { name, text: '', organisation: null, problems: [missing] }
  }
  const loaded = loadOrganisation(text)
  return loaded.ok
    ? { name, text, organisation: loaded.value, problems: [] }
    : { name, text, organisation: null, problems: loaded.problems }
}
