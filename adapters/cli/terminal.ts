import { formatProblems, type ProblemSource } from '../../src/config/explain.ts'
import type { ConfigProblem } from '../../src/config/types.ts'

/** To standard output: what was asked for. */
export const say = (line: string) => process.stdout.write(`${line}\n`)
/** To standard error: what is wrong. */
export const complain = (line: string) => process.stderr.write(`${line}\n`)

/** Says what is wrong with a configuration, with the lines in question. */
export function complainAbout(
  problems: readonly ConfigProblem[],
  { name, text }: { name: string; text: string },
): void {
  const source: ProblemSource = { file: name, text }
  complain(formatProblems(problems, source))
}
