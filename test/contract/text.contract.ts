import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Draft, Installation, PersonRecord } from '../../src/app/ports.ts'
import { mondayMorning } from '../support/clock.ts'
import { sampleCommit } from '../support/store/samples.ts'
import { type CreateDatabase, givenDatabase, living, only, person } from './database.ts'

/** Nothing that could be compressed. An index of PostgreSQL holds keys of 2,700 bytes at most. */
const long = Array.from({ length: 45 }, (_, index) =>
  createHash('sha256').update(String(index)).digest('base64'),
).join('')

const draft: Draft = {
  id: 'd1',
  owner: 'ada',
  kind: 'post',
  values: {},
  media: [],
  source: 'tool',
  origin: null,
  updatedAt: mondayMorning,
}
const ada: PersonRecord = {
  id: 'ada',
  name: 'Ada',
  email: 'ada@example.com',
  locale: 'en',
  timezone: null,
  standing: 'active',
  identities: [{ platform: 'slack', tenant: 'T1', user: 'U1' }],
}
const installation: Installation = {
  platform: 'slack',
  tenant: 'T1',
  name: 'Example',
  enterprise: null,
  orgWide: false,
  bot: 'B1',
  scopes: [],
  sealed: 'sealed',
  state: 'active',
  installedAt: 1,
  installedBy: 'U1',
  gone: null,
}
const errand = { id: 'e1', type: 'digest', draft: '', owner: 'ada', subject: '1', reason: null } as const

/** What every database makes of the same text, wherever it comes from. */
export function textContract(create: CreateDatabase): void {
  const given = givenDatabase(create)
  const card = async () => only(await given.store.cardsOf('r1'))
  const claimed = async () =>
    only(await given.store.claimCards({ now: mondayMorning, leaseUntil: mondayMorning + 9_000, limit: 9 }))

  describe.each(['a\0b', 'a\uD800b'])('given %j, which not every database can keep', (text) => {
    test('when it is to be stored, then it is refused wherever it stands, and nothing is stored', async () => {
      await given.store.commit(
        sampleCommit('r1', { cards: [{ request: 'r1', recipient: person('p'), purpose: living() }] }),
      )
      const held = await claimed()
      const { store, people, installations } = given
      const commit = sampleCommit('r2')
      const requester = { ...commit, summary: { ...commit.summary, requester: text } }
      const delivered = { outcome: 'delivered', version: 1, reference: 'a', shown: text } as const
      const writes: Record<string, () => Promise<unknown>> = {
        requester: () => store.commit(requester),
        'origin of a draft': () => store.saveDraft({ ...draft, origin: text }, [], 1),
        'id of a draft': () => store.saveDraft({ ...draft, id: text }, [], 1),
        'subject of its errand': () => store.saveDraft(draft, [{ id: 'e', type: 'offer', subject: text }], 1),
        'subject of an errand': () => store.addErrand({ ...errand, subject: text }, 1),
        'reason of an errand': () => store.addErrand({ ...errand, reason: text }, 1),
        'look of a card': () => store.settleCard(held, delivered),
        account: () =>
          people.save({ ...ada, identities: [{ platform: 'slack', tenant: 'T1', user: text }] }, null),
        enterprise: () => installations.save({ ...installation, enterprise: text }),
        ticket: () => installations.addTicket({ hash: text, expiresAt: 2 }, 1),
      }
      const accepted: string[] = []
      for (const [place, write] of Object.entries(writes)) {
        const fault = await write().then(
          () => null,
          (error: unknown) => error,
        )
        if (
          fault === null ||
          !(fault instanceof Error && 'code' in fault && fault.code === 'unstorable_text')
        )
          accepted.push(`${place}: ${String(fault)}`)
      }
      expect(accepted).toEqual([])
      expect(await store.draft('d1')).toBeNull()
      expect(await people.byId('ada')).toBeNull()
      expect(await installations.list()).toEqual([])
      expect((await card()).delivered).toBe(0)
    })

    test('when it is looked for, then there is none', async () => {
      const { store, people, blobs, installations } = given
      expect(await store.read(text)).toEqual([])
      expect(await store.readAll([text])).toEqual(new Map())
      expect(await store.seen(text)).toBe(false)
      expect(await store.requestOf(text)).toBeNull()
      expect(await store.getFact(text)).toBeNull()
      expect(await store.draft(text)).toBeNull()
      expect(await store.errand(text)).toBeNull()
      expect(await store.cardsOf(text)).toEqual([])
      expect(await store.requestOfCard(text)).toBeNull()
      expect(await store.decidedBy([text], 9)).toEqual([])
      expect((await store.waitingFor({ keys: [text], limit: 9 })).noted).toEqual([])
      expect(await store.list({ by: 'updated', requester: text, limit: 9 })).toEqual([])
      expect(await store.readDirectory({ topic: 'absence', person: text })).toEqual([])
      expect(await people.byEmail(text)).toBeNull()
      expect(await people.byId(text)).toBeNull()
      expect(await people.byIdentity({ platform: 'slack', tenant: 'T1', user: text })).toBeNull()
      expect(await people.preferencesOf(text)).toEqual({})
      expect(await blobs.get(text)).toBeNull()
      expect(await installations.find('slack', text)).toBeNull()
    })
  })

  test('given names of two thousand characters, then they are kept and found like any others', async () => {
    const { store } = given
    const cards = [{ request: 'r1', recipient: person('p'), purpose: living() }]
    expect(await store.commit(sampleCommit('r1', { dedupeKey: long, cards }))).toMatchObject({ ok: true })
    expect(await store.commit(sampleCommit('r2', { dedupeKey: long }))).toMatchObject({ reason: 'duplicate' })
    expect(await store.requestOf(long)).toBe('r1')
    await store.settleCard(await claimed(), { outcome: 'delivered', version: 1, reference: long })
    expect(await store.requestOfCard(long)).toBe('r1')
    await store.putFact(long, 'value')
    expect(await store.getFact(long)).toBe('value')
  })

  test('given ids and names in any letters, then they sort byte by byte', async () => {
    const tenants = ['T-1', 'T1', 'TB', 'Ta', 'Tä', 't1']
    for (const tenant of [...tenants].reverse()) await given.installations.save({ ...installation, tenant })
    expect((await given.installations.list()).map(({ tenant }) => tenant)).toEqual(tenants)
  })

  test('given drafts of one instant, then they come in the same order every time', async () => {
    for (const id of ['d2', 'd-1', 'D3', 'd1']) await given.store.saveDraft({ ...draft, id }, [], 1)
    const found = await given.store.draftsOf('ada', 9)
    expect(found.map(({ id }) => id)).toEqual(['d2', 'd1', 'd-1', 'D3'])
  })
}
