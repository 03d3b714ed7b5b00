import { z } from 'zod'
import { closest } from '../suggest.ts'

/** What is wrong with one value, told so that the name of the setting can stand before it: `must be …, not …`. */
export interface Wrong {
  readonly message?: string
  readonly suggestion?: string | null
  /** Where inside the value, for lists. */
  readonly path?: readonly (string | number)[]
}

/** Marks that `read` has said what is wrong. */
const nothing: unique symbol = Symbol('nothing')
type Nothing = typeof nothing

/** Says what is wrong (without words: that the value is not what was expected) and stands for the missing result. */
export type Say = (wrong?: Wrong) => Nothing

/** The part of JSON Schema that describes one value to an editor. */
export interface LeafSchema {
  readonly type?: 'string' | 'integer' | 'boolean'
  readonly pattern?: string
  readonly enum?: readonly (string | number)[]
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly anyOf?: readonly unknown[]
}

/**
 * A schema for one value, whose messages are sentences of ours. Rejected: zod's own string and number schemas, because
 * each reports in its own words and stops before the reader learns what would have been right.
 */
export function leaf<Value>(
  expects: string,
  schema: LeafSchema,
  read: (value: unknown, say: Say) => Value | Nothing,
) {
  return z
    .unknown()
    .transform((value, context): Value => {
      const say: Say = (wrong = {}) => {
        context.addIssue({
          code: 'custom',
          message: wrong.message ?? `must be ${expects}, not ${shown(value)}`,
          params: { suggestion: wrong.suggestion ?? null },
          ...(wrong.path === undefined ? {} : { path: [...wrong.path] }),
        })
        return nothing
      }
      const result =
        value === undefined ? say({ message: `is missing: it must be ${expects}` }) : read(value, say)
      return result === nothing ? z.NEVER : result
    })
    .meta({ ...schema })
}

/** A value as a person would call it, short enough for a sentence. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return 'empty'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a block of settings'
  const text = String(value)
  const short = text.length > 40 ? `${text.slice(0, 39)}…` : text
  return typeof value === 'string' ? `“${short}”` : short
}

/** One of a fixed set of words or numbers. */
export function choice<const Value extends string | number>(values: readonly Value[]) {
  const expects =
    values.length === 1 ? `${values[0]}` : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`
  return leaf(expects, { enum: values }, (value, say) => {
    const found = values.find((each) => each === value)
    if (found !== undefined) return found
    const guess = typeof value === 'string' ? value : ''
    const candidate = closestOf(guess, values)
    return say({ suggestion: candidate === null ? null : `Did you mean “${candidate}”?` })
  })
}

function closestOf(word: string, values: readonly (string | number)[]): string | null {
  return closest(word, values.map(String))
}
