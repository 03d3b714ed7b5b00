import type { Check } from '../../src/app/doctor.ts'

const marks: Readonly<Record<Check['state'], string>> = { ok: '✓', warning: '!', problem: '✗' }

/** The checks for a person at a terminal: mark, what, what was found, and below it how to mend it. */
export function doctorReport(checks: readonly Check[]): string {
  const width = Math.max(0, ...checks.map(({ title }) => title.length))
  const lines = checks.flatMap(({ state, title, found, mend }) => [
    `${marks[state]} ${title.padEnd(width)}  ${found}`,
    ...(mend === null ? [] : [`  ${' '.repeat(width)}  → ${mend}`]),
  ])
  return [...lines.map(visible), '', summary(checks)].join('\n')
}

/** Titles come from the configuration: nothing in them may move the cursor. */
const visible = (line: string) =>
  line.replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '�')

function summary(checks: readonly Check[]): string {
  const count = (state: Check['state']) => checks.filter((check) => check.state === state).length
  const [problems, warnings] = [count('problem'), count('warning')]
  if (problems === 0 && warnings === 0) return 'All is well.'
  const toMend = problems === 0 ? 'Nothing to mend' : `${problems} to mend`
  return warnings === 0 ? `${toMend}.` : `${toMend}, ${warnings} to know about.`
}
