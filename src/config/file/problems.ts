import type { z } from 'zod'
import { type JsonSchema, keysAt, organisationJsonSchema } from '../json-schema.ts'
import { didYouMean } from '../suggest.ts'
import type { ConfigProblem } from '../types.ts'
import type { YamlFile } from '../yaml-file.ts'
import { shown } from './leaf.ts'

type Issue = z.core.$ZodIssue

/** Worked out when the first problem is met, then kept: it takes milliseconds and never changes. */
let known: JsonSchema | null = null

/** What zod found, as problems with their place in the text, in the order of the text. */
export function problemsOf(issues: readonly Issue[], file: YamlFile): readonly ConfigProblem[] {
  known ??= organisationJsonSchema()
  const schema = known
  return issues.flatMap((issue) => translated(issue, [], { schema, file }))
}

interface Reader {
  readonly schema: JsonSchema
  readonly file: YamlFile
}

function translated(issue: Issue, above: readonly PropertyKey[], reader: Reader): readonly ConfigProblem[] {
  const path = [...above, ...issue.path]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(path, key, reader))
    case 'invalid_type':
      return [wrongShape(path, issue.expected, issue.input, reader)]
    case 'invalid_union':
      return ofUnion(issue, path, reader)
    default:
      return [
        problem(
          reader,
          path,
          issue.message,
          textIn(issue, 'suggestion'),
          textIn(issue, 'place') === 'key' ? 'key' : 'value',
        ),
      ]
  }
}

/** The problems of the alternative that was meant: the one that got as far as the value's inside. */
function ofUnion(issue: Issue & { code: 'invalid_union' }, path: readonly PropertyKey[], reader: Reader) {
  const meant = issue.errors.find((alternative) => alternative.some((inner) => inner.path.length > 0))
  if (meant === undefined) return [problem(reader, path, `${issue.message}, not ${shown(issue.input)}`, null)]
  return meant.flatMap((inner) => translated(inner, path, reader))
}

/** What our own checks pass along beside the message. */
function textIn(issue: Issue, parameter: 'suggestion' | 'place'): string | null {
  const text: unknown = issue.code === 'custom' ? issue.params?.[parameter] : null
  return typeof text === 'string' ? text : null
}

function wrongShape(
  path: readonly PropertyKey[],
  expected: string,
  value: unknown,
  reader: Reader,
): ConfigProblem {
  const isList = expected === 'array'
  const what = isList ? 'a list' : 'a block of settings'
  if (value === undefined) return problem(reader, path, `is missing: it must be ${what}`, null)
  const bracketed = isList && typeof value === 'string' ? `Put it in brackets: [${value}].` : null
  return problem(reader, path, `must be ${what}, not ${shown(value)}`, bracketed)
}

function unknownKey(path: readonly PropertyKey[], key: string, reader: Reader): ConfigProblem {
  const full = [...path, key]
  const position = reader.file.locate(full, 'key')
  const place = path.length === 0 ? 'here' : `in ${written(path)}`
  return {
    source: 'file',
    path: written(full),
    ...position,
    message: `There is no setting “${key}” ${place}.`,
    suggestion: suggestionForKey(path, key, reader.schema),
  }
}

function suggestionForKey(path: readonly PropertyKey[], key: string, schema: JsonSchema): string | null {
  // In a flow mapping `{ mon: 09:00-12:00, 13:00-17:30 }` YAML takes what follows the comma for a key.
  if (/^\d{1,2}:\d\d\s*[-–]/.test(key)) return 'Put several hours in brackets: [09:00-12:00, 13:00-17:30].'
  const known = keysAt(schema, path)
  const close = didYouMean(key, known)
  if (close !== null) return close
  const elsewhere = keysAt(schema, []).find((section) => keysAt(schema, [section]).includes(key))
  if (path.length === 0 && elsewhere !== undefined) return `It belongs under “${elsewhere}”.`
  if (path.length > 0 && keysAt(schema, []).includes(key)) return `It belongs at the outer level of the file.`
  return known.length === 0 ? null : `Known here: ${known.join(', ')}.`
}

function problem(
  reader: Reader,
  path: readonly PropertyKey[],
  message: string,
  suggestion: string | null,
  wanted: 'key' | 'value' = 'value',
): ConfigProblem {
  const where = written(path)
  return {
    source: 'file',
    path: where,
    ...reader.file.locate(path, wanted),
    message: `${where === '' ? 'The file' : where} ${message}.`,
    suggestion,
  }
}

/** `executives[0].members[1]` */
function written(path: readonly PropertyKey[]): string {
  return path
    .map((segment) => (typeof segment === 'number' ? `[${segment}]` : `.${String(segment)}`))
    .join('')
    .replace(/^\./, '')
}
