import type { Deps } from '../deps.ts'
import type { Identity } from '../ports.ts'

/**
 * One of somebody's several accounts that is a guest's, or closed, now: the person goes on with the others, and nothing is
 * written to this one, which others may read by now.
 */
const factOf = ({ platform, tenant, user }: Identity) => `aside:${platform}:${tenant}:${user}`

export async function setAside(
  identity: Identity,
  aside: boolean,
  { store }: Pick<Deps, 'store'>,
): Promise<void> {
  const wanted = aside ? 'yes' : 'no'
  const known = (await store.getFact(factOf(identity))) ?? 'no'
  if (known !== wanted) await store.putFact(factOf(identity), wanted)
}

export async function isAside(identity: Identity, { store }: Pick<Deps, 'store'>): Promise<boolean> {
  return (await store.getFact(factOf(identity))) === 'yes'
}
