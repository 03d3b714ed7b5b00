import { expect, test } from 'vitest'
import { verbs } from '../../support/stack/index.ts'
import { startTeamsStack } from '../../support/stack/teams-start.ts'

test('given a reviewer who has not added the app, when they add it, then what waited for them is there at once', async () => {
  const { mara, sam, lena, teams, log, settle } = await startTeamsStack()
  log.expects(/card parked .*app_not_installed/)
  teams.tenant.installed.delete(sam.user)
  teams.tenant.conversations.delete(`a:${sam.user}`)
  const post = await mara.asksForPost()
  expect(sam.about(post).filter(({ place }) => place === 'direct')).toEqual([])
  expect(verbs(lena.sees(post))).toContain('approve')

  await teams.acts.installs(sam.user)
  await settle()
  expect(verbs(sam.sees(post))).toContain('approve')
  await sam.approves(post)
  expect(mara.sees(post).headline).toContain('is waiting for Legal')
})

test('given a channel of a team without the app, when the app is added to the team, then the group’s card is there', async () => {
  const { mara, noor, teams, log, settle } = await startTeamsStack()
  log.expects(/card parked .*app_not_installed/)
  const channel = [...teams.tenant.conversations.values()].find(({ type }) => type === 'channel')
  if (channel === undefined) throw new Error('there is no channel')
  channel.removed = true
  const post = await mara.asksForPost()
  channel.removed = false
  await teams.sender.send(noor.user, channel, { type: 'installationUpdate', action: 'add' })
  await settle()
  expect(verbs(noor.channelCardOf(post))).toContain('approve')
})
