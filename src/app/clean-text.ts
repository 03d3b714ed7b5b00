/**
 * Everything that people type passes through here before it is recorded, so that what approvers read is what would be
 * published, and every database can keep it. Removed are:
 * - control characters (NUL among them) except line feed and tab; every kind of line end becomes a line feed;
 * - halves of surrogate pairs;
 * - bidirectional embeddings, overrides and isolates (U+202A–U+202E, U+2066–U+2069): they make text read differently
 *   from what it says. Rejected: closing them, which keeps the deception inside. The plain marks U+200E, U+200F and
 *   U+061C stay, since right-to-left languages need them and they cannot reorder Latin text;
 * - the byte order mark and interlinear annotation characters, which nobody can see.
 * Joiners stay: emoji and several scripts need them.
 */
const removed =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFB]|\p{Surrogate}/gu
const lineEnds = /\r\n?|\u2028|\u2029|\u0085/gu

/** Cleaned and trimmed; line breaks and tabs become spaces where the field has one line. */
export function cleanText(typed: string, lines: 'one' | 'many' = 'many'): string {
  const readable = typed.replace(lineEnds, '\n').replace(removed, '')
  return (lines === 'one' ? readable.replace(/[\n\t]+/gu, ' ') : readable).trim()
}
