import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type AccountDirectory, LookupFailed } from '../../../src/app/ports.ts'
import { slackAt, team } from '../../support/slack/harness.ts'
import { refused, WebApiDouble } from '../../support/slack/web-api-double.ts'

let api: WebApiDouble
let accounts: AccountDirectory

beforeEach(async () => {
  api = await new WebApiDouble().start()
  api.always('auth.test', { json: { ok: true, team_id: team } })
  accounts = slackAt(api.url).accounts
})
afterEach(() => api.stop())

const ada = {
  id: 'UADA',
  team_id: team,
  name: 'ada',
  real_name: 'Ada L.',
  locale: 'de-DE',
  tz: 'Europe/Berlin',
  is_email_confirmed: true,
  profile: { email: 'Ada@Example.com', display_name: 'Ada' },
}
const identity = { platform: 'slack' as const, tenant: team, user: 'UADA' }
const user = (also: object) => ({ json: { ok: true, user: { ...ada, ...also } } })

describe('accounts', () => {
  test('given a colleague, then Slack tells who they are', async () => {
    api.always('users.info', user({}))
    expect(await accounts.profile(identity)).toEqual({
      identity,
      name: 'Ada L.',
      email: 'ada@example.com',
      locale: 'de',
      timezone: 'Europe/Berlin',
      standing: 'active',
      status: null,
    })
    expect(api.of('users.info')[0]?.arguments).toMatchObject({ user: 'UADA', include_locale: 'true' })
  })

  test('given a status with an end, then Slack tells both, in milliseconds', async () => {
    const profile = {
      status_emoji: ':palm_tree:',
      status_text: 'At the sea',
      status_expiration: 1_800_000_000,
    }
    api.always('users.info', user({ profile }))
    expect(await accounts.profile(identity)).toMatchObject({
      status: { emoji: ':palm_tree:', text: 'At the sea', until: 1_800_000_000_000 },
    })
  })

  test.each([
    ['a guest', { is_restricted: true }, 'guest'],
    ['a single-channel guest', { is_ultra_restricted: true }, 'guest'],
    ['a stranger of Slack Connect', { is_stranger: true }, 'external'],
    ['somebody of another workspace', { team_id: 'TOTHER' }, 'external'],
    ['a bot', { is_bot: true }, 'bot'],
    ['Slackbot', { id: 'USLACKBOT' }, 'bot'],
    ['somebody who left', { deleted: true, is_restricted: true }, 'deactivated'],
  ])('given %s, then they do not count', async (_, also, standing) => {
    api.always('users.info', user(also))
    expect(await accounts.profile(identity)).toMatchObject({ standing })
  })

  test('given an organisation, then people of its other workspaces belong to it under one tenant', async () => {
    api.always('auth.test', {
      json: { ok: true, team_id: team, enterprise_id: 'E1', is_enterprise_install: true },
    })
    api.always('users.info', user({ team_id: 'TOTHER', enterprise_user: { enterprise_id: 'E1' } }))
    expect(await accounts.profile(identity)).toMatchObject({
      standing: 'active',
      identity: { ...identity, tenant: 'E1' },
    })
  })

  test('given an address that Slack has not verified, or a time zone that is none, then they are not told', async () => {
    api.always('users.info', user({ is_email_confirmed: false, tz: 'Mars/Olympus', locale: 'fr-FR' }))
    expect(await accounts.profile(identity)).toMatchObject({ email: null, timezone: null, locale: 'en' })
  })

  test('given an address, then its owner is found only where Slack has verified it', async () => {
    api.always('users.lookupByEmail', user({}))
    api.next('users.info', user({}), user({ is_email_confirmed: false }))
    expect(await accounts.byEmail(' ADA@example.com ')).toMatchObject({ identity })
    expect(await accounts.byEmail('ada@example.com')).toBeNull()
  })

  test('given a user group, then its members are named as in their clicks', async () => {
    api.always('usergroups.users.list', { json: { ok: true, users: ['UADA', 'UBOB'] } })
    expect(await accounts.groupMembers('slack:S0123')).toEqual([identity, { ...identity, user: 'UBOB' }])
    expect(api.of('usergroups.users.list')[0]?.arguments.usergroup).toBe('S0123')
  })

  test('given nobody there, then the answer is that there is none', async () => {
    api.always('users.info', refused('user_not_found'))
    api.always('users.lookupByEmail', refused('users_not_found'))
    api.always('usergroups.users.list', refused('no_such_subteam'))
    expect(await accounts.profile(identity)).toBeNull()
    expect(await accounts.byEmail('nobody@example.com')).toBeNull()
    expect(await accounts.groupMembers('S9')).toBeNull()
  })

  test.each([
    ['busy', { status: 429, headers: { 'retry-after': '1' } }],
    ['down', { status: 503 }],
    ['gone', 'drop' as const],
    ['unwilling', refused('missing_scope')],
    ['talking nonsense', { json: { ok: true, user: { id: 7 } } }],
  ])('given Slack %s, then the look-up failed, which is not the same as nobody', async (_, answer) => {
    api.always('users.info', answer)
    await expect(accounts.profile(identity)).rejects.toBeInstanceOf(LookupFailed)
  })

  test('given Slack back again after it did not say which workspace this is, then look-ups work', async () => {
    api.next('auth.test', 'drop')
    api.always('users.info', user({}))
    await expect(accounts.profile(identity)).rejects.toBeInstanceOf(LookupFailed)
    expect(await accounts.profile(identity)).toMatchObject({ name: 'Ada L.' })
  })
})
