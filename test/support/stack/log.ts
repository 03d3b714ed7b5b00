import type { Log } from '../../../src/app/ports.ts'

interface Line {
  readonly level: 'info' | 'warn' | 'error'
  readonly message: string
  readonly fields: unknown
}

/** A log that can be read again, and that tells which faults nobody expected. */
export function recordingLog() {
  const lines: Line[] = []
  const expected: RegExp[] = []
  const at =
    (level: Line['level']): Log['info'] =>
    (message, fields = {}) => {
      lines.push({ level, message, fields })
    }
  return {
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    entries: (): readonly Line[] => lines,
    /** Faults that the test brings about. */
    expects(pattern: RegExp): void {
      expected.push(pattern)
    },
    faults: (): readonly string[] =>
      lines
        .filter(({ level }) => level === 'error')
        .map(({ message, fields }) => `${message} ${JSON.stringify(fields)}`)
        .filter((line) => !expected.some((pattern) => pattern.test(line))),
    /** Everything that was logged, to look for what must not be in it. */
    text: (): string => JSON.stringify(lines),
  }
}
