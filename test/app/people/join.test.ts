import { describe, expect, test } from 'vitest'
import { createAbsences } from '../../../src/app/absence/absences.ts'
import { createStatuses } from '../../../src/app/absence/statuses.ts'
import { readClaims } from '../../../src/app/directory/claims.ts'
import { createDirectory } from '../../../src/app/directory/directory.ts'
import { findPerson } from '../../../src/app/people/find.ts'
import { joinPeople, partAccount } from '../../../src/app/people/join.ts'
import { type Identity, type Person, StoreUnavailable } from '../../../src/app/ports.ts'
import { email, group } from '../../support/app/organisation.ts'
import { verbsAt } from '../../support/app/screens.ts'
import { typedRejection } from '../../support/app/typed.ts'
import { createWorld, type World } from '../../support/app/world.ts'
import { groupPolicy, policy } from '../../support/domain/build.ts'

const word = { operator: 'root', because: 'One human, two addresses' }
const twoOfSecurity = {
  policy: policy({ groups: { security: groupPolicy({ quorum: 2 }), legal: groupPolicy() } }),
}

async function personOf(world: World, user: string): Promise<Person> {
  const found = await findPerson(`${user}@example.com`, world.deps)
  if (found === null) throw new Error(`${user} was not seen`)
  return found.person
}

async function join(world: World, kept: string, other: string) {
  return joinPeople(await personOf(world, kept), await personOf(world, other), word, world.deps)
}

async function part(world: World, kept: string, account: Identity) {
  return partAccount(await personOf(world, kept), account, word, world.deps)
}

const storesOf = ({ deps }: World) => ({
  absences: createAbsences({ ...deps, statuses: createStatuses(deps) }),
})

async function seen(world: World, ...users: readonly string[]) {
  const { directory } = world.app
  for (const user of users) await directory.personOf(world.accounts.account(user))
  return directory
}

describe('given one human with two accounts that no address joins', () => {
  test('when an operator joins them, then both accounts are the first person, and it is in the ledger', async () => {
    const world = createWorld()
    const directory = await seen(world, 'sec1', 'eve')
    const kept = await personOf(world, 'sec1')
    const other = await personOf(world, 'eve')
    expect(await join(world, 'sec1', 'eve')).toMatchObject({ outcome: 'joined' })
    for (const user of ['sec1', 'eve', 'sec1']) {
      const now = await directory.personOf(world.accounts.identity(user))
      expect(now).toMatchObject({ ok: true, person: { id: kept.id } })
      if (now.ok) expect((await directory.actorOf(now.person)).groups).toEqual(['security'])
    }
    const [event] = await world.deps.store.readDirectory({ topic: 'accounts', person: kept.id })
    expect(event?.event).toMatchObject({
      type: 'accounts_joined',
      joined: other.id,
      by: 'operator:root',
      because: word.because,
    })
    expect(await join(world, 'sec1', 'eve')).toEqual({ outcome: 'same' })
  })

  test('when they decided by one account before, then the other decides nothing more, and takes it back', async () => {
    const world = createWorld({ organisation: twoOfSecurity })
    const request = await world.submitted('ada')
    await world.approve('sec2', request, 'security')
    expect(await join(world, 'sec1', 'sec2')).toMatchObject({ outcome: 'joined' })
    const again = await world.fill('sec1', 'reject', request, typedRejection, { subject: 'security' })
    expect(again).toMatchObject({ outcome: 'refused', code: 'already_decided' })
    expect((await world.load(request.id)).decisions).toHaveLength(1)
  })

  test('when one account asked for it, then the other does not approve it', async () => {
    const world = createWorld({ organisation: twoOfSecurity })
    const request = await world.submitted('ada')
    await join(world, 'sec1', 'ada')
    expect(await world.approve('sec1', request, 'security')).toMatchObject({
      outcome: 'refused',
      code: 'own_request',
    })
    // What was asked for by the joined account is still theirs, from either.
    expect(await world.click('sec1', 'withdraw', request)).toMatchObject({ outcome: 'form' })
  })

  test('when both were heard on an open request, then they are not joined until it is settled', async () => {
    const world = createWorld({ organisation: twoOfSecurity })
    const request = await world.submitted('ada')
    await world.approve('sec1', request, 'security')
    await world.approve('sec2', request, 'security')
    expect(await join(world, 'sec1', 'sec2')).toEqual({ outcome: 'both_heard', numbers: [request.number] })
    expect((await personOf(world, 'sec2')).identities).toHaveLength(1)
    await world.fill('ada', 'withdraw', request, typedRejection)
    expect(await join(world, 'sec1', 'sec2')).toMatchObject({ outcome: 'joined' })
  })

  test.each(['guest', 'deactivated'] as const)(
    'when one of them is %s, then they stay two',
    async (standing) => {
      const world = createWorld()
      const directory = await seen(world, 'sec1', 'eve')
      world.accounts.account('eve', { standing })
      await directory.personOf(world.accounts.identity('eve'))
      const eve = await findPerson('slack:T1/eve', world.deps)
      const kept = await personOf(world, 'sec1')
      const answer = eve === null ? null : await joinPeople(kept, eve.person, word, world.deps)
      expect(answer).toMatchObject({ outcome: 'not_active' })
    },
  )

  test('when a command is cut short before the cards are drawn, then the same command draws them', async () => {
    const world = createWorld({ organisation: twoOfSecurity })
    await world.submitted('ada')
    expect(verbsAt(world.chat, '@sec1')).toContain('approve')
    const { store } = world.deps
    const redrawOpen = store.redrawOpen.bind(store)
    store.redrawOpen = () => Promise.reject(new StoreUnavailable('locked'))
    await expect(join(world, 'ada', 'sec1')).rejects.toThrow(StoreUnavailable)
    store.redrawOpen = redrawOpen
    expect(await join(world, 'ada', 'sec1')).toEqual({ outcome: 'same' })
    await world.app.deliverer.settleAll()
    // What they asked for themselves is not theirs to decide.
    expect(verbsAt(world.chat, '@sec1')).not.toContain('approve')
  })

  test('when a command is cut short after the ledger, then the next sight of the account completes it', async () => {
    const world = createWorld()
    const directory = await seen(world, 'sec1', 'eve')
    const [kept, other] = [await personOf(world, 'sec1'), await personOf(world, 'eve')]
    await join(world, 'sec1', 'eve')
    expect(await world.deps.people.save(kept, await world.deps.people.byId(kept.id))).toBe(true)
    expect(await world.deps.people.save(other, await world.deps.people.byId(other.id))).toBe(true)
    const both = ['sec1', 'eve'].map((user) => world.accounts.identity(user))
    expect((await directory.person(other.id))?.identities).toEqual(both)
    const now = await directory.personOf(world.accounts.identity('eve'))
    expect(now).toMatchObject({ ok: true, person: { id: kept.id } })
    expect((await world.deps.people.byId(kept.id))?.identities).toHaveLength(2)
  })
})

describe('given one human with two accounts, of which one was asked about a request', () => {
  /** Cards that are no mere hint at another one, wherever the person may find them, by what they are on them. */
  const open = (world: World, role: string, ...users: readonly string[]) =>
    users.flatMap((user) =>
      world.chat.at(`@${user}`).filter((card) => card.type === 'request' && card.role === role),
    )
  const looks = async (world: World) => {
    for (let times = 0; times < 3; times += 1) await world.later(6 * 60_000)
  }

  test('when the other account stays and all cards are looked at, then they have one card to decide on', async () => {
    const world = createWorld()
    await seen(world, 'eve')
    const request = await world.submitted('ada')
    await join(world, 'eve', 'sec2')
    await looks(world)
    expect(open(world, 'reviewer', 'eve', 'sec2')).toHaveLength(1)
    expect(await world.approve('eve', request, 'security')).toMatchObject({ outcome: 'done' })
  })

  test('when the other account wants a digest, then the card that they have is not closed for one that is not there yet', async () => {
    const world = createWorld()
    await seen(world, 'eve')
    const identity = world.accounts.identity('eve')
    await world.app.service.prefer({ identity, wish: { about: 'digest', text: '10:00' } })
    const request = await world.submitted('ada')
    await join(world, 'eve', 'sec2')
    await looks(world)
    expect(open(world, 'reviewer', 'eve', 'sec2')).toHaveLength(1)
    await world.approve('sec1', request, 'security')
    await looks(world)
    expect(open(world, 'reviewer', 'eve', 'sec2')).toHaveLength(1)
  })

  test('when they were heard by the one and were asked to rule by the other, then one card for a ruling stays', async () => {
    const world = createWorld()
    const request = await world.submitted('ada')
    await world.fill('sec2', 'reject', request, typedRejection, { subject: 'security' })
    await world.approve('legal1', request, 'legal')
    await world.later(8 * 3_600_000)
    expect(open(world, 'executive', 'cmo')).toHaveLength(1)
    await join(world, 'cmo', 'sec2')
    await looks(world)
    const briefs = (await world.deps.store.cardsOf(request.id)).filter(
      ({ purpose }) => purpose.type === 'living' && purpose.view === 'brief',
    )
    const shown = world.chat.messages.filter(({ reference }) =>
      briefs.some((row) => row.reference === reference),
    )
    expect(shown.map(({ card }) => card.type)).toEqual(['notice', 'request'])
  })
})

describe('given one human with two accounts, and another process that looks one of them up', () => {
  test('when an operator joins them in between, then what was looked up takes no account back', async () => {
    const world = createWorld()
    await seen(world, 'sec1', 'eve')
    const kept = await personOf(world, 'sec1')
    world.accounts.account('sec1', { name: 'Sec One' })
    const { people } = world.deps
    let joined: unknown = null
    const slow: typeof people = {
      ...people,
      async save(person, before) {
        joined ??= await join(world, 'sec1', 'eve')
        return people.save(person, before)
      },
    }
    const elsewhere = createDirectory({ ...world.deps, people: slow, absences: storesOf(world).absences })
    const now = await elsewhere.personOf(world.accounts.identity('sec1'))
    expect(joined).toMatchObject({ outcome: 'joined' })
    expect(now).toMatchObject({ ok: true, person: { id: kept.id, name: 'Sec One' } })
    const other = await elsewhere.personOf(world.accounts.identity('eve'))
    expect(other).toMatchObject({ ok: true, person: { id: kept.id } })
    expect((await people.byId(kept.id))?.identities).toHaveLength(2)
  })
})

describe('given two people whom a join made one', () => {
  test('when they are parted, then each is who they were, with what each decided', async () => {
    const world = createWorld({ organisation: twoOfSecurity })
    const request = await world.submitted('ada')
    await world.approve('sec2', request, 'security')
    const before = await personOf(world, 'sec2')
    await join(world, 'sec1', 'sec2')
    expect(await part(world, 'sec1', world.accounts.identity('sec2'))).toMatchObject({ outcome: 'parted' })
    expect((await personOf(world, 'sec2')).id).toBe(before.id)
    expect(await world.approve('sec1', request, 'security')).toMatchObject({ outcome: 'done' })
    expect((await world.load(request.id)).decisions).toHaveLength(2)
  })

  test('when parting is cut short after the ledger, then each has the accounts that are theirs', async () => {
    const world = createWorld()
    const directory = await seen(world, 'sec1', 'eve')
    const [kept, other] = [await personOf(world, 'sec1'), await personOf(world, 'eve')]
    await join(world, 'sec1', 'eve')
    const joined = await personOf(world, 'sec1')
    const { people } = world.deps
    const save = async () => {
      throw new StoreUnavailable('locked')
    }
    const deps = { ...world.deps, people: { ...people, save } }
    const parting = partAccount(joined, world.accounts.identity('eve'), word, deps)
    await expect(parting).rejects.toThrow(StoreUnavailable)
    const accountsNow = async ({ id }: Person) => (await directory.person(id))?.identities
    expect(await accountsNow(kept)).toEqual([world.accounts.identity('sec1')])
    expect(await accountsNow(other)).toEqual([world.accounts.identity('eve')])
  })

  test('when the account that stayed is to be parted, then the operator is told which one to part', async () => {
    const world = createWorld()
    await seen(world, 'sec1', 'eve')
    await join(world, 'sec1', 'eve')
    expect(await part(world, 'sec1', world.accounts.identity('sec1'))).toEqual({
      outcome: 'part_joined',
      accounts: ['slack:T1/eve'],
    })
  })
})

describe('given two accounts that an address made one person', () => {
  test('when the operator parts them, then the address joins them no more, and lends the other no authority', async () => {
    const world = createWorld({ organisation: { groups: [group('security', [email('sec1')])] } })
    const directory = await seen(world, 'sec1')
    await directory.personOf(world.accounts.account('second', { email: 'sec1@example.com' }))
    const kept = await personOf(world, 'sec1')
    expect(kept.identities).toHaveLength(2)
    const account = world.accounts.identity('second')
    expect(await part(world, 'sec1', account)).toMatchObject({ outcome: 'parted' })
    const second = await directory.personOf(account)
    if (!second.ok) throw new Error(second.refusal.code)
    expect(second.person.id).not.toBe(kept.id)
    expect((await directory.actorOf(second.person)).groups).toEqual([])
    const first = await directory.personOf(world.accounts.identity('sec1'))
    expect(first).toMatchObject({ person: { id: kept.id, email: 'sec1@example.com' } })
    expect(await readClaims(world.deps)).toEqual([])
  })
})

describe('given somebody whose second account had choices, a draft and an absence of its own', () => {
  const start = async () => {
    const world = createWorld()
    await seen(world, 'sec1', 'eve')
    const as = (user: string) => world.accounts.identity(user)
    const prefers = (user: string, about: 'hours' | 'digest', text: string) =>
      world.app.service.prefer({ identity: as(user), wish: { about, text } })
    const choices = async (user: string) => {
      const home = await world.app.service.home({ identity: as(user) })
      return home.outcome === 'home' ? home.home.controls?.digest.value : home.code
    }
    return { world, as, prefers, choices }
  }

  test('when they are joined, then a choice of the second counts where the first made none, until it is given back', async () => {
    const { world, prefers, choices } = await start()
    await prefers('eve', 'digest', '09:00')
    await join(world, 'sec1', 'eve')
    expect(await choices('sec1')).toBe('540')
    await prefers('sec1', 'digest', 'off')
    expect(await choices('eve')).toBe('')
  })

  test('when both chose, then the first one’s choice counts, and one digest is sent', async () => {
    const { world, prefers, choices } = await start()
    await prefers('eve', 'digest', '10:00')
    await prefers('sec1', 'digest', '10:00')
    await join(world, 'sec1', 'eve')
    expect(await choices('eve')).toBe('600')
    const keeper = await personOf(world, 'sec1')
    const sent: string[] = []
    const [chat] = world.deps.chats
    if (chat === undefined) throw new Error('no chat')
    Object.assign(chat, {
      deliverDigest: async ({ errandId }: { errandId: string }) => {
        sent.push(errandId)
        return { outcome: 'delivered', reference: errandId }
      },
    })
    await world.submitted('ada')
    await world.later(3 * 3_600_000)
    expect(sent).toEqual([expect.stringContaining(`digest:${keeper.id}:`)])
  })

  test('when they are joined, then the draft of the second is offered, kept under its id, and can be discarded', async () => {
    const { world, as } = await start()
    const { service } = world.app
    const before = await service.composeFromMessage({
      identity: as('eve'),
      text: 'Big news',
      link: null,
      files: [],
    })
    if (before.outcome !== 'form') throw new Error(before.code)
    await join(world, 'sec1', 'eve')
    const found = await service.continueDraft({ identity: as('sec1'), draft: before.draft })
    expect(found).toMatchObject({ outcome: 'form', draft: before.draft })
    const { purpose } = before.form
    await service.keepDraft({
      identity: as('sec1'),
      purpose,
      values: { 'content:text': { type: 'text', text: 'Bigger news' } },
    })
    await service.discardDraft({ identity: as('sec1'), draft: before.draft })
    expect(await service.continueDraft({ identity: as('eve'), draft: before.draft })).toMatchObject({
      code: 'draft_gone',
    })
  })

  test('when they are joined, then the absence of the second is theirs, and back is back from both', async () => {
    const { world, as } = await start()
    const { service } = world.app
    const away = (user: string, words: string) =>
      service.goAway({ identity: as(user), words, delegate: null, dedupeKey: `${user} ${words}` })
    expect(await away('eve', 'until Friday')).toMatchObject({ outcome: 'absence' })
    await join(world, 'sec1', 'eve')
    expect(await away('sec1', 'until Thursday')).toMatchObject({ outcome: 'absence' })
    const { id } = await personOf(world, 'sec1')
    const { absences } = storesOf(world)
    expect(await absences.of(id)).toHaveLength(2)
    const back = await service.comeBack({ identity: as('sec1'), absence: null, dedupeKey: 'back' })
    expect(back).toMatchObject({ outcome: 'absence' })
    expect(await absences.of(id)).toEqual([])
  })
})

describe('given a requester whose account was joined to another of theirs', () => {
  test('when the groups disagree, then the conversation holds the requester as well', async () => {
    const world = createWorld()
    await seen(world, 'eve')
    const request = await world.submitted('ada')
    await join(world, 'eve', 'ada')
    await world.fill('sec1', 'reject', request, typedRejection, { subject: 'security' })
    await world.approve('legal1', request, 'legal')
    await world.settle()
    expect(world.chat.conversations.map(({ people }) => people.map(({ user }) => user).sort())).toEqual([
      [expect.stringMatching(/ada|eve/), 'legal1', 'sec1'],
    ])
  })
})

describe('given an account that claims the address of somebody else', () => {
  test('then the operator finds both in the list, once', async () => {
    const world = createWorld()
    const directory = await seen(world, 'sec1', 'eve')
    const [holder, claimant] = [await personOf(world, 'sec1'), await personOf(world, 'eve')]
    world.accounts.account('eve', { email: 'sec1@example.com' })
    for (let click = 0; click < 3; click++) await directory.personOf(world.accounts.identity('eve'))
    expect(await readClaims(world.deps)).toMatchObject([{ people: [holder.id, claimant.id] }])
    await joinPeople(holder, claimant, word, world.deps)
    expect(await readClaims(world.deps)).toEqual([])
  })
})
