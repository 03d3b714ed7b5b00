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

/** Paragraphs and line breaks stay, everything else of the markup goes. */
export function plainTextOf(html: string): string {
  const text = html
    .replaceAll(/<(script|style)\b[\s\S]*?<\/\1\s*>/giu, '')
    .replaceAll(/\s*\n\s*/gu, ' ')
    .replaceAll(/<br\s*\/?>|<\/(p|div|li|h[1-6]|tr|blockquote)\s*>/giu, '\n')
    .replaceAll(/<[^>]{0,2000}>/gu, '')
  return decode(text)
    .replaceAll(/[ \t]+\n/gu, '\n')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim()
}

/** What somebody wrote to the bot, without its own name in front. */
export const commandText = (text: string): string =>
  decode(text.replaceAll(/<at\b[^>]*>[\s\S]*?<\/at>/giu, ' ').replaceAll(/<[^>]{0,2000}>/gu, ' '))
    .replaceAll(/\s+/gu, ' ')
    .trim()

export const firstLink = (text: string): string | null => /https?:\/\/[^\s<>"')\]]+/u.exec(text)?.[0] ?? null
