/**
 * A real browser out of node_modules: Chromium comes compressed in the package and is unpacked once, to the system's
 * folder for temporary files.
 */
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sparticuz from '@sparticuz/chromium'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

export interface RunningBrowser {
  /** A page of its own, with cookies and storage of its own; errors of its scripts are kept in `problems`. */
  openPage(options?: BrowserContextOptions): Promise<{ page: Page; problems: string[] }>
  close(): Promise<void>
}

/** Our own list: the package's switches web security off, which the sandbox's guards are tested against. */
const flags = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--font-render-hinting=none',
]

/** The package's fonts beside the system's, so that pages and their pictures look the same on every machine. */
async function fontConfiguration(): Promise<string> {
  const file = join(tmpdir(), 'countersign-test-fonts.conf')
  const content = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>${join(tmpdir(), 'fonts')}</dir></fontconfig>`
  await writeFile(file, content)
  return file
}

export async function launchBrowser(): Promise<RunningBrowser> {
  const browser: Browser = await chromium.launch({
    executablePath: await sparticuz.executablePath(),
    headless: true,
    args: flags,
    env: { ...process.env, FONTCONFIG_FILE: await fontConfiguration() },
  })
  return {
    async openPage(options = {}) {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        locale: 'en-GB',
        reducedMotion: 'reduce',
        ...options,
      })
      const page = await context.newPage()
      const problems: string[] = []
      page.on('pageerror', (error) => problems.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text())
      })
      return { page, problems }
    },
    close: () => browser.close(),
  }
}
