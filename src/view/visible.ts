/** What every platform needs before text is shown: that all of it can be seen, that it fits, that links lead to the web. */

// C0 and C1 control characters except tab and newline, line and paragraph separators, what reorders text, and what has
// no shape at all: zero-width spaces and joiners of words, fillers, and the tag characters in which a whole hidden text
// can be written. Joiners inside words and emoji stay, and so do tags behind the black flag, as in Scotland's.
const hiding =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u115f\u1160\u180e\u200b\u2028-\u202e\u2060-\u2069\u3164\uffa0]|(?<!\u{1f3f4}[\u{e0020}-\u{e007e}]*)[\u{e0000}-\u{e007f}]/gu

/**
 * Text whose every character can be seen: what hides or reorders the rest is named instead (`⟦U+202E⟧`). Rejected:
 * removing it, because an approver must see that the content has it.
 */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(
      hiding,
      (character) => `⟦U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟧`,
    )
}

/** At most `max` UTF-16 units, no half character at the end. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text
  const end = max - 1
  const last = text.charCodeAt(end - 1)
  const half = last >= 0xd800 && last <= 0xdbff
  return `${text.slice(0, half ? end - 1 : end).trimEnd()}…`
}

/** The address when it is one that may be shown as a link, otherwise null. */
export function safeUrl(url: string): string | null {
  if (!URL.canParse(url)) return null
  const parsed = new URL(url)
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return null
  return parsed.href.replace(/[|<>]/g, encodeURIComponent)
}
