/** Where the golden files are, and what they must be. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'

export const folders = ['golden', 'golden/ledgers', 'golden-directory'] as const
export const placeOf = (file: string): URL => new URL(`../${file}`, import.meta.url)
export const ledgerPlace = (name: string): URL => placeOf(`golden/ledgers/${name}.json`)
/** The state that the ledger leads to, as it was when it was written, in canonical JSON. */
export const statePlace = (name: string): URL => placeOf(`golden/ledgers/${name}.state.json`)
export const listPlace = placeOf('golden/digests.txt')

/** Every golden file there is, from `test/codec`. */
export const goldenFiles = (): readonly string[] =>
  folders.flatMap((folder) =>
    readdirSync(placeOf(`${folder}/`))
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => `${folder}/${name}`),
  )

export const digestOf = (file: string): string =>
  createHash('sha256')
    .update(readFileSync(placeOf(file)))
    .digest('hex')

/** The committed list, as `sha256sum` writes it: the digest and the file of each line. */
export function committedDigests(): ReadonlyMap<string, string> {
  const lines = readFileSync(listPlace, 'utf8').split('\n')
  return new Map(
    lines
      .filter((line) => line !== '')
      .map((line) => {
        const [digest = '', file = ''] = line.split('  ')
        return [file, digest]
      }),
  )
}
