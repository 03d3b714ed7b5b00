/** Whoever keeps Countersign in order, with commands of their own on the same database. */
import { joinPeople } from '../../../src/app/people/join.ts'
import { StoreUnavailable } from '../../../src/app/ports.ts'
import type { Owner } from '../engine/scheduler.ts'
import { type Place, portsOf } from '../replica.ts'
import { identityOf } from './act.ts'

const operator: Owner = { name: 'operator', alive: true, paused: false }

/** Says that Ada's two accounts are hers, once Countersign has met both. A command that fails is given up. */
export async function joinAccounts(place: Place): Promise<void> {
  const { scheduler, faults, world, ids } = place
  const { store, people } = portsOf(place, { scheduler, faults, owner: operator })
  const one = world.named('ada')
  try {
    const [kept, other] = [
      await people.byIdentity(identityOf(one)),
      await people.byIdentity(identityOf(world.named('ada2'))),
    ]
    if (kept === null || other === null) return
    const word = { operator: 'ops', because: 'she said so' }
    const joining = await joinPeople(kept, other, word, {
      store,
      people,
      ids,
      clock: scheduler.clockOf(operator),
    })
    scheduler.tell(`operator joins the accounts of ada: ${joining.outcome}`)
    scheduler.meet(`joining: ${joining.outcome}`)
    // It is the same person, too, where an earlier command was cut short after it was recorded.
    if (joining.outcome === 'joined' || joining.outcome === 'same') world.join(one.human, scheduler.step)
  } catch (fault) {
    if (!(fault instanceof StoreUnavailable)) throw fault
    scheduler.tell('operator gives up')
  }
}
