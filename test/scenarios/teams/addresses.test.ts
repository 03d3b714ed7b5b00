import { expect, test } from 'vitest'
import type { Person } from '../../support/stack/index.ts'
import { startTeamsStack } from '../../support/stack/teams-start.ts'

test('given somebody whose address changes, and another who gets the old one, then the first stays who they are, and the second is not them', async () => {
  const stack = await startTeamsStack()
  const { mara, sam, lena, oskar, teams, database } = stack
  const post = await mara.asksForPost()
  await lena.approves(post)
  const changes = ({ user }: Person, mail: string) => {
    const found = teams.tenant.people.get(user)
    if (found !== undefined) teams.tenant.people.set(user, { ...found, mail })
  }
  const idAt = async (email: string) => (await database.people.byEmail(email))?.id
  const [before, other] = [await idAt('lena@example.com'), await idAt('oskar@example.com')]
  expect(before).toBeDefined()
  // She married; both the mailbox and the name that she signs in with are new.
  changes(lena, 'lena.neu@example.com')
  changes(oskar, 'lena@example.com')
  await lena.commands('mine')
  await oskar.commands('mine')
  expect([await idAt('lena.neu@example.com'), await idAt('lena@example.com')]).toEqual([before, other])
  // What she decided stays hers, and whoever has her old address cannot take it back.
  await sam.approves(post)
  expect(mara.sees(post).headline).toContain('is approved')
  const next = await mara.asksForPost({ text: 'Meet us in hall 5.' })
  await lena.approves(next)
  const events = await database.store.read((await database.store.requestByNumber(next)) ?? '')
  const decided = events.flatMap(({ event }) => (event.type === 'decided' ? [event.by] : []))
  expect(decided).toEqual([before])
})
