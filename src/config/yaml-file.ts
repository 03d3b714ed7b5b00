import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml'
import type { ConfigProblem } from './types.ts'

/** Counted from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

export type Path = readonly PropertyKey[]

/** The data of a YAML text, with the way back from a path to the place where it is written. */
export interface YamlFile {
  readonly data: unknown
  /**
   * Where the value at the path begins; where there is none, the key or the item that lacks it. `key` gives the place
   * of the key itself.
   */
  locate(path: Path, wanted: 'key' | 'value'): Position
}

export interface YamlReading {
  readonly problems: readonly ConfigProblem[]
  /** Null when the text cannot be understood, so that further checks would report nonsense. */
  readonly file: YamlFile | null
}

const longestText = 1_000_000
/** Aliases are a convenience (`tue: *hours`); nobody needs this many, and nested ones multiply. */
const mostAliases = 50
const mostSyntaxProblems = 10

/** Reads a YAML 1.2 text with a single document. Never throws. */
export function readYaml(text: string): YamlReading {
  if (text.length > longestText)
    return hopeless(problem({ line: 1, column: 1 }, 'The file is larger than a megabyte.', null))
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' })
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset)
    return line === 0 ? { line: 1, column: 1 } : { line, column: col }
  }
  const syntax = syntaxProblems([...document.errors, ...document.warnings], text, at)
  const fatal = document.errors.some((error) => error.code !== 'DUPLICATE_KEY')
  if (fatal) return { problems: syntax, file: null }
  const contents: Node | null = document.contents
  if (contents === null || (isScalar(contents) && contents.value === null))
    return hopeless(
      problem({ line: 1, column: 1 }, 'The file is empty.', 'Start from countersign.example.yaml.'),
    )
  const keys = keyProblems(contents, at)
  try {
    const data: unknown = document.toJS({ maxAliasCount: mostAliases })
    const locate = (path: Path, wanted: 'key' | 'value') => at(offsetOf(contents, path, wanted))
    return { problems: [...syntax, ...keys], file: { data, locate } }
  } catch (error) {
    return { problems: [...syntax, ...keys, aliasProblem(contents, error, at)], file: null }
  }
}

function hopeless(only: ConfigProblem): YamlReading {
  return { problems: [only], file: null }
}

function problem(position: Position, message: string, suggestion: string | null, path = ''): ConfigProblem {
  return { source: 'file', path, line: position.line, column: position.column, message, suggestion }
}

type At = (offset: number) => Position

/** One problem a line: a single slip makes the parser complain several times about what follows it. */
function syntaxProblems(errors: readonly YAMLError[], text: string, at: At): readonly ConfigProblem[] {
  const byLine = new Map<number, ConfigProblem>()
  for (const error of errors) {
    const position = at(error.pos[0])
    if (byLine.has(position.line) || byLine.size === mostSyntaxProblems) continue
    const { message, suggestion } = explained(error, text)
    byLine.set(position.line, problem(position, message, suggestion))
    if (error.code === 'RESOURCE_EXHAUSTION') break
  }
  return [...byLine.values()]
}

function explained(error: YAMLError, text: string): { message: string; suggestion: string | null } {
  switch (error.code) {
    case 'DUPLICATE_KEY': {
      const key = /^["']?([^\s:"']+)/.exec(text.slice(error.pos[0], error.pos[0] + 100))?.[1] ?? ''
      return {
        message: `“${key}” is written twice in the same block.`,
        suggestion: 'Remove one, or join the two.',
      }
    }
    case 'TAB_AS_INDENT':
      return { message: 'The line is indented with a tab.', suggestion: 'Indent with spaces.' }
    case 'RESOURCE_EXHAUSTION':
      return { message: 'The file is nested too deeply.', suggestion: null }
    case 'MULTIPLE_DOCS':
      return {
        message: 'The file holds several documents.',
        suggestion: 'Remove the line “---” and what follows it.',
      }
    case 'TAG_RESOLVE_FAILED':
      return { message: `YAML: ${error.message}.`, suggestion: 'Remove the tag, or put the text in quotes.' }
    case 'BAD_SCALAR_START':
      return { message: `YAML: ${error.message}.`, suggestion: 'Put the text in quotes.' }
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return {
        message: `YAML: ${error.message}.`,
        suggestion: 'Check the indentation; a text that contains “: ” needs quotes.',
      }
    case 'BAD_INDENT':
      return { message: `YAML: ${error.message}.`, suggestion: 'Check the indentation and closing brackets.' }
    default:
      return { message: `YAML: ${error.message}.`, suggestion: null }
  }
}

/** Keys that JavaScript would treat specially, or that are no words. */
function keyProblems(contents: Node, at: At): readonly ConfigProblem[] {
  const found: ConfigProblem[] = []
  visit(contents, {
    Pair(_, pair: Pair) {
      const { key } = pair
      if (isScalar(key) && typeof key.value === 'string' && key.value !== '__proto__') return
      const offset = hasRange(key) ? key.range[0] : 0
      const shown = isScalar(key) ? String(key.value) : 'a list or a block'
      const reserved = shown === '__proto__'
      const message = reserved ? 'The key __proto__ is reserved.' : `A key must be a word, not ${shown}.`
      found.push(
        problem(at(offset), message, reserved ? 'Choose another.' : 'Put it in quotes if it is meant.'),
      )
    },
  })
  return found
}

function aliasProblem(contents: Node, error: unknown, at: At): ConfigProblem {
  const offsets: number[] = []
  visit(contents, {
    Alias(_, alias) {
      if (hasRange(alias)) offsets.push(alias.range[0])
    },
  })
  const position = at(offsets[0] ?? 0)
  const unknown = error instanceof ReferenceError && error.message.startsWith('Unresolved alias')
  return unknown
    ? problem(position, `YAML: ${error.message}.`, 'Put the text in quotes if the star belongs to it.')
    : problem(
        position,
        'The file repeats parts of itself too often through aliases (*name).',
        'Write them out.',
      )
}

type Ranged = { readonly range: readonly [number, number, number] }
const hasRange = (node: unknown): node is Ranged =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)

/** Walks down as far as the text goes. Behind an alias it stays at the alias: that is where the reader looks. */
function offsetOf(contents: Node, path: Path, wanted: 'key' | 'value'): number {
  let node: unknown = contents
  let offset = hasRange(contents) ? contents.range[0] : 0
  for (const [index, segment] of path.entries()) {
    const last = index === path.length - 1
    if (isMap(node)) {
      const pair: Pair | undefined = node.items.find(
        (each) => isScalar(each.key) && String(each.key.value) === String(segment),
      )
      if (pair === undefined) return offset
      const { key, value } = pair
      const written = hasRange(value) && (isAlias(value) || value.range[1] > value.range[0])
      const showsValue = last && wanted === 'value' && written
      if (showsValue) return value.range[0]
      offset = hasRange(key) ? key.range[0] : offset
      node = value
    } else if (isSeq(node)) {
      node = node.items[Number(segment)]
      if (!hasRange(node)) return offset
      offset = node.range[0]
    } else return offset
  }
  return offset
}
