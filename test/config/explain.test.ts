import { expect, test } from 'vitest'
import { formatProblems, problemReport } from '../../src/config/explain.ts'
import { loadEnvironment } from '../../src/config/load.ts'
import { problemsIn, smallest } from './support.ts'

const shown = (text: string) => formatProblems(problemsIn(text), { file: 'countersign.yaml', text })

test('given problems of a file then each has place, line, mark and way out', () => {
  const text = smallest.replace('executives:', '    quorum: 9\n    qourum: 1\nexecutives:')
  expect(shown(text)).toBe(
    `countersign.yaml:7:13: groups.security.quorum asks for 9 people, but the group has only 2, so it could never be reached.
  7 |     quorum: 9
    |             ^
  → Lower it to 2 or fewer, or add members.

countersign.yaml:8:5: There is no setting “qourum” in groups.security.
  8 |     qourum: 1
    |     ^
  → Did you mean “quorum”?

2 problems found.`,
  )
})

test('given a problem far to the right then the part of the line around it is shown', () => {
  const [, line = '', mark = ''] = shown(`${smallest}platforms: [${'abc, '.repeat(100)}5]\n`)
    .split('\n')
    .slice(-5)
  expect(line.length).toBeLessThan(180)
  expect(line.charAt(mark.indexOf('^'))).toBe('5')
})

test('given control characters and marks that turn text around then the terminal never sees them', () => {
  const text = `${smallest}command: "\u001b[2J\u202e\u0007\u009b"\n`
  expect(shown(text)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
})

test('given Windows line ends then no carriage return is printed', () => {
  expect(shown(smallest.replaceAll('\n', '\r\n').replace('Berlin', 'Berln'))).not.toContain('\r')
})

test('given a problem of the environment then it is told without a place', () => {
  const result = loadEnvironment({ PORT: 'x' })
  expect(result.ok ? [] : formatProblems(result.problems, { file: 'countersign.yaml', text: '' })).toBe(
    'environment: PORT must be a number from 1 to 65535.\n  → For example 3000.\n\n1 problem found.',
  )
})

test('given a program as reader then the report is data', () => {
  const problems = problemsIn(`${smallest}colour: red\n`)
  expect(problemReport(problems, 'c.yaml')).toEqual({
    ok: false,
    problems: [expect.objectContaining({ file: 'c.yaml', path: 'colour', line: 9, column: 1 })],
  })
  expect(problemReport([], 'c.yaml')).toEqual({ ok: true, problems: [] })
})
