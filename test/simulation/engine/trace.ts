import { createHash } from 'node:crypto'

/** What happened, step by step. The hash covers every line; only the last lines are kept to be read. */
export interface Trace {
  line(text: string): void
  readonly lines: readonly string[]
  /** SHA-256 over all lines so far, in hexadecimal. */
  hash(): string
}

/** @param keep How many lines are kept; all by `Infinity`. */
export function createTrace(keep: number): Trace {
  const digest = createHash('sha256')
  const lines: string[] = []
  return {
    lines,
    line(text) {
      digest.update(text).update('\n')
      lines.push(text)
      if (lines.length > keep * 2) lines.splice(0, lines.length - keep)
    },
    hash: () => digest.copy().digest('hex'),
  }
}
