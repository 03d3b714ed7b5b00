/** Why a value cannot be written to the ledger, or a stored one cannot be read. */
export const codecErrorCodes = [
  /** Text holds NUL, which PostgreSQL refuses, or half of a surrogate pair, which no UTF-8 can hold. */
  'unstorable_text',
  /** A value that JSON has no form for, such as `NaN` or a function. */
  'not_json',
  /** No event of this type is known: the ledger was written by a newer program, or by another one. */
  'unknown_type',
  /** The event was stored in a newer form than this program reads. */
  'newer_schema',
  /** The event was stored in an older form, and no upcaster leads from there. */
  'no_upcaster',
  /** The value does not have the shape that its type promises. */
  'malformed',
] as const
export type CodecErrorCode = (typeof codecErrorCodes)[number]

/** A fault, never a refusal: whoever handed the value over should have checked it. Messages hold no user text. */
export class CodecError extends Error {
  override readonly name = 'CodecError'
  readonly code: CodecErrorCode
  constructor(code: CodecErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
