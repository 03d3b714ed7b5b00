import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plugin } from 'esbuild'
import express, { type Router } from 'express'
import type { PageLanguage } from '../protocol.ts'

export interface Page {
  readonly router: Router
  ready(): Promise<void>
}

interface Bundle {
  readonly script: string
  readonly style: string
}

/**
 * The library that draws blocks puts the same id on every message and hangs its styles on it. Ids must be unique in a
 * page, so the id becomes a class of ours.
 */
const uniqueIds: Plugin = {
  name: 'unique-ids',
  setup(build) {
    build.onLoad({ filter: /slack-blocks-to-jsx[\\/]dist[\\/]index\.mjs$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replaceAll('id:"slack_blocks_to_jsx",', ''),
      loader: 'js',
    }))
    build.onLoad({ filter: /slack-blocks-to-jsx[\\/]dist[\\/]style\.css$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8'))
        .replaceAll('#slack_blocks_to_jsx', '.slack-blocks')
        // Set there with !important, which no rule of ours could outweigh without the same.
        .replace(/font-family:-apple-system[^;}]*!important/, 'font-family:inherit'),
      loader: 'css',
    }))
  },
}

/** Bundles the page in memory. esbuild is loaded here only, so that an installation without sandbox never needs it. */
export async function bundlePage(): Promise<Bundle> {
  const { build } = await import('esbuild')
  const result = await build({
    entryPoints: ['main.tsx', 'styles/page.css'].map((file) => join(import.meta.dirname, 'client', file)),
    bundle: true,
    write: false,
    outdir: 'page',
    minify: true,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [uniqueIds],
  })
  const textOf = (end: string) => result.outputFiles.find((file) => file.path.endsWith(end))?.text ?? ''
  return { script: textOf('.js'), style: textOf('.css') }
}

/** What was bundled with the program, which brings no sources of the page along; null where it runs from its sources. */
async function preparedPage(): Promise<Bundle | null> {
  if (!import.meta.filename.endsWith('.mjs')) return null
  const read = (name: string) => readFile(join(import.meta.dirname, name), 'utf8')
  return { script: await read('page.js'), style: await read('page.css') }
}

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0f5c52"/><path d="M8 17.5l5 5L24 11" fill="none" stroke="#fff" stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round"/></svg>`

const html = (path: string, language: PageLanguage | null) => `<!doctype html>
<html lang="${language ?? 'en'}"${language === null ? '' : ` data-language="${language}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Countersign Sandbox</title>
<link rel="icon" href="${path}/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${path}/page.css">
</head>
<body>
<div id="root"></div>
<noscript>The sandbox needs JavaScript.</noscript>
<script src="${path}/page.js"></script>
</body>
</html>
`

/** The page and its two files. Bundling starts at once, and requests wait for it. */
export function createPage(options: { path: string; language: PageLanguage | null }): Page {
  const bundle = preparedPage().then((prepared) => prepared ?? bundlePage())
  // Whoever asks for the page gets the error; nobody asking must not end the process.
  bundle.catch(() => {})
  const router = express.Router()
  router.get('/', (_request, response) => {
    response.type('html').send(html(options.path, options.language))
  })
  router.get('/page.js', async (_request, response) => {
    response.type('js').send((await bundle).script)
  })
  router.get('/page.css', async (_request, response) => {
    response.type('css').send((await bundle).style)
  })
  router.get('/icon.svg', (_request, response) => {
    response.type('svg').send(icon)
  })
  return { router, ready: async () => void (await bundle) }
}
