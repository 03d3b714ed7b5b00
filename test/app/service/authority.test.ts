import { describe, expect, test } from 'vitest'
import type { MemberReference } from '../../../src/config/types.ts'
import { email, group } from '../../support/app/organisation.ts'
import { typedCondition } from '../../support/app/typed.ts'
import { createWorld } from '../../support/app/world.ts'

const userGroup = (id: string): readonly MemberReference[] => [{ type: 'slack_user_group', id }]

/** Legal and those who may ask are user groups of the platform. */
function userGroups() {
  const groups = [group('security', [email('sec1')]), group('legal', userGroup('S-legal'))]
  const world = createWorld({ organisation: { groups, requesters: userGroup('S-staff') } })
  world.accounts.group('S-legal', 'legal1')
  world.accounts.group('S-staff', 'ada', 'eve')
  return world
}

describe('given groups that are user groups of the platform', () => {
  test('when people look and open forms, then the platform is not asked again and again', async () => {
    const { app, accounts, submitted, click } = userGroups()
    const request = await submitted('ada')
    const before = accounts.groupLookups
    for (const user of ['ada', 'legal1', 'eve', 'sec1']) {
      const identity = accounts.identity(user)
      expect(await app.service.home({ identity })).toMatchObject({ outcome: 'home' })
    }
    const [ada, legal1] = [accounts.identity('ada'), accounts.identity('legal1')]
    expect(await app.service.compose({ identity: ada, kind: 'post' })).toMatchObject({ outcome: 'form' })
    const details = await app.service.details({ identity: legal1, request: request.id })
    expect(details).toMatchObject({ outcome: 'card' })
    const opened = await click('legal1', 'approve', request, { subject: 'legal' })
    expect(opened).toMatchObject({ outcome: 'form' })
    expect(accounts.groupLookups).toBe(before)
  })

  test('when somebody is taken out after their form opened, then it records nothing', async () => {
    const { accounts, submitted, click, approve, load } = userGroups()
    const request = await submitted('ada')
    accounts.group('S-legal', 'eve')
    expect(await click('legal1', 'approve', request, { subject: 'legal' })).toMatchObject({ outcome: 'form' })
    expect(await approve('legal1', request, 'legal')).toMatchObject({ code: 'not_reviewer' })
    expect((await load(request.id)).decisions).toEqual([])
  })

  test('when a choice acts at once, then it goes by the authority at this moment', async () => {
    const { accounts, submitted, fill, click, load } = userGroups()
    const request = await submitted('ada')
    await fill('sec1', 'approve_with_conditions', request, typedCondition, { subject: 'security' })
    await fill('legal1', 'approve', request, {}, { subject: 'legal' })
    accounts.groupsDown = true
    expect(await click('ada', 'accept_conditions', request)).toMatchObject({ code: 'lookup_failed' })
    expect((await load(request.id)).status).toBe('conditions_offered')
    accounts.groupsDown = false
    expect(await click('ada', 'accept_conditions', request)).toMatchObject({ outcome: 'done' })
  })

  test('when somebody was put in a moment ago, then no list of before turns them away', async () => {
    const { app, accounts, submitted, click } = userGroups()
    const request = await submitted('ada')
    accounts.group('S-legal', 'legal1', 'eve')
    accounts.group('S-staff', 'ada', 'sec1')
    expect(await click('eve', 'approve', request, { subject: 'legal' })).toMatchObject({ outcome: 'form' })
    const composed = app.service.compose({ identity: accounts.identity('sec1'), kind: 'post' })
    expect(await composed).toMatchObject({ outcome: 'form' })
  })

  test('when somebody was taken out a moment ago, then the new request that they typed is not recorded', async () => {
    const { accounts, submitted, ask } = userGroups()
    await submitted('ada')
    accounts.group('S-staff', 'eve')
    expect(await ask('ada')).toMatchObject({ code: 'may_not_request' })
  })
})
