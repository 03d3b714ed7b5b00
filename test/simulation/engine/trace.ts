import { createHash } from 'node:crypto'

/** What happened, step by step. The hash covers every line; only the last lines are kept to be read. */
export interface Trace {
  /** @param told Whether it belongs to the story that a person reads, besides the record of every step. */
  line(text: string, told: boolean): void
  readonly lines: readonly string[]
  readonly story: readonly string[]
  /** SHA-256 over all lines so far, in hexadecimal. */
  hash(): string
}

/** Hashing a line at a time costs more than the lines do. */
const hashedAtOnce = 8_192

/** @param keep How many lines are kept of each; all by `Infinity`. */
export function createTrace(keep: number): Trace {
  const digest = createHash('sha256')
  const lines: string[] = []
  const story: string[] = []
  let unhashed = ''
  const flush = () => {
    digest.update(unhashed)
    unhashed = ''
  }
  const keepIn = (kept: string[], text: string) => {
    kept.push(text)
    if (kept.length > keep * 2) kept.splice(0, kept.length - keep)
  }
  return {
    lines,
    story,
    line(text, told) {
      unhashed += `${text}\n`
      if (unhashed.length > hashedAtOnce) flush()
      keepIn(lines, text)
      if (told) keepIn(story, text)
    },
    hash() {
      flush()
      return digest.copy().digest('hex')
    },
  }
}
