/**
 * `npm run bundle [folder]`: the whole program as one file, which starts several times as fast as the sources and needs no
 * node_modules but the database's native part. The folder (`dist` by default) is emptied first, and is all that an image needs.
 */
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { bundlePage } from '../adapters/sandbox/page/bundle.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Two folders deep, as the sources are, so that the same relative addresses lead to the migrations. */
const place = 'adapters/bundle'

/** Packages from before ES modules ask for these. */
const banner = `
import { createRequire as requireFor } from 'node:module'
const require = requireFor(import.meta.url)
const __filename = import.meta.filename
const __dirname = import.meta.dirname
`

/** Gives the path of the file to start with Node. */
export async function bundle(folder: string): Promise<string> {
  rmSync(folder, { recursive: true, force: true })
  const program = join(folder, place, 'countersign.mjs')
  mkdirSync(dirname(program), { recursive: true })
  await build({
    entryPoints: [join(root, 'adapters/main.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    minifySyntax: true,
    minifyWhitespace: true,
    // Names stay: they are in the log and in messages for operators.
    keepNames: true,
    legalComments: 'external',
    logLevel: 'error',
    banner: { js: banner },
    // A native part, a bundler that the prepared page makes needless, and what its users must add to `pg` themselves.
    external: ['better-sqlite3', 'esbuild', 'pg-native'],
  })
  const { script, style } = await bundlePage()
  writeFileSync(join(folder, place, 'page.js'), script)
  writeFileSync(join(folder, place, 'page.css'), style)
  cpSync(join(root, 'migrations'), join(folder, 'migrations'), { recursive: true })
  copySqlite(join(folder, 'node_modules/better-sqlite3'))
  return program
}

/** The native part for every Linux, and for this machine. */
function copySqlite(to: string): void {
  const from = join(root, 'node_modules/better-sqlite3')
  for (const part of ['package.json', 'LICENSE', 'lib'])
    cpSync(join(from, part), join(to, part), { recursive: true })
  const here = `${process.platform}-${process.arch}.node`
  for (const built of readdirSync(join(from, 'prebuilds')))
    if (built.startsWith('linux') || built === here)
      cpSync(join(from, 'prebuilds', built), join(to, 'prebuilds', built))
}

if (process.argv[1] === import.meta.filename) {
  const folder = resolve(process.argv[2] ?? 'dist')
  process.stdout.write(`${await bundle(folder)}\n`)
}
