import { environmentFrom } from './environment.ts'
import { organisationFrom } from './file/build.ts'
import { organisationFile } from './file/organisation-file.ts'
import { problemsOf } from './file/problems.ts'
import type { ConfigProblem, Environment, Organisation } from './types.ts'
import { readYaml } from './yaml-file.ts'

export type Loaded<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] }

/** Reads and checks the environment; every problem at once. Empty variables count as absent. */
export function loadEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
): Loaded<Environment> {
  return environmentFrom(variables)
}

/** Reads and checks the text of `countersign.yaml`; every problem at once, each with its line and column. */
export function loadOrganisation(yamlText: string): Loaded<Organisation> {
  const { problems, file } = readYaml(yamlText)
  if (file === null) return { ok: false, problems }
  const read = organisationFile.safeParse(file.data, { reportInput: true })
  if (read.success && problems.length === 0) return { ok: true, value: organisationFrom(read.data) }
  const found = read.success ? [] : problemsOf(read.error.issues, file)
  return { ok: false, problems: inOrder([...problems, ...found]) }
}

/** In the order of the text, so that they can be worked off from top to bottom. */
function inOrder(problems: readonly ConfigProblem[]): readonly ConfigProblem[] {
  return [...problems].sort(
    (one, other) => (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0),
  )
}
