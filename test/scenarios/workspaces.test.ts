import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { legalUserGroup } from '../../adapters/sandbox/organisation.ts'
import type { SlackServer } from '../../adapters/sandbox/slack-server/index.ts'
import { createVault } from '../../adapters/secrets/vault.ts'
import type { Vault } from '../../src/app/ports.ts'
import { verbs } from '../support/stack/index.ts'
import { startWorkspaces } from '../support/stack/workspaces.ts'

const north = 'T0NORTH01'
const south = 'T0SOUTH01'
const organisationYaml = `
organisation: { name: Example AG, timezone: Europe/Berlin }
groups:
  security: { members: [sam@example.com], respondWithin: 8wh }
  legal: { members: ['slack:${south}/${legalUserGroup}'], respondWithin: 8wh }
executives: [{ members: [carla@example.com], respondWithin: 8wh }]
`

const onlySecurity = organisationYaml.replace(/ {2}legal:.*\n/, '')

/** Security and marketing work in the north, legal in the south; Mara has an account in both. */
async function start(options: { vault?: Vault } = {}) {
  const all = await startWorkspaces([north, south], { organisationYaml, ...options })
  for (const handle of ['lena', 'oskar']) leave(all.server(north), handle)
  for (const handle of ['sam', 'noor', 'carla']) leave(all.server(south), handle)
  for (const tenant of [north, south]) await all.install(tenant)
  const mara = all.person(north, 'mara')
  const sam = all.person(north, 'sam')
  const lena = all.person(south, 'lena')
  const maraInTheSouth = all.person(south, 'mara')
  return { ...all, mara, sam, lena, maraInTheSouth }
}

/** As an administrator of the workspace may change them. */
function groupsOf({
  workspace: { userGroups },
}: SlackServer): SlackServer['workspace']['userGroups'][number][] {
  if (!Array.isArray(userGroups)) throw new Error('no list')
  return userGroups
}

function leave({ workspace }: { workspace: { accounts: Map<string, { handle: string }> } }, handle: string) {
  for (const [id, account] of workspace.accounts) if (account.handle === handle) workspace.accounts.delete(id)
}

describe('given two workspaces of one organisation', () => {
  test('when somebody asks in one, then reviewers of both decide where they are, each in their own workspace', async () => {
    const { mara, sam, lena, maraInTheSouth } = await start()
    const post = await mara.asksForPost()
    expect(sam.sees(post).headline).toContain('needs your decision')
    expect(lena.sees(post).headline).toContain('braucht Ihre Entscheidung')
    expect(maraInTheSouth.news()).toEqual([])
    await sam.approves(post)
    await lena.approves(post)
    expect(mara.sees(post).headline).toContain('is approved')
    expect(sam.sees(post).headline).toContain('is approved')
  })

  test('when somebody works in the other one, then they are the same person, and new cards come there', async () => {
    const { mara, maraInTheSouth, sam } = await start()
    const first = await mara.asksForPost()
    const second = await maraInTheSouth.asksForPost()
    expect(maraInTheSouth.sees(second).headline).toContain('is waiting for')
    expect(mara.news().join()).not.toContain(`#${second}`)
    // The card of the first request stays one card, where it is.
    await sam.requestsChanges(first, 'Another picture, please.')
    expect(mara.sees(first).headline).toMatch(/changes/i)
    // She may act from either side: both are hers.
    await maraInTheSouth.commands(`#${first}`)
    expect(maraInTheSouth.dialog?.text).toContain('Another picture, please.')
  })

  test('when two accounts have the same id in different workspaces, then they are two people', async () => {
    const { database, server, person, mara } = await start()
    const { accounts } = server(south).workspace
    const [id, account] = [...accounts].find(([, { handle }]) => handle === 'mara') ?? []
    if (id === undefined || account === undefined) throw new Error('no Mara')
    accounts.set(id, { ...account, email: 'somebody.else@example.com', name: 'Somebody Else' })
    const post = await mara.asksForPost()
    const reaction = await person(south, 'mara').commands(`#${post}`)
    const [one, other] = await Promise.all(
      [north, south].map((tenant) => database.people.byIdentity({ platform: 'slack', tenant, user: id })),
    )
    expect(one?.name).not.toBe(other?.name)
    expect(one?.id).not.toBe(other?.id)
    expect(reaction.shows).not.toBe('form')
  })
})

describe('given a workspace whose token is revoked in mid-flow', () => {
  test('when others decide, then they go on, its people’s cards wait without asking Slack again, and a new installation brings all up to date', async () => {
    const { mara, sam, lena, revoke, install, installation, database, log, calls, clock, settle, event } =
      await start()
    log.expects(/not connected any more|card parked|not_connected/)
    const post = await mara.asksForPost()
    revoke(south)
    await sam.approves(post)
    clock.advance(61_000)
    await settle()
    expect(mara.sees(post).headline).toContain('is waiting for Legal')
    expect(await installation(south)).toMatchObject({ state: 'gone', gone: { because: 'token_revoked' } })
    const parked = await database.store.parkedCards(10)
    expect(parked.map(({ lastError }) => lastError)).toEqual(parked.map(() => 'not_connected'))
    expect(parked.length).toBeGreaterThan(0)

    // Nothing is asked of Slack with the dead token while time passes.
    const asked = calls.filter(({ tenant }) => tenant === 'revoked').length
    for (let hour = 0; hour < 3; hour++) {
      clock.advance(3_600_000)
      await settle()
    }
    expect(calls.filter(({ tenant }) => tenant === 'revoked')).toHaveLength(asked)

    // A click on what is still to be seen there is refused kindly, and records nothing.
    const before = (await database.store.read(parked[0]?.request ?? '')).length
    const told = await lena.presses(post, 'approve')
    await settle()
    expect((await database.store.read(parked[0]?.request ?? '')).length).toBe(before)
    expect(lena.sees(post).headline).toContain('braucht Ihre Entscheidung')
    expect(JSON.stringify(told)).toContain('not connected to Countersign')

    expect((await install(south)).text).toContain('is connected')
    expect(await database.store.parkedCards(10)).toEqual([])
    await lena.approves(post)
    expect(mara.sees(post).headline).toContain('is approved')

    // What Slack said about the old installation arrives once more.
    const { again } = await event(south, { type: 'app_uninstalled' })
    await again()
    await settle()
    expect(await installation(south)).toMatchObject({ state: 'active', gone: null })
  })

  test('when Slack says that the app was removed, then it is noted at once, and people with another account get theirs there', async () => {
    const { mara, maraInTheSouth, sam, lena, revoke, event, installation, log, clock, settle, parks } =
      await start()
    log.expects(/not connected any more|card parked/)
    parks()
    const post = await maraInTheSouth.asksForPost()
    revoke(south)
    await event(south, { type: 'tokens_revoked', tokens: { bot: ['UBOT'] } })
    expect(await installation(south)).toMatchObject({ state: 'gone', gone: { because: 'token_revoked' } })
    await sam.requestsChanges(post, 'Another picture, please.')
    clock.advance(61_000)
    await settle()
    expect(mara.sees(post).headline).toMatch(/changes/i)
    expect(mara.sees(post).text).toContain('Another picture, please.')
    expect(lena.news()).not.toEqual([])
  })
})

describe('given a workspace whose good token Slack refuses for a while', () => {
  test('when that is over, then it is connected by itself, asked ever more rarely until then, and its cards come', async () => {
    const { mara, sam, lena, mistakes, installation, log, calls, clock, settle } = await start()
    log.expects(/not connected any more|card parked|not_connected/)
    mistakes(south, true)
    const post = await mara.asksForPost()
    await sam.approves(post)
    clock.advance(61_000)
    await settle()
    expect(await installation(south)).toMatchObject({ state: 'gone', gone: { because: 'invalid_auth' } })
    const before = calls.filter(({ tenant }) => tenant === south).length
    for (let minute = 0; minute < 180; minute += 5) {
      clock.advance(5 * 60_000)
      await settle()
    }
    const tries = calls.filter(({ tenant }) => tenant === south).slice(before)
    expect(new Set(tries.map(({ method }) => method))).toEqual(new Set(['auth.test']))
    expect(tries.length).toBeGreaterThan(2)
    expect(tries.length).toBeLessThan(8)

    mistakes(south, false)
    clock.advance(61 * 60_000)
    await settle()
    expect(await installation(south)).toMatchObject({ state: 'active', gone: null })
    expect(lena.sees(post).headline).toContain(`#${post}`)
  })
})

describe('given tokens under a key', () => {
  /** A vault whose keys a restart would change. */
  function changingVault() {
    const [old, fresh, other] = [randomBytes(32), randomBytes(32), randomBytes(32)]
    let present = createVault([old])
    const vault: Vault = {
      seal: (text, about) => present.seal(text, about),
      open: (sealed, about) => present.open(sealed, about),
    }
    const put = (...keys: Uint8Array[]) => {
      present = createVault(keys)
    }
    return { vault, old, fresh, other, put }
  }

  test('when a new one is put in front, then a start encrypts all anew, and the old one can go', async () => {
    const { vault, old, fresh, put } = changingVault()
    const { mara, sam, installation, startAgain } = await start({ vault })
    const before = await installation(north)
    put(fresh, old)
    await startAgain()
    const after = await installation(north)
    expect(after?.sealed).not.toBe(before?.sealed)
    expect(after).toEqual({ ...before, sealed: after?.sealed })
    put(fresh)
    const post = await mara.asksForPost()
    expect(sam.sees(post).headline).toContain('needs your decision')
  })

  test('when it is missing, then one line says so, nothing is asked with a wrong token, and it works again with the key', async () => {
    const { vault, old, other, put } = changingVault()
    const { mara, sam, startAgain, log, installation, calls } = await start({ vault })
    log.expects(/token of a workspace cannot be read/)
    put(other)
    const before = calls.length
    await startAgain()
    await startAgain()
    expect(log.text().match(/token of a workspace cannot be read/g)).toHaveLength(2)
    expect(calls.slice(before)).toEqual([])
    await mara.commands('post')
    expect(mara.dialog).toBeNull()
    expect(await installation(north)).toMatchObject({ state: 'active', gone: null })
    put(old)
    const post = await mara.asksForPost()
    expect(sam.sees(post).headline).toContain('needs your decision')
  })

  test('when the token of one workspace is copied over another’s, then it is not used', async () => {
    const { database, installation, mara, log } = await start()
    log.expects(/token of a workspace cannot be read.*damaged/)
    const [one, other] = [await installation(north), await installation(south)]
    if (one === null || other === null) throw new Error('not installed')
    await database.installations.save({ ...one, sealed: other.sealed })
    await mara.commands('post')
    expect(mara.dialog).toBeNull()
  })
})

describe('given a workspace that nobody has allowed', () => {
  test('when somebody there presses, types or opens App Home, then nothing is recorded and nobody becomes known', async () => {
    const all = await startWorkspaces([north, south], { organisationYaml: onlySecurity, allowed: [north] })
    await all.install(north)
    expect((await all.install(south)).status).toBe(403)
    const stranger = all.person(south, 'sam')
    await stranger.commands('post')
    expect(stranger.dialog).toBeNull()
    all.server(south).openHome(stranger.user)
    await all.settle()
    expect(
      await all.database.people.byIdentity({ platform: 'slack', tenant: south, user: stranger.user }),
    ).toBeNull()
    expect(await all.database.people.byEmail('sam@example.com')).toMatchObject({
      identities: [{ tenant: north }],
    })
    const post = await all.person(north, 'mara').asksForPost()
    expect(verbs(all.person(north, 'sam').sees(post))).toContain('approve')
    expect(stranger.news().join()).not.toContain('#')
    expect(await all.installation(south)).toBeNull()
  })
})

describe('given a user group', () => {
  test('when it is disabled, then nobody decides through it, the operator is told once, and the request goes on to an executive in time', async () => {
    const { mara, sam, lena, server, event, log, clock, settle, person, database } = await start()
    log.expects(/group does not exist or is disabled/)
    const post = await mara.asksForPost()
    await sam.approves(post)
    const atHand = lena.sees(post)
    const groups = groupsOf(server(south))
    groups.length = 0
    for (const _ of [1, 2]) await event(south, { type: 'subteam_updated', subteam: { id: legalUserGroup } })
    expect(log.text().match(/group does not exist or is disabled/g)).toHaveLength(1)
    expect(verbs(lena.sees(post))).not.toContain('approve')
    const tried = await lena.presses(post, 'approve', { on: atHand })
    expect(tried.shows).not.toBe('form')
    const request = await database.store.requestByNumber(post)
    const due = await database.store.nextDueAt()
    expect(request).not.toBeNull()
    expect(due).not.toBeNull()
    for (let day = 0; day < 4; day++) {
      clock.advance(24 * 3_600_000)
      await settle()
    }
    expect(person(north, 'carla').news().join()).toContain(`#${post}`)
  })

  test('when somebody joins it, then they count at once, without waiting for five minutes', async () => {
    const { mara, server, event, person, lena } = await start()
    const { workspace } = server(south)
    const group = workspace.userGroups.find(({ id }) => id === legalUserGroup)
    const tom = [...workspace.accounts.values()].find(({ handle }) => handle === 'tom')
    if (group === undefined || tom === undefined) throw new Error('no Tom')
    const post = await mara.asksForPost()
    groupsOf(server(south)).splice(0, 1, { ...group, users: [...group.users, tom.id] })
    await event(south, { type: 'subteam_members_changed', subteam_id: legalUserGroup })
    const next = await mara.asksForPost()
    expect(person(south, 'tom').sees(next).headline).toContain(`#${next}`)
    expect(lena.sees(post).headline).toContain(`#${post}`)
  })
})
