import { describe, expect, test } from 'vitest'
import type { Json } from '../../../adapters/sandbox/teams-server/json.ts'
import { createKey, signToken } from '../../../adapters/sandbox/teams-server/keys.ts'
import { formDataOf } from '../../support/stack/teams-reading.ts'
import { ada, otherTenant, startWire, tenantId, type Wire } from '../../support/teams/wire.ts'

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds

/** A message of Ada's as Teams sends it, with what a forger changes. */
async function send(
  { microsoft }: Wire,
  forged: { claims?: Json; header?: Json; activity?: Json; token?: (right: string) => string | null } = {},
) {
  const conversation = microsoft.tenant.openDirect(ada.id)
  const activity = microsoft.sender.activity(ada.id, conversation, { type: 'message', text: 'help' })
  const claims = { ...microsoft.sender.claims(), ...forged.claims }
  const right = signToken(claims, microsoft.keys.teams, forged.header)
  const token = forged.token === undefined ? right : forged.token(right)
  return microsoft.sender.deliver(
    { ...activity, ...forged.activity },
    token === null ? null : `Bearer ${token}`,
  )
}

describe('given a message that Teams signed', () => {
  test('when it arrives, then it is answered in the person’s own conversation', async () => {
    const wire = await startWire()
    expect((await send(wire)).status).toBe(200)
    const asked = wire.called.filter(({ method }) => method === 'help')
    expect(wire.called.map(({ method }) => method)).toEqual(['remark', 'help'])
    expect(asked[0]?.input).toEqual({ identity: { platform: 'teams', tenant: tenantId, user: ada.id } })
    expect(wire.microsoft.tenant.direct(ada.id)?.messages).toMatchObject([{ from: null, summary: 'Hilfe' }])
    expect(wire.log.faults()).toEqual([])
  })

  test('when it is delivered twice, then it is answered once', async () => {
    const wire = await startWire()
    const activity = { id: 'activity-of-two-deliveries' }
    await send(wire, { activity })
    expect((await send(wire, { activity })).status).toBe(200)
    expect(wire.microsoft.tenant.direct(ada.id)?.messages).toHaveLength(1)
  })
})

describe('given what Teams did not sign, or not for this bot', () => {
  const forgeries: Record<string, Parameters<typeof send>[1]> = {
    'without a token': { token: () => null },
    'with an empty token': { token: () => '' },
    'with half a token': { token: (right) => right.split('.')[0] ?? '' },
    'for another bot': { claims: { aud: 'dddddddd-0000-4000-8000-000000000004' } },
    'of another issuer': { claims: { iss: 'https://sts.windows.net/somebody/' } },
    'with a token that has ended': { claims: { nbf: inSeconds(-7_200), exp: inSeconds(-3_600) } },
    'with a token of the future': { claims: { nbf: inSeconds(3_600), exp: inSeconds(7_200) } },
    'with an address that the token does not vouch for': {
      claims: { serviceurl: 'https://smba.example.com/' },
    },
    'with a token that vouches for no address': { claims: { serviceurl: undefined } },
    'with a changed signature': { token: (right) => `${right.slice(0, -8)}AAAAAAAA` },
    'with changed claims': {
      token: (right) => {
        const [header, , signature] = right.split('.')
        const claims = { iss: 'https://api.botframework.com', aud: 'x', exp: inSeconds(60) }
        return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.')
      },
    },
    'unsigned, as alg none': {
      header: { alg: 'none' },
      token: (right) => `${right.split('.').slice(0, 2).join('.')}.`,
    },
    'unsigned with an empty signature of alg none': { header: { alg: 'none' } },
    'of an unknown key': { header: { kid: 'nobody' } },
    'of a key of the same name': {
      token: () => signToken({ iss: 'https://api.botframework.com' }, createKey('teams', ['msteams'])),
    },
  }
  for (const [name, forged] of Object.entries(forgeries))
    test(`when it comes ${name}, then it is refused with 401 and nothing happens`, async () => {
      const wire = await startWire()
      expect((await send(wire, forged)).status).toBe(401)
      expect(wire.called).toEqual([])
      expect(wire.stored.size).toBe(0)
      expect(wire.log.faults()).toEqual([])
    })

  test('when its key is endorsed for another channel, then it is refused with 401', async () => {
    const wire = await startWire()
    const { microsoft } = wire
    const token = signToken(microsoft.sender.claims(), microsoft.keys.other)
    expect((await send(wire, { token: () => token })).status).toBe(401)
  })

  test('when it is of another channel, then it is refused', async () => {
    const wire = await startWire()
    expect((await send(wire, { activity: { channelId: 'webchat' } })).status).toBe(400)
    expect((await send(wire, { activity: { channelId: 'AseChannel' } })).status).toBe(400)
    expect(wire.called).toEqual([])
  })

  test('when it is no activity at all, then it is refused with 400 and never with a crash', async () => {
    const { origin } = await startWire()
    for (const body of ['', '{', '[]', 'null', '{"type":"message"}', '"x"'])
      expect(
        (
          await fetch(`${origin}/api/messages`, {
            method: 'POST',
            body,
            headers: { authorization: 'Bearer x.y.z', 'content-type': 'application/json' },
          })
        ).status,
      ).toBe(400)
  })

  test('when the keys cannot be fetched, then Teams is told to come again', async () => {
    const wire = await startWire({
      settings: (settings) => ({
        ...settings,
        cloud: { ...settings.cloud, openIdMetadataUrl: `${settings.cloud.openIdMetadataUrl}-not-there` },
      }),
    })
    expect((await send(wire)).status).toBe(503)
  })

  test('when nothing answers where the keys are, then nobody waits for them for ever', async () => {
    const wire = await startWire({
      keysWithin: 20,
      settings: (settings) => ({
        ...settings,
        cloud: { ...settings.cloud, openIdMetadataUrl: `${new URL('../never', settings.cloud.loginUrl)}` },
      }),
    })
    expect((await send(wire)).status).toBe(503)
    expect(wire.called).toEqual([])
  })
})

describe('given somebody of elsewhere', () => {
  const strangers: Record<string, Json> = {
    'of a tenant that is not listed': {
      channelData: { tenant: { id: otherTenant } },
      conversation: { id: 'a:x', conversationType: 'personal', tenantId: otherTenant },
    },
    'whose conversation is of another tenant': {
      conversation: { id: 'a:x', conversationType: 'personal', tenantId: otherTenant },
    },
    'who comes from another tenant into a chat of ours': {
      from: { id: '29:x', aadObjectId: ada.id, tenantId: otherTenant },
    },
    'of no tenant': { channelData: {}, conversation: { id: 'a:x', conversationType: 'personal' } },
    'without an account': { from: { id: '29:anonymous' } },
  }
  for (const [name, activity] of Object.entries(strangers))
    test(`when a person ${name} writes, then it is refused with 403 and logged without what was written`, async () => {
      const wire = await startWire()
      expect((await send(wire, { activity: { ...activity, text: 'a secret of theirs' } })).status).toBe(403)
      expect(wire.called).toEqual([])
      expect(wire.stored.size).toBe(0)
      expect(wire.log.text()).toContain('an activity was refused')
      expect(wire.log.text()).not.toContain('secret')
    })
})

describe('given an invoke', () => {
  test('when the handling fails, then the person is told and Teams gets an answer', async () => {
    const wire = await startWire({
      behaviour: {
        compose: async () => {
          throw new Error('broken')
        },
      },
    })
    wire.log.expects(/opening a command failed/)
    await wire.microsoft.acts.opensCommand(ada.id, 'newPost', null)
    const dialog = wire.microsoft.tenant.dialogs.get(ada.id)?.at(-1)
    expect(JSON.stringify(dialog?.card)).toContain('this may not have been recorded')
  })

  test('when a form is sent again because no answer was seen, then it counts as one, and the same form opened anew as another', async () => {
    const wire = await startWire()
    const { acts, tenant } = wire.microsoft
    for (const times of [2, 1]) {
      await acts.opensCommand(ada.id, 'newPost', null)
      const open = tenant.dialogs.get(ada.id) ?? []
      const data = formDataOf(open.at(-1)?.card)
      for (let time = 0; time < times; time += 1) {
        tenant.dialogs.set(ada.id, [...open])
        await acts.submits(ada.id, { ...data }, { 'text:text': 'Hello' })
      }
      acts.closes(ada.id)
    }
    const keys = wire.called.flatMap(({ method, input }) =>
      method === 'submit' && typeof input === 'object' && input !== null && 'dedupeKey' in input
        ? [input.dedupeKey]
        : [],
    )
    expect(keys).toHaveLength(3)
    expect(keys[1]).toBe(keys[0])
    expect(keys[2]).not.toBe(keys[0])
  })

  test.each([
    ['a command', 'composeExtension/fetchTask', { commandId: 'newPost' }, 5_000],
    ['a button', 'task/fetch', { data: { countersign: 'new', kind: 'post' } }, 10_000],
  ])(
    'when Microsoft is slow to say who somebody is, then %s is answered in Teams’ time',
    async (_what, name, value, time) => {
      let slow = false
      let asked = 0
      const wire: Wire = await startWire({
        fetch: async (url, init, clock) => {
          if (slow) clock.advance(900)
          asked += slow ? 1 : 0
          return fetch(url, init)
        },
        behaviour: {
          compose: async ({ identity }) => {
            slow = true
            for (let lists = 0; lists < 50; lists++) await wire.teams.accounts.profile(identity)
            throw new Error('never so far')
          },
        },
      })
      wire.log.expects(/opening a (command|dialog) failed/)
      const from = wire.clock.now()
      const answer = await send(wire, { activity: { type: 'invoke', name, value } })
      expect(JSON.stringify(answer.body)).toContain('That did not work')
      expect(asked).toBeGreaterThan(2)
      expect(wire.clock.now() - from).toBeLessThan(time - 1_000)
    },
  )

  test('when it is of an unknown kind, then Teams is told so', async () => {
    const wire = await startWire()
    expect((await send(wire, { activity: { type: 'invoke', name: 'config/fetch' } })).status).toBe(501)
  })
})
