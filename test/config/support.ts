import { loadOrganisation } from '../../src/config/load.ts'
import type { ConfigProblem, Organisation } from '../../src/config/types.ts'

/** The smallest file that is right. Lines are counted in the tests, so keep them as they are. */
export const smallest = `organisation:
  name: Example AG
  timezone: Europe/Berlin
groups:
  security:
    members: [sec1@example.com, sec2@example.com]
executives:
  - members: [cmo@example.com]
`

export function loaded(text: string): Organisation {
  const result = loadOrganisation(text)
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 1))
  return result.value
}

export function problemsIn(text: string): readonly ConfigProblem[] {
  const result = loadOrganisation(text)
  if (result.ok) throw new Error('the file was accepted')
  return result.problems
}
