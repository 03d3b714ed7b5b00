import { readClaims } from '../directory/claims.ts'
import { accountText } from '../people/find.ts'
import type { People, Store } from '../ports.ts'
import { type Check, problem } from './check.ts'

/** People who claim one address: whoever came second acts without it until the operator says who is who. */
export async function claimChecks(deps: { store: Store; people: People }): Promise<readonly Check[]> {
  const subject = { id: 'people', title: 'People' }
  const checks: Check[] = []
  for (const { people } of await readClaims(deps)) {
    const records = await Promise.all(people.map((id) => deps.people.byId(id)))
    const [holder, claimant] = records.map((record) => record?.identities[0])
    // Without an account it was joined to somebody since.
    if (holder === undefined || claimant === undefined) continue
    const [one, other] = [accountText(holder), accountText(claimant)]
    checks.push(
      problem(
        subject,
        `${one} and ${other} claim one address; the second has none of its authority`,
        `If they are one person: countersign people join ${one} ${other} --because "…". If not, correct the address in Slack or Teams.`,
      ),
    )
  }
  return checks
}
