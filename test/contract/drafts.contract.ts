import { expect, test } from 'vitest'
import type { Draft } from '../../src/app/ports.ts'
import { mondayMorning } from '../support/clock.ts'
import { sampleCommit } from '../support/store/samples.ts'
import { type CreateDatabase, givenDatabase, only } from './database.ts'

const at = mondayMorning
const draft = (id: string, changes: Partial<Draft> = {}): Draft => ({
  id,
  owner: 'ada',
  kind: 'post',
  values: {
    text: { type: 'text', text: 'Grüße 😀' },
    channels: { type: 'choices', ids: ['linkedin'] },
    slot: { type: 'instant', at: null },
    platform: { type: 'choice', id: null },
    media: { type: 'files', added: [{ id: 'F1', name: 'a.png' }, { id: 'F2' }], kept: ['b'.repeat(64)] },
  },
  media: [{ sha256: 'a'.repeat(64), name: 'model.png', mimeType: 'image/png', bytes: 3 }],
  source: 'typed',
  origin: null,
  updatedAt: at,
  ...changes,
})
const offer = (id: string) => ({ id: `offer:${id}`, type: 'offer', subject: '' }) as const
const complete = (id: string) => ({ id: `complete:${id}`, type: 'complete', subject: 'Fx1' }) as const
const asked = (id: string, changes: { open?: boolean; status?: string } = {}) => {
  const commit = sampleCommit(id)
  return { ...commit, summary: { ...commit.summary, ...changes } }
}

export function draftsContract(create: CreateDatabase): void {
  const given = givenDatabase(create)
  const take = async (now: number, store = given.store) =>
    (await store.claimErrands({ now, leaseUntil: now + 1000, limit: 9 })).toSorted((one, other) =>
      one.id < other.id ? -1 : 1,
    )
  const claim = async (now: number) => (await take(now)).map(({ id }) => id)

  test('given a draft, then it comes back as it was, also after a restart, and the last version counts', async () => {
    expect(await given.store.saveDraft(draft('d1'), [], at)).toBe(true)
    const later = draft('d1', { values: { text: { type: 'text', text: 'New' } }, updatedAt: at + 1 })
    expect(await given.store.draft('d1')).toEqual(draft('d1'))
    await given.store.saveDraft(later, [], at + 1)
    const { store } = await given.reopen()
    expect(await store.draft('d1')).toEqual(later)
    expect(await store.draft('d2')).toBeNull()
  })

  test('given drafts of several people, then each sees their own, newest first', async () => {
    await given.store.saveDraft(draft('d1', { updatedAt: 1 }), [], at)
    await given.store.saveDraft(draft('d2', { updatedAt: 3 }), [], at)
    await given.store.saveDraft(draft('d3', { owner: 'ben', updatedAt: 2 }), [], at)
    const ids = async (owner: string, limit = 9) =>
      (await given.store.draftsOf(owner, limit)).map(({ id }) => id)
    expect([await ids('ada'), await ids('ben'), await ids('ada', 1)]).toEqual([['d2', 'd1'], ['d3'], ['d2']])
  })

  test('given an id that is another person’s draft, or a request, then nothing is saved under it', async () => {
    await given.store.saveDraft(draft('d1'), [], at)
    expect(await given.store.saveDraft(draft('d1', { owner: 'ben' }), [offer('d1')], at)).toBe(false)
    expect(await given.store.draft('d1')).toEqual(draft('d1'))
    await given.store.commit(asked('d2'))
    expect(await given.store.saveDraft(draft('d2'), [offer('d2')], at)).toBe(false)
    expect(await given.store.errand('offer:d2')).toBeNull()
  })

  test('given a request that became of a draft, then the draft is not shown any more, dropped or not', async () => {
    await given.store.saveDraft(draft('d1'), [], at)
    await given.store.commit(asked('d1'))
    expect([await given.store.draft('d1'), await given.store.draftsOf('ada', 9)]).toEqual([null, []])
  })

  test('given old drafts, then pruning drops them and leaves the others', async () => {
    await given.store.saveDraft(draft('d1', { updatedAt: at - 1 }), [], at)
    await given.store.saveDraft(draft('d2', { updatedAt: at }), [], at)
    await given.store.pruneDrafts(at)
    expect((await given.store.draftsOf('ada', 9)).map(({ id }) => id)).toEqual(['d2'])
  })

  test('given errands of a draft, then they are due at once, leased, and once each', async () => {
    await given.store.saveDraft(draft('d1'), [offer('d1'), complete('d1')], at)
    await given.store.saveDraft(draft('d1'), [offer('d1')], at)
    expect(await given.store.nextErrandAt()).toBe(at)
    expect(await claim(at - 1)).toEqual([])
    expect(await claim(at)).toEqual(['complete:d1', 'offer:d1'])
    expect(await claim(at + 999)).toEqual([])
    expect(await claim(at + 1000)).toEqual(['complete:d1', 'offer:d1'])
  })

  test('given errands that wait, then an offer is due with the request, a completion with its outcome', async () => {
    await given.store.saveDraft(draft('d1'), [offer('d1'), complete('d1')], at)
    for (const held of await take(at))
      await given.store.settleErrand(held, { outcome: 'waits', reference: 'm1' })
    expect([await claim(at + 9_999), await given.store.nextErrandAt()]).toEqual([[], null])
    await given.store.commit(asked('d1', { open: true, status: 'in_review' }))
    await given.store.dropDraft('d1')
    const { store } = await given.reopen()
    const due = only(await take(at + 10_000))
    expect(due).toMatchObject({ id: 'offer:d1', reference: 'm1' })
    await store.settleErrand(due, { outcome: 'done' })
    await store.commit({ ...asked('d1', { open: true, status: 'approved' }), expectedVersion: 1 })
    const ended = only(await take(at + 20_000))
    expect(ended.id).toBe('complete:d1')
    await store.settleErrand(ended, { outcome: 'done' })
    expect(await claim(at + 99_999)).toEqual([])
  })

  test('given a draft that is dropped without a request, then all that waits for it is due', async () => {
    await given.store.saveDraft(draft('d1'), [offer('d1'), complete('d1')], at)
    for (const held of await take(at))
      await given.store.settleErrand(held, { outcome: 'waits', reference: null })
    await given.store.dropDraft('d1')
    expect(await claim(at)).toEqual(['complete:d1', 'offer:d1'])
  })

  test('given a failure, then the errand waits for its time, and remembers that its outcome is unknown', async () => {
    const alone = {
      id: 'e1',
      type: 'complete',
      draft: '',
      owner: '',
      subject: 'Fx1',
      reason: 'guest',
    } as const
    await given.store.addErrand(alone, at)
    await given.store.addErrand({ ...alone, reason: 'bot' }, at)
    const held = only(await take(at))
    expect(await given.store.beginErrand(held)).toBe(true)
    expect(await given.store.errand('e1')).toMatchObject({ reason: 'guest', uncertain: true, attempts: 0 })
    await given.store.settleErrand(held, { outcome: 'retry', at: at + 50, error: 'x', uncertain: false })
    expect(await claim(at + 49)).toEqual([])
    const again = only(await take(at + 50))
    expect(await given.store.errand('e1')).toMatchObject({ uncertain: false, attempts: 1 })
    const untried = {
      outcome: 'retry',
      at: at + 50,
      error: 'stopped',
      uncertain: true,
      attempted: false,
    } as const
    await given.store.settleErrand(again, untried)
    expect(await claim(at + 50)).toEqual(['e1'])
    expect(await given.store.errand('e1')).toMatchObject({ uncertain: true, attempts: 1 })
  })

  test('given somebody’s digest, then one of several processes gets it, once, also where it is planned again', async () => {
    const plan = {
      id: `digest:ada:${at}`,
      type: 'digest',
      draft: '',
      owner: 'ada',
      subject: String(at),
      reason: null,
    } as const
    const { store: other } = await given.connect()
    await Promise.all([given.store.addErrand(plan, at), other.addErrand(plan, at)])
    expect(await given.store.nextErrandAt()).toBe(at)
    const query = { now: at, leaseUntil: at + 1000, limit: 9 }
    const claimed = await Promise.all([given.store.claimErrands(query), other.claimErrands(query)])
    expect(claimed.flat()).toEqual([
      expect.objectContaining({ type: 'digest', owner: 'ada', subject: String(at) }),
    ])
    await other.settleErrand(only(claimed.flat()), { outcome: 'done' })
    await given.store.addErrand(plan, at)
    expect(await claim(at + 10_000)).toEqual([])
    await given.store.prune(at)
    expect(await given.store.errand(plan.id)).not.toBeNull()
    await given.store.prune(at + 1)
    expect(await given.store.errand(plan.id)).toBeNull()
  })

  test('given an errand that is renewed, then nobody else gets it, until its lease has ended', async () => {
    await given.store.saveDraft(draft('d1'), [offer('d1')], at)
    const { store: other } = await given.connect()
    const renew = (leaseUntil: number) =>
      given.store.renewErrands({ errands: ['offer:d1', 'unknown'], leaseUntil })
    await renew(at + 9_000)
    const held = only(await take(at))
    await renew(at + 2_000)
    await renew(at + 500)
    expect(await take(at + 1_999, other)).toEqual([])
    expect(await given.store.nextErrandAt()).toBe(at + 2_000)
    expect(await take(at + 2_000, other)).toEqual([{ ...held, claim: held.claim + 1 }])
  })

  test('given somebody who was overtaken, whatever they begin and report late, then what the newer one did and does stays', async () => {
    const reports = [
      { outcome: 'waits', reference: null },
      { outcome: 'done' },
      { outcome: 'retry', at: at + 99_000, error: 'timeout', uncertain: false },
    ] as const
    await given.store.saveDraft(draft('d1'), [offer('d1')], at)
    const { store: other } = await given.connect()
    const slow = only(await take(at))
    const quick = only(await take(at + 1_000, other))
    expect(await given.store.beginErrand(slow)).toBe(false)
    expect(await given.store.errand(slow.id)).toMatchObject({ uncertain: false })
    expect(await other.beginErrand(quick)).toBe(true)
    for (const report of reports) await given.store.settleErrand(slow, report)
    expect(await take(at + 1_999)).toEqual([])
    const inHand = { reference: null, attempts: 0, uncertain: true }
    expect(await given.store.errand(slow.id)).toMatchObject(inHand)
    await other.settleErrand(quick, { outcome: 'waits', reference: 'm2' })
    for (const report of [...reports, { outcome: 'waits', reference: 'm1' } as const]) {
      await given.store.settleErrand(slow, report)
      await other.settleErrand(quick, report)
    }
    expect(await other.beginErrand(quick)).toBe(false)
    expect(await given.store.errand(slow.id)).toMatchObject({ reference: 'm2', uncertain: false })
    expect([await given.store.nextErrandAt(), await take(at + 99_000)]).toEqual([null, []])
  })

  test('given somebody who was overtaken, when they report the only message there is, then its address is kept and the errand stays taken', async () => {
    await given.store.saveDraft(draft('d1'), [offer('d1')], at)
    const slow = only(await take(at))
    const quick = only(await take(at + 1_000))
    await given.store.beginErrand(quick)
    await given.store.settleErrand(slow, { outcome: 'waits', reference: 'm1' })
    expect(await given.store.errand(slow.id)).toMatchObject({ reference: 'm1', uncertain: true })
    expect(await take(at + 1_999)).toEqual([])
    await given.store.settleErrand(quick, { outcome: 'waits', reference: 'm2' })
    expect(await given.store.errand(slow.id)).toMatchObject({ reference: 'm2', uncertain: false })
  })

  test('given a lease that ended while nobody else took the errand, then the late report counts', async () => {
    await given.store.saveDraft(draft('d1'), [offer('d1')], at)
    const held = only(await take(at))
    expect(await given.store.beginErrand(held)).toBe(true)
    await given.store.settleErrand(held, { outcome: 'done' })
    expect(await take(at + 99_000)).toEqual([])
  })

  test('given an errand that is gone, then nothing of it begins, and a report of it changes nothing', async () => {
    const gone = { id: 'e1', claim: 1 }
    expect(await given.store.beginErrand(gone)).toBe(false)
    await given.store.settleErrand(gone, { outcome: 'waits', reference: 'm1' })
    expect(await given.store.errand('e1')).toBeNull()
  })
}
