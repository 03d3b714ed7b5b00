import type { Instant, PersonId } from '../../domain/flavour.ts'
import type { Deps } from '../deps.ts'

/** Two persons of the ledger with one address, of whom neither becomes the other by themselves. */
export interface Claim {
  /** Who has the address, and who claims it. */
  readonly people: readonly [holder: PersonId, claimant: PersonId]
  /** When it was seen last. */
  readonly at: Instant
}

const fact = 'claims'
const most = 50
/** A claim that is seen at every click is written down once in this time, in milliseconds. */
const writtenEvery = 3_600_000

/** What was seen lately of persons who claim one address, newest last. */
export async function readClaims({ store }: Pick<Deps, 'store'>): Promise<readonly Claim[]> {
  const value: unknown = JSON.parse((await store.getFact(fact)) ?? '[]')
  return Array.isArray(value) ? value.filter(isClaim) : []
}

/** Remembers it for the operator. Two processes at once may lose one, which is seen again at the next click. */
export async function noteClaim(
  people: Claim['people'],
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
): Promise<void> {
  const at = clock.now()
  const claims = await readClaims({ store })
  const isSame = (claim: Claim) => claim.people[0] === people[0] && claim.people[1] === people[1]
  if (claims.some((claim) => isSame(claim) && at - claim.at < writtenEvery)) return
  const others = claims.filter((claim) => !isSame(claim)).slice(1 - most)
  await store.putFact(fact, JSON.stringify([...others, { people, at }]))
}

/** The operator has said who is who of these two. */
export async function forgetClaims(ids: readonly PersonId[], { store }: Pick<Deps, 'store'>): Promise<void> {
  const claims = await readClaims({ store })
  const others = claims.filter(({ people }) => !people.every((id) => ids.includes(id)))
  if (others.length < claims.length) await store.putFact(fact, JSON.stringify(others))
}

function isClaim(value: unknown): value is Claim {
  if (typeof value !== 'object' || value === null || !('people' in value) || !('at' in value)) return false
  const { people, at } = value
  return (
    typeof at === 'number' &&
    Array.isArray(people) &&
    people.length === 2 &&
    people.every((id) => typeof id === 'string')
  )
}
