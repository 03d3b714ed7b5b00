import type { ConfigProblem } from './types.ts'

/** What the problems were found in: the file's name as the person wrote it, and its text. */
export interface ProblemSource {
  readonly file: string
  readonly text: string
}

const widestLine = 160

/**
 * Problems for a person at a terminal: place, sentence, the line itself with a mark under the spot, and what to do.
 * Nothing in it can move the cursor or reorder text, whatever the file contains.
 */
export function formatProblems(problems: readonly ConfigProblem[], source: ProblemSource): string {
  const lines = source.text.split(/\r\n|\r|\n/)
  const blocks = problems.map((problem) => visible(formatted(problem, source.file, lines)).join('\n'))
  return [...blocks, countOf(problems)].join('\n\n')
}

function countOf(problems: readonly ConfigProblem[]): string {
  return problems.length === 1 ? '1 problem found.' : `${problems.length} problems found.`
}

function formatted(problem: ConfigProblem, file: string, lines: readonly string[]): readonly string[] {
  const suggestion = problem.suggestion === null ? [] : [`  → ${problem.suggestion}`]
  if (problem.source === 'environment') return [`environment: ${problem.message}`, ...suggestion]
  const { line, column } = problem
  if (line === null || column === null) return [`${file}: ${problem.message}`, ...suggestion]
  const text = lines[line - 1]
  const excerpt = text === undefined || text.trim() === '' ? [] : marked(text, line, column)
  return [`${file}:${line}:${column}: ${problem.message}`, ...excerpt, ...suggestion]
}

/** The line and a caret below the column. A long line is cut to the part around it. */
function marked(text: string, line: number, column: number): readonly string[] {
  const from = Math.max(0, column - 1 - widestLine / 2)
  const part = text.slice(from, from + widestLine).replaceAll('\t', ' ')
  const gutter = `${line} | `
  const indent = ' '.repeat(gutter.length - 2)
  return [`  ${gutter}${part}`, `  ${indent}| ${' '.repeat(Math.max(0, column - 1 - from))}^`]
}

const visible = (lines: readonly string[]) =>
  lines.map((line) => line.replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '�'))

/** The same for programs: what `check-config --json` prints. */
export interface ProblemReport {
  readonly ok: boolean
  readonly problems: readonly (ConfigProblem & { readonly file: string | null })[]
}

/** The report of `check-config --json`; no problems give `ok: true`. */
export function problemReport(problems: readonly ConfigProblem[], file: string): ProblemReport {
  return {
    ok: problems.length === 0,
    problems: problems.map((problem) => ({ ...problem, file: problem.source === 'file' ? file : null })),
  }
}
