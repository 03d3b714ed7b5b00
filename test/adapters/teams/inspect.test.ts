import { expect, test } from 'vitest'
import { inspectTeams } from '../../../adapters/teams/inspect.ts'
import { teamsChecks } from '../../../src/app/doctor.ts'
import { ada, startWire, type Wire } from '../../support/teams/wire.ts'

const group = 'eeeeeeee-0000-4000-8000-000000000005'

async function examined({ microsoft }: Wire, password?: string) {
  const settings = microsoft.settings()
  const credential = { type: 'secret', password: password ?? settings.credential.password } as const
  const inspection = await inspectTeams({ settings: { ...settings, credential }, now: Date.now }, [group])
  return teamsChecks(inspection).map(({ id, state, found }) => `${id} ${state}: ${found}`)
}

test('given everything in order, then doctor says so', async () => {
  const wire = await startWire()
  wire.microsoft.tenant.groups.set(group, new Set([ada.id]))
  expect(await examined(wire)).toEqual([
    'teams_credentials ok: accepted by Microsoft',
    'teams_tenant ok: its people can be looked up',
    'teams_group ok: has 1 member(s)',
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
