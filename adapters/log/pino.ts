import { type DestinationStream, pino } from 'pino'
import type { Log } from '../../src/app/ports.ts'

/**
 * Structured logs as one JSON object a line on standard output: ids, codes and numbers, never content.
 * The redaction is a second line of defence: nothing is meant to log these fields in the first place.
 */
const neverLogged = [
  'token',
  '*.token',
  'secret',
  '*.secret',
  'authorization',
  '*.authorization',
  'headers',
  '*.headers',
  'body',
  '*.body',
  'payload',
  '*.payload',
  'text',
  '*.text',
  'email',
  '*.email',
  'name',
  '*.name',
]

/** A logger for the whole process. `destination` is standard output unless given. */
export function createLog(options: { level: string; destination?: DestinationStream }): Log {
  const logger = pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: neverLogged, censor: '[redacted]' },
      serializers: { error: describeError },
    },
    options.destination ?? pino.destination({ dest: 1, sync: true }),
  )
  return {
    info: (message, fields) => logger.info(fields ?? {}, message),
    warn: (message, fields) => logger.warn(fields ?? {}, message),
    error: (message, fields) => logger.error(fields ?? {}, message),
  }
}

/**
 * What the log keeps of an exception: class, code and the places in our own code. Not its message: a library's
 * message may quote what a person typed.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return {
    type: error.name,
    ...(code === undefined ? {} : { code }),
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 8)
      .map((line) =>
        line
          .trim()
          .replace(/^at /, '')
          .replace(/file:\/\/.*\/(src|adapters|node_modules)\//, '$1/'),
      ),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}
