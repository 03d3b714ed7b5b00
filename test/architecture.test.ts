import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** Every source file with the modules that it imports, repository-relative for our own, by package for others. */
function imports(folder: string): { file: string; targets: string[] }[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name))
    .map((file) => ({ file, targets: importsOf(file) }))
}

function importsOf(file: string): string[] {
  const source = readFileSync(join(root, file), 'utf8')
  const found = source.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^'"\n;]*?(?:\{[^}]*\}[^'"\n;]*?)?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s+['"]([^'"]+)['"]/g,
  )
  return [...found]
    .map((match) => match[1] ?? match[2] ?? match[3] ?? '')
    .map((target) => (target.startsWith('.') ? relative(root, resolve(root, dirname(file), target)) : target))
}

const packageOf = (target: string) =>
  target.startsWith('@') ? target.split('/').slice(0, 2).join('/') : target.split('/')[0]
const isOurs = (target: string) => /^(src|adapters|test|migrations)\//.test(target)

/** The only files that know all adapters. */
const isCompositionRoot = (file: string) => /^adapters\/(main|compose|operator\/[a-z-]+)\.ts$/.test(file)

/** What a room may import: our own folders, and packages. Anything else is a wall. */
const rooms: { room: string; ours: string[]; packages: string[] }[] = [
  { room: 'src/domain', ours: ['src/domain'], packages: [] },
  {
    room: 'src/calendar',
    ours: ['src/domain', 'src/calendar'],
    packages: ['temporal-polyfill', 'date-holidays'],
  },
  {
    room: 'src/codec',
    ours: ['src/domain', 'src/codec', 'src/app/ports.ts'],
    packages: ['zod', 'canonicalize', 'node:crypto'],
  },
  { room: 'src/view', ours: ['src/domain', 'src/view'], packages: ['diff'] },
  {
    room: 'src/config',
    ours: ['src/domain', 'src/view/text.ts', 'src/calendar', 'src/config'],
    packages: ['zod', 'yaml', 'date-holidays', 'node:fs', 'node:path', 'node:url', 'node:net', 'ipaddr.js'],
  },
  {
    room: 'src/app',
    ours: ['src/domain', 'src/view', 'src/codec', 'src/calendar', 'src/config', 'src/app'],
    packages: ['ipaddr.js'],
  },
]

describe('given the map of the architecture', () => {
  for (const { room, ours, packages } of rooms)
    test(`then ${room} imports only ${[...ours, ...packages].join(', ')}`, () => {
      const strays = imports(room).flatMap(({ file, targets }) =>
        targets
          .filter((target) =>
            isOurs(target)
              ? !ours.some((allowed) => target === allowed || target.startsWith(`${allowed}/`))
              : !packages.includes(packageOf(target) ?? ''),
          )
          .map((target) => `${file} -> ${target}`),
      )
      expect(strays).toEqual([])
    })

  test('then no adapter imports another adapter, and none is imported by the product', () => {
    const adapterOf = (path: string) => /^adapters\/([^/]+)\//.exec(path)?.[1]
    const strays = [...imports('adapters'), ...imports('src')]
      .filter(({ file }) => !isCompositionRoot(file))
      .flatMap(({ file, targets }) =>
        targets
          .filter((target) => target.startsWith('adapters/') && adapterOf(target) !== adapterOf(file))
          .map((target) => `${file} -> ${target}`),
      )
    expect(strays).toEqual([])
  })

  test('then the SDK of a platform or database stays in its adapter', () => {
    const homes: Record<string, string> = {
      '@slack/bolt': 'adapters/slack/',
      '@slack/web-api': 'adapters/slack/',
      // One file, so that its successor can take its place there.
      botbuilder: 'adapters/teams/receive.ts',
      'better-sqlite3': 'adapters/store-sqlite/',
      'drizzle-orm': 'adapters/store-',
      pg: 'adapters/store-postgres/',
      aws4fetch: 'adapters/blobs-s3/',
      pino: 'adapters/log/',
      commander: 'adapters/cli/',
      'prom-client': 'adapters/metrics/',
      react: 'adapters/sandbox/',
      esbuild: 'adapters/sandbox/',
    }
    const strays = [...imports('src'), ...imports('adapters')].flatMap(({ file, targets }) =>
      targets
        .filter((target) => {
          const home = homes[packageOf(target) ?? '']
          return home !== undefined && !file.startsWith(home)
        })
        .map((target) => `${file} -> ${target}`),
    )
    expect(strays).toEqual([])
  })

  test('then only the composition root reads the environment', () => {
    const readers = [...imports('src'), ...imports('adapters')]
      .map(({ file }) => file)
      .filter((file) => file !== 'adapters/main.ts')
      .filter((file) => /process\.env\b(?!\.NODE_ENV)/.test(readFileSync(join(root, file), 'utf8')))
    expect(readers).toEqual([])
  })

  test('then the domain reads no clock and draws no lots', () => {
    const impure = imports('src/domain')
      .map(({ file }) => file)
      .filter((file) =>
        /Date\.now|new Date\(\s*\)|Math\.random|performance\.|async |await /.test(
          readFileSync(join(root, file), 'utf8'),
        ),
      )
    expect(impure).toEqual([])
  })
})

describe('given the migrations of a database', () => {
  // Two branches that each add the next one agree in every file, and stop the program at its next start.
  test.each(['sqlite', 'postgres'])('then %s numbers them from 1, each number once', (database) => {
    const names = readdirSync(join(root, 'migrations', database)).sort()
    const numbers = names.map((name) => /^(\d{4})_[a-z_]+\.sql$/.exec(name)?.[1] ?? name)
    expect(numbers).toEqual(names.map((_, index) => String(index + 1).padStart(4, '0')))
  })
})
