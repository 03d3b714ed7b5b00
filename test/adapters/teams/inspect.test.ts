import { describe, expect, test } from 'vitest'
import type { TeamsConversation } from '../../../adapters/sandbox/teams-server/tenant.ts'
import { inspectTeams } from '../../../adapters/teams/inspect.ts'
import {
  channelsWithoutTeams,
  type TeamsChannel,
  teamsChannels,
  teamsChecks,
} from '../../../src/app/doctor.ts'
import { loaded, smallest } from '../../config/support.ts'
import { ada, ben, startWire, type Wire } from '../../support/teams/wire.ts'

const group = 'eeeeeeee-0000-4000-8000-000000000005'

const channel = '19:security@thread.tacv2'
const mediation = '19:mediations@thread.tacv2'

/** A channel that Ada and Ben read. */
function channelIn({ microsoft: { tenant } }: Wire, id: string) {
  const found: TeamsConversation = {
    id,
    type: 'channel',
    name: 'a channel',
    members: new Set([ada.id, ben.id]),
    messages: [],
    blocked: false,
  }
  tenant.conversations.set(id, found)
  return found
}

async function examined({ microsoft }: Wire, password?: string, channels: readonly TeamsChannel[] = []) {
  const settings = microsoft.settings()
  const credential = { type: 'secret', password: password ?? settings.credential.password } as const
  const inspection = await inspectTeams(
    { settings: { ...settings, credential }, now: Date.now },
    { groups: [group], channels },
  )
  return teamsChecks(inspection).map(({ id, state, found }) => `${id} ${state}: ${found}`)
}

test('given everything in order, then doctor says so', async () => {
  const wire = await startWire()
  wire.microsoft.tenant.groups.set(group, new Set([ada.id]))
  expect(await examined(wire)).toEqual([
    'teams_credentials ok: accepted by Microsoft',
    'teams_tenant ok: its people can be looked up',
    'teams_group ok: has 1 member(s)',
    'teams_mediation ok: are held in group chats that the bot creates',
    'clock ok: agrees with Microsoft’s',
  ])
})

test('given a wrong secret, then that alone is said, and how the clock goes', async () => {
  const wire = await startWire()
  expect(await examined(wire, 'wrong')).toEqual([
    'teams_credentials problem: no token is given (invalid_client)',
    'clock ok: agrees with Microsoft’s',
  ])
})

test('given missing consent or an unknown group, then doctor names each', async () => {
  const wire = await startWire()
  expect(await examined(wire)).toContain('teams_group problem: is no group of an allowed tenant')
  wire.microsoft.granted.delete('GroupMember.Read.All')
  expect((await examined(wire)).join()).toContain('cannot be looked up (Authorization_RequestDenied)')
  wire.microsoft.granted.clear()
  expect((await examined(wire)).join()).toContain('teams_tenant warning: Microsoft Graph may not be asked')
})

describe('given channels of Teams in the configuration', () => {
  const named = [
    { group: 'Security', channel },
    { group: null, channel: mediation },
  ]
  const channelChecks = async (wire: Wire) =>
    (await examined(wire, undefined, named)).filter((line) => /^teams_(channel|mediation)/.test(line))

  test('when the bot may write in each, then doctor says so, and writes nothing', async () => {
    const wire = await startWire()
    const found = [channelIn(wire, channel), channelIn(wire, mediation)]
    expect(await channelChecks(wire)).toEqual([
      'teams_mediation ok: are held in group chats that the bot creates',
      `teams_channel ok: the bot can write in the channel ${channel}, which 2 people read`,
      `teams_channel ok: the bot can write in the channel ${mediation}, which 2 people read`,
    ])
    expect(found.flatMap(({ messages }) => messages)).toEqual([])
  })

  test('when one is gone, the team of another has not got the app, or bots may not write there, then doctor names each with what to do', async () => {
    const wire = await startWire()
    const moderated = channelIn(wire, mediation)
    moderated.moderated = true
    expect(await channelChecks(wire)).toEqual([
      'teams_mediation ok: are held in group chats that the bot creates',
      `teams_channel problem: there is no channel ${channel} in a team that has the app`,
      `teams_channel problem: the bot may not write in the channel ${mediation}`,
    ])
    moderated.removed = true
    expect((await channelChecks(wire)).at(-1)).toBe(
      `teams_channel problem: the app is not in the team of the channel ${mediation}`,
    )
  })

  test('when no group chats may be created, then doctor says where mediations are held instead, and warns where that is nowhere', async () => {
    const wire = await startWire()
    wire.microsoft.granted.delete('Chat.Create')
    const nowhere = (await channelChecks(wire))[0]
    expect(nowhere).toContain('teams_mediation warning: no group chats can be created (no_right_to_create)')
    expect(nowhere).toContain('told one by one in direct messages')
    channelIn(wire, mediation)
    expect((await channelChecks(wire))[0]).toBe(
      'teams_mediation ok: no group chats can be created (no_right_to_create): they are held as threads in the channel of mediation.channel',
    )
  })

  test('when Teams is not configured at all, then each is a problem', () => {
    const checks = channelsWithoutTeams(
      teamsChannels(loaded(`${smallest}mediation: { channel: "teams:${mediation}" }\n`)),
    )
    expect(checks).toMatchObject([{ title: 'Mediations', state: 'problem' }])
  })
})
