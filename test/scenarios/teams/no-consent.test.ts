import { expect, test } from 'vitest'
import { legalUserGroup, organisationYaml } from '../../../adapters/sandbox/organisation.ts'
import { saying } from '../../support/stack/index.ts'
import { startTeamsStack } from '../../support/stack/teams-start.ts'

const byAddress = organisationYaml.replace(`'slack:${legalUserGroup}'`, 'lena@example.com, oskar@example.com')

test('given no consent to Microsoft Graph, when people have written to the bot, then a post goes through review all the same, and guests stay guests', async () => {
  const { teams, mara, sam, noor, lena, oskar, gita, log } = await startTeamsStack({
    organisationYaml: byAddress,
  })
  log.expects(/look|directory|refus|people/u)
  teams.granted.clear()
  for (const person of [mara, sam, noor, lena, oskar]) await person.commands('help')
  expect(await gita.commands('mine')).toMatchObject(saying('guest'))
  const post = await mara.asksForPost()
  await sam.approves(post)
  await lena.approves(post)
  expect(mara.sees(post).headline).toContain('is approved')
})
