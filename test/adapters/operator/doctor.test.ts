import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { doctorReport } from '../../../adapters/cli/doctor-report.ts'
import { leastNode } from '../../../adapters/operator/doctor.ts'
import { organisationYaml } from '../../../adapters/sandbox/organisation.ts'
import { grantedScopes } from '../../../adapters/sandbox/slack-server/scopes.ts'
import { scopes } from '../../../adapters/slack/scopes.ts'
import { databaseChecks, nodeCheck } from '../../../src/app/doctor/machine.ts'
import { mediaLinkChecks } from '../../../src/app/doctor/media.ts'
import { environmentFrom } from '../../../src/config/environment.ts'
import { appToken, complaints, openClinic } from '../../support/operator/clinic.ts'
import { sampleCommit, sampleEvents } from '../../support/store/samples.ts'

/** The sandbox's organisation, with other members of security. */
const securityIs = (members: string, also = '') =>
  organisationYaml.replace('members: [sam@example.com, noor@example.com]', `members: [${members}]${also}`)

test('given an installation in order, then every check is well', async () => {
  const clinic = await openClinic()
  expect(complaints(await clinic.visit({ appToken }))).toEqual([])
})

test('given the emulated Slack, then it grants what the manifest asks for', () => {
  expect([...grantedScopes].sort()).toEqual(scopes.map(({ scope }) => scope).sort())
})

test('given a scope that was not granted, then it is named with its reason', async () => {
  const { slack, visit } = await openClinic()
  slack.workspace.app.scopes.delete('mpim:write')
  slack.workspace.app.scopes.add('chat:write.public')
  const checks = await visit()
  expect(complaints(checks)).toEqual([
    'problem scopes Scopes: mpim:write is missing. Opens the shared conversation of both sides when a request is deadlocked.',
    'warning scopes Scopes: granted but not used: chat:write.public',
  ])
})

test('given a scope without which people cannot be found, then nobody is reported as unknown', async () => {
  const { slack, visit } = await openClinic()
  slack.workspace.app.scopes.delete('users:read.email')
  const found = complaints(await visit())
  expect(found).toContain('warning members Security: sam@example.com could not be looked up')
  expect(found).toContain('warning executives Executives 1: nobody is known for sure who can rule')
  expect(found.filter((one) => one.startsWith('problem')).map((one) => one.split(':')[0])).toEqual([
    'problem scopes Scopes',
  ])
})

test.each([
  ['invalid_auth', 'refused by Slack (invalid_auth)'],
  ['token_revoked', 'refused by Slack (token_revoked)'],
])(
  'given a token that is refused as %s, then that is said once, and the members are left out',
  async (code, found) => {
    const { between, visit } = await openClinic()
    between((_request, response) => void response.json({ ok: false, error: code }))
    const checks = await visit({ botToken: 'xoxb-of-last-year' })
    expect(complaints(checks)).toEqual([`problem token Bot token: ${found}`])
    expect(JSON.stringify(checks)).not.toContain('xoxb-of-last-year')
  },
)

test('given a Slack that does not answer, then the way to it is to be checked', async () => {
  const { between, visit } = await openClinic()
  between((request) => void request.socket.destroy())
  expect(complaints(await visit())).toEqual(['problem token Bot token: Slack could not be asked (no_answer)'])
})

test('given a clock that is two minutes ahead or behind, then it is to be set', async () => {
  const { visit } = await openClinic()
  const clockOf = async (clockAhead: number) =>
    complaints(await visit({ clockAhead })).filter((one) => one.includes(' clock '))
  expect((await clockOf(120_000))[0]).toMatch(/^problem clock Clock: 1(19|20) s ahead of Slack’s$/)
  expect((await clockOf(-120_000))[0]).toMatch(/^problem clock Clock: 1(20|21) s behind Slack’s$/)
  expect((await clockOf(20_000))[0]).toMatch(/^warning clock/)
})

test('given an app token that Slack does not take, then Socket Mode is said not to open', async () => {
  const { visit } = await openClinic()
  expect(complaints(await visit({ appToken: 'xapp-of-last-year' }))).toEqual([
    'problem app_token App token: Socket Mode cannot be opened (invalid_auth)',
  ])
})

test('given members who cannot decide, then each is named with what is wrong', async () => {
  const { visit } = await openClinic()
  const members =
    "nobody@example.com, gita@example.com, 'slack:U0RELAY011', 'slack:U0DIRK0010', 'slack:U0NOBODY99', 'slack:S0NOBODY99', sam@example.com"
  const found = complaints(await visit({ organisationYaml: securityIs(members) }))
  expect(found.filter((one) => one.startsWith('problem'))).toEqual([
    'problem members Security: nobody@example.com: no active account of this workspace has this confirmed address',
    'problem members Security: gita@example.com (slack:U0GITA0009) is a guest, and guests cannot decide',
    'problem members Security: slack:U0RELAY011 is a bot',
    'problem members Security: slack:U0DIRK0010 is deactivated',
    'problem members Security: slack:U0NOBODY99: Slack knows no such account',
    'problem members Security: slack:S0NOBODY99: Slack knows no such user group, or it is disabled',
  ])
  expect(found).toContain('warning quorum Security: 1 person can decide, exactly as many as must agree')
})

test('given an address that belonged to somebody who left, then that is told from a mistyped one', async () => {
  const { database, visit } = await openClinic()
  const dirk = { platform: 'slack', tenant: 'T0EXAMPLE1', user: 'U0DIRK0010' } as const
  const seen = { id: 'p-dirk', name: 'Dirk', locale: 'de', timezone: null, standing: 'active' } as const
  await database.people.save({ ...seen, email: 'dirk@example.com', identities: [dirk] }, null)
  const members = 'dirk@example.com, sam@example.com, noor@example.com'
  expect(complaints(await visit({ organisationYaml: securityIs(members) }))).toEqual([
    'problem members Security: dirk@example.com (slack:U0DIRK0010) is deactivated',
  ])
})

test('given a quorum that the active members cannot reach, then the number that they can reach is told', async () => {
  const { visit } = await openClinic()
  const yaml = securityIs("sam@example.com, 'slack:U0SAM00003', gita@example.com", '\n    quorum: 2')
  const checks = await visit({ organisationYaml: yaml })
  expect(complaints(checks)).toContain(
    'problem quorum Security: 1 person can decide, and 2 must agree to approve',
  )
  expect(checks.find(({ id, state }) => id === 'quorum' && state === 'problem')?.mend).toContain('to 1')
})

test('given a level of executives without anybody, then a deadlock is said to have no way out', async () => {
  const { visit } = await openClinic()
  const yaml = organisationYaml.replace('members: [emil@example.com]', 'members: [gita@example.com]')
  expect(complaints(await visit({ organisationYaml: yaml }))).toContain(
    'problem executives Executives 2: nobody can rule on a deadlock',
  )
})

test('given channels without the bot, then it is to be invited', async () => {
  const { visit } = await openClinic()
  const channelIs = async (id: string) =>
    complaints(await visit({ organisationYaml: organisationYaml.replace('C0SECURE03', id) }))
  expect(await channelIs('C0MARKET02')).toEqual([
    'problem channel Security: the bot is not in the channel C0MARKET02',
  ])
  expect(await channelIs('C0NOTHERE9')).toEqual([
    'problem channel Security: the channel C0NOTHERE9 does not exist, or is private and the bot is not in it',
  ])
})

test('given a parked card and a request that the clock forgot, then both are told without content', async () => {
  const { database, visit } = await openClinic()
  const now = Date.now()
  const commit = sampleCommit('r-1', {
    dueAt: now - 10 * 60_000,
    events: [{ ...sampleEvents.submitted, request: 'r-1', number: 1 }],
  })
  await database.store.commit({
    ...commit,
    cards: [
      {
        request: 'r-1',
        recipient: { type: 'channel', group: 'legal' },
        purpose: { type: 'living', view: 'review' },
      },
    ],
  })
  for (const card of await database.store.claimCards({
    now: Number.MAX_SAFE_INTEGER,
    leaseUntil: 0,
    limit: 9,
  }))
    await database.store.settleCard(card, {
      outcome: 'parked',
      error: 'channel_not_found [json-pointer:/x]',
    })
  const checks = await visit({ now })
  const { number } = commit.summary
  expect(complaints(checks)).toEqual([
    `problem parked_cards Cards: #${number}: the review card in the channel of legal was given up after 1 attempt(s): channel_not_found`,
    'problem timers Timers: 1 request(s) wait for the clock, the longest for 10 min',
  ])
  expect(JSON.stringify(checks)).not.toContain(commit.summary.title)
})

test('given files that are no database of this program, then each is said to be what it is, and left alone', async () => {
  const { folder, visit } = await openClinic()
  const text = join(folder, 'notes.txt')
  await writeFile(text, 'These are notes and no database, however long they may become.'.repeat(40))
  const foreign = join(folder, 'foreign.db')
  new Database(foreign).exec('create table t (x)').close()
  const newer = join(folder, 'newer.db')
  new Database(newer)
    .exec('pragma application_id = 0x4353474e; pragma user_version = 99; create table t (x)')
    .close()
  const about = async (file: string) =>
    complaints(await visit({ file })).map((one) => one.replaceAll(folder, ''))
  expect(await about(text)).toEqual(['problem database Database: /notes.txt cannot be used (not_a_database)'])
  expect(await about(foreign)).toEqual([
    'problem database Database: /foreign.db cannot be used (foreign_database)',
  ])
  expect((await about(newer))[0]).toMatch(/^problem schema Schema: version 99 is newer than \d+, which/)
  expect(await about(join(folder, 'none.db'))).toEqual([
    'warning database Database: /none.db does not exist yet',
  ])
})

test('given a folder without permission, then a database cannot be made in it', async () => {
  const { folder, visit } = await openClinic()
  await chmod(folder, 0o500)
  const found = complaints(await visit({ file: join(folder, 'deeper', 'none.db') }))
  await chmod(folder, 0o700)
  // The superuser may write everywhere.
  const state = process.getuid?.() === 0 ? 'warning' : 'problem'
  expect(found[0]).toMatch(new RegExp(`^${state} database`))
})

test('given a disk that is nearly full, then there is a warning and then a problem', () => {
  const gigabyte = 1024 ** 3
  const states = [2, 0.5, 0.05].map((size) =>
    databaseChecks({ state: 'missing', file: 'a.db', folderWritable: true, freeBytes: size * gigabyte })
      .filter(({ id }) => id === 'disk')
      .map(({ state }) => state),
  )
  expect(states).toEqual([['ok'], ['warning'], ['problem']])
})

test('given the versions of Node, then doctor asks for what package.json asks for', () => {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(engines.node).toBe(`>=${leastNode}`)
  expect(['22.17.9', '22.18.0', '24.1.0', '9.99.0'].map((one) => nodeCheck(one, leastNode).state)).toEqual([
    'problem',
    'ok',
    'ok',
    'problem',
  ])
})

test('given checks of each kind, then the report marks them and says how to mend', () => {
  const report = doctorReport([
    { id: 'a', state: 'ok', title: 'Disk', found: '3.0 GB free', mend: null },
    { id: 'b', state: 'problem', title: 'Clo\u001b[2Jck', found: '90 s ahead', mend: 'Set it.' },
    { id: 'c', state: 'warning', title: 'Program', found: 'does not run', mend: 'Start it.' },
  ])
  expect(report).toMatchInlineSnapshot(`
    "✓ Disk       3.0 GB free
    ✗ Clo�[2Jck  90 s ahead
                 → Set it.
    ! Program    does not run
                 → Start it.

    1 to mend, 1 to know about."
  `)
})

const teams = {
  MICROSOFT_APP_ID: 'cccccccc-0000-4000-8000-000000000003',
  MICROSOFT_APP_PASSWORD: 'a-client-secret',
  MICROSOFT_APP_TENANT_ID: 'aaaaaaaa-0000-4000-8000-000000000001',
  TEAMS_ALLOWED_TENANTS: 'aaaaaaaa-0000-4000-8000-000000000001',
}
const PUBLIC_URL = 'https://countersign.example.com'
const COUNTERSIGN_SECRET = randomBytes(32).toString('base64')

test.each([
  [
    {},
    true,
    ['warning teams_files Files in Teams: are named only: people decide on pictures they cannot see'],
    'Set PUBLIC_URL and COUNTERSIGN_SECRET.',
  ],
  [{ PUBLIC_URL }, true, [expect.stringContaining('warning')], 'Set COUNTERSIGN_SECRET.'],
  [{ COUNTERSIGN_SECRET }, null, [expect.stringContaining('warning')], 'Set PUBLIC_URL.'],
  [
    { PUBLIC_URL: 'http://127.0.0.1:3000', COUNTERSIGN_SECRET },
    true,
    [expect.stringContaining('of this machine only')],
    'https://',
  ],
  [{ PUBLIC_URL, COUNTERSIGN_SECRET }, true, [], null],
  [{}, false, [], null],
])(
  'given Teams with %j and links %j, then doctor says whether pictures are shown there, and what to set',
  (variables, allowed, complains, mends) => {
    const loaded = environmentFrom({ ...teams, ...variables })
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
    const checks = mediaLinkChecks(loaded.value, allowed)
    expect(checks).toHaveLength(1)
    expect(complaints(checks)).toEqual(complains)
    if (mends !== null) expect(checks[0]?.mend).toContain(mends)
    expect(JSON.stringify(checks)).not.toContain(COUNTERSIGN_SECRET)
  },
)

test('given no Teams, then nothing is said of its pictures', () => {
  expect(mediaLinkChecks({ teams: null, publicUrl: null, secret: null }, true)).toEqual([])
})
