/** The words of a message, from the markup in which Teams hands it over. */

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

function decode(text: string): string {
  return text.replaceAll(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/giu,
    (whole, decimal, hex, name) => {
      const code =
        decimal !== undefined ? Number(decimal) : hex !== undefined ? Number.parseInt(hex, 16) : null
      if (code !== null) return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
      return entities[String(name).toLowerCase()] ?? whole
    },
  )
}

/** One tag. Nothing is looked for behind the next angle bracket, so that a text of brackets costs no more than another. */
const tag = /<[^<>]{0,2000}>/gu

const elements = {
  at: { opening: /<at\b[^<>]*>/giu, closing: /<\/at>/giu },
  script: { opening: /<script\b/giu, closing: /<\/script\s*>/giu },
  style: { opening: /<style\b/giu, closing: /<\/style\s*>/giu },
} as const

/** `between` in place of every such element that is closed. Reads the text once, whatever is in it. */
function without(html: string, { opening, closing }: (typeof elements)[keyof typeof elements], between = '') {
  const kept: string[] = []
  let from = 0
  for (;;) {
    opening.lastIndex = from
    const begin = opening.exec(html)
    if (begin === null) break
    closing.lastIndex = opening.lastIndex
    if (closing.exec(html) === null) break
    kept.push(html.slice(from, begin.index))
    from = closing.lastIndex
  }
  return [...kept, html.slice(from)].join(between)
}

const onOneLine = (html: string): string =>
  html
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ')

/** Paragraphs and line breaks stay, everything else of the markup goes. */
export function plainTextOf(html: string): string {
  const text = onOneLine(without(without(html, elements.script), elements.style))
    .replaceAll(/<br\s*\/?>|<\/(p|div|li|h[1-6]|tr|blockquote)\s*>/giu, '\n')
    .replaceAll(tag, '')
  return decode(text)
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim()
}

/** What somebody wrote to the bot, without its own name in front. */
export const commandText = (text: string): string =>
  decode(without(text, elements.at, ' ').replaceAll(tag, ' '))
    .replaceAll(/\s+/gu, ' ')
    .trim()

const quoting = /<blockquote\b[^<>]*\bitemid="(\d{1,20})"/iu
const quoteEnd = /<\/blockquote>/giu

/** The message that somebody quoted to answer it, as Teams marks it up, and what they said to it; null for no quote. */
export function quotedIn(html: string): { readonly message: string; readonly said: string } | null {
  const quote = quoting.exec(html)
  const message = quote?.[1]
  if (quote === null || message === undefined) return null
  quoteEnd.lastIndex = quote.index
  if (quoteEnd.exec(html) === null) return null
  return { message, said: plainTextOf(`${html.slice(0, quote.index)} ${html.slice(quoteEnd.lastIndex)}`) }
}

export const firstLink = (text: string): string | null => /https?:\/\/[^\s<>"')\]]+/u.exec(text)?.[0] ?? null
