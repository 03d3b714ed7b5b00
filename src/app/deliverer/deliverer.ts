import { tidying } from '../drafts/book.ts'
import { runErrands } from '../drafts/errands.ts'
import { inParallel } from '../lanes.ts'
import { type Lease, leaseFor, whileHeld } from '../lease.ts'
import type { Loop } from '../loop.ts'
import { createLoop } from '../loop.ts'
import type { Parts } from '../parts.ts'
import type { CardRow, Recipient } from '../ports.ts'
import { deliverCard } from './deliver.ts'

/** How many recipients are served side by side: enough to hide the network, too few to meet a platform's limits. */
const width = 4
const batch = 40

export interface Deliverer extends Loop {
  /** Delivers until no card and no errand is due. Gives how many were settled. Throws `StoreUnavailable`. */
  settleAll(): Promise<number>
}

/** Keeps every card as the ledger is. It only ever asks the store what is out of date, so nothing is lost in a crash. */
export function createDeliverer(parts: Parts): Deliverer {
  const tidyUp = tidying(parts)
  const settleAll = async (stopping?: AbortSignal) => {
    let settled = 0
    while (stopping?.aborted !== true) {
      const now = parts.clock.now()
      const leaseUntil = now + leaseFor
      const rows = await parts.store.claimCards({ now, leaseUntil, limit: batch })
      if (rows.length === 0) {
        await tidyUp()
        return settled + (await runErrands(parts, stopping))
      }
      const cards = rows.map(({ id }) => id)
      await whileHeld(
        parts,
        leaseUntil,
        (later) => parts.store.renewCards({ cards, leaseUntil: later }),
        (lease) =>
          inParallel(byRecipient(rows), width, (lane) => deliverInOrder(lane, parts, lease, stopping)),
      )
      settled += rows.length
    }
    return settled
  }
  const loop = createLoop({
    name: 'deliverer',
    work: settleAll,
    nextAt: async () => earliest(await parts.store.nextCardAt(), await parts.store.nextErrandAt()),
    parts,
  })
  return { ...loop, settleAll: () => settleAll() }
}

const earliest = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other)

/** One recipient's cards one after the other, so that messages arrive in the order in which things happened. */
async function deliverInOrder(
  lane: readonly CardRow[],
  parts: Parts,
  lease: Lease,
  stopping: AbortSignal | undefined,
): Promise<void> {
  let waiting = [...lane]
  for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
    // Put back at once, so that the next process need not wait for the end of the lease.
    if (stopping?.aborted === true) return giveBack([row, ...waiting], parts)
    const { request } = row
    const attempt = await deliverCard(row, parts, lease)
    // They are somebody else's by now.
    if (attempt === 'overtaken') return
    const { settlement, ownFault } = attempt
    if (settlement.outcome !== 'retry') continue
    // Where the platform asks this recipient's messages to wait, the later ones must not overtake. A card that cannot be
    // drawn holds up its own request only: nobody is to miss all others because of it.
    const held = waiting.filter((later) => !ownFault || later.request === request)
    for (const later of held)
      await parts.store.settleCard(later, { ...settlement, uncertain: later.uncertain, attempted: false })
    waiting = waiting.filter((later) => !held.includes(later))
  }
}

/** Frees cards that were taken and not tried. */
async function giveBack(rows: readonly CardRow[], parts: Parts): Promise<void> {
  for (const row of rows) {
    const { nextAttemptAt: at, lastError, uncertain } = row
    await parts.store.settleCard(row, {
      outcome: 'retry',
      at,
      error: lastError ?? 'stopped',
      uncertain,
      attempted: false,
    })
  }
}

/** A request's own card goes before the notices about it. */
function byRecipient(rows: readonly CardRow[]): readonly (readonly CardRow[])[] {
  const lanes = new Map<string, CardRow[]>()
  for (const row of rows) {
    const key = laneOf(row.recipient, row)
    lanes.set(key, [...(lanes.get(key) ?? []), row])
  }
  return [...lanes.values()].map((lane) =>
    lane.sort((one, other) => one.nextAttemptAt - other.nextAttemptAt || rank(one) - rank(other)),
  )
}

const rank = ({ purpose }: CardRow) => (purpose.type === 'living' ? 0 : purpose.about)

function laneOf(recipient: Recipient, row: CardRow): string {
  switch (recipient.type) {
    case 'person':
      return `person:${recipient.person}`
    case 'channel':
      return `channel:${recipient.group}`
    case 'mediation':
      return `mediation:${row.request}:${recipient.beside ?? ''}`
    default:
      return recipient satisfies never
  }
}
