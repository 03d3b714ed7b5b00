import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(
  new URL('../../../adapters/sandbox/page/client/styles/base.css', import.meta.url),
  'utf8',
)

/** The colours of a theme: what it does not set is as in the light one. */
function colours(theme: 'light' | 'dark'): Map<string, string> {
  const [light = '', dark = ''] = css.split(':root[data-theme="dark"]')
  const read = (text: string) =>
    [...text.slice(0, text.indexOf('}')).matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(
      ([, name, value]) => [name ?? '', value ?? ''] as const,
    )
  return new Map([...read(light), ...(theme === 'dark' ? read(dark) : [])])
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(colour.slice(start, start + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrast = (one: string, other: string) => {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['canvas', 'surface', 'surface-2', 'surface-3']
const pairs = [
  ...['ink', 'ink-2', 'ink-3'].flatMap((ink) => grounds.map((ground) => [ink, ground] as const)),
  ['accent-text', 'surface'],
  ['accent-text', 'accent-soft'],
  ['ink', 'accent-soft'],
  ['ink-2', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-accent', 'danger'],
  ['on-accent', 'danger-hover'],
  ['warn-ink', 'warn-soft'],
  ['ink', 'danger-soft'],
  ['link', 'surface'],
  ['link', 'mention'],
] as const

test.each(['light', 'dark'] as const)(
  'given the %s theme, then every text can be read (WCAG AA)',
  (theme) => {
    const known = colours(theme)
    const tooWeak = pairs.flatMap(([ink, ground]) => {
      const ratio = contrast(known.get(ink) ?? '#808080', known.get(ground) ?? '#808080')
      return ratio >= 4.5 ? [] : [`${ink} on ${ground}: ${ratio.toFixed(2)}`]
    })
    expect(tooWeak).toEqual([])
  },
)
