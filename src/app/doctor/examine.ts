import type { Organisation } from '../../config/types.ts'
import type { Instant } from '../../domain/flavour.ts'
import { codeOf } from '../faults.ts'
import type { People, Statistics, Store } from '../ports.ts'
import { type Check, problem } from './check.ts'
import { claimChecks } from './claims.ts'
import type { DatabaseInspection, InstallationInspection, PlatformInspector } from './inspections.ts'
import { installationChecks } from './installations.ts'
import { databaseChecks, nodeCheck } from './machine.ts'
import { peopleChecks } from './people.ts'
import { connectionChecks, type NeededScope, receivingChecks } from './platform.ts'
import { workChecks } from './work.ts'

/** Everything that can be looked at; what is null cannot, and the reason is among the other checks. */
export interface Patient {
  readonly node: { readonly version: string; readonly least: string }
  readonly database: DatabaseInspection
  readonly work: { readonly store: Store; readonly statistics: Statistics; readonly people?: People } | null
  readonly platform: { readonly inspector: PlatformInspector; readonly scopes: readonly NeededScope[] } | null
  /** Where workspaces install the app by themselves. */
  readonly installations?: readonly InstallationInspection[]
  readonly organisation: Organisation | null
  readonly now: Instant
}

/** All checks, in the order in which things depend on one another. Changes nothing and never throws. */
export async function examine(patient: Patient): Promise<readonly Check[]> {
  const { node, database, work, platform, installations, organisation, now } = patient
  const checks: Check[] = [nodeCheck(node.version, node.least), ...databaseChecks(database)]
  if (platform !== null) {
    const { inspector, scopes } = platform
    if (installations !== undefined) checks.push(...installationChecks(installations))
    const connections = await inspector.connections()
    for (const connection of connections) checks.push(...connectionChecks(connection, scopes))
    checks.push(...receivingChecks(await inspector.receiving()))
    // Without a token every member would be reported as not found out, which says nothing new.
    if (connections.some(({ outcome }) => outcome.ok) && organisation !== null)
      checks.push(...(await peopleChecks(organisation, inspector)))
  }
  if (work !== null) {
    const { store, people } = work
    checks.push(...(await guarded(() => workChecks(work, now))))
    if (people !== undefined) checks.push(...(await guarded(() => claimChecks({ store, people }))))
  }
  return checks
}

async function guarded(look: () => Promise<readonly Check[]>): Promise<readonly Check[]> {
  try {
    return await look()
  } catch (fault) {
    const subject = { id: 'database', title: 'Database' }
    return [
      problem(subject, `cannot be read (${codeOf(fault)})`, `Look ${codeOf(fault)} up in docs/errors.md.`),
    ]
  }
}
