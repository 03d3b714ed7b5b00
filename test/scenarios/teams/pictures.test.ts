import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { organisationYaml } from '../../../adapters/sandbox/organisation.ts'
import { cardSeenBy } from '../../../adapters/sandbox/teams-server/acts.ts'
import type { TeamsServer } from '../../../adapters/sandbox/teams-server/index.ts'
import { startMixedStack } from '../../support/stack/mixed-start.ts'
import type { Person } from '../../support/stack/person.ts'
import type { Upload } from '../../support/stack/screen.ts'
import { nodesIn } from '../../support/teams/reading.ts'

const picture = (name: string, size: number): Upload => ({
  name,
  mimeType: 'image/png',
  bytes: Uint8Array.from({ length: size }, (_, index) => index % 251),
})
const film: Upload = { name: 'film.mp4', mimeType: 'video/mp4', bytes: Buffer.from('a film') }
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** The card that somebody has in their own chat. */
function cardOf({ tenant }: TeamsServer, { user }: Person) {
  const chat = [...tenant.conversations.values()].find(
    ({ type, members }) => type === 'personal' && members.has(user),
  )
  return chat?.messages.find(({ from }) => from === null) ?? null
}
function onCard(server: TeamsServer, person: Person) {
  const message = cardOf(server, person)
  return message === null ? [] : nodesIn(cardSeenBy(message, person.user))
}
const pictures = (server: TeamsServer, person: Person) =>
  onCard(server, person).filter(({ type }) => type === 'Image')
/** The address behind each linked text, by the text. */
const links = (server: TeamsServer, person: Person): Record<string, string> =>
  Object.fromEntries(
    onCard(server, person).flatMap(({ type, text, selectAction }) => {
      const [open] = nodesIn(selectAction)
      return type === 'TextRun' && open !== undefined ? [[String(text), String(open.url)]] : []
    }),
  )
const bytesAt = async (address: unknown) => new Uint8Array(await (await fetch(String(address))).arrayBuffer())

test('given a post with pictures and a film from Slack, when legal looks at it in Teams, then they see exactly the bytes that the ledger names', async () => {
  const { mara, lena, teams, database } = await startMixedStack()
  const files = [picture('stand.png', 200), picture('team.png', 300), film]
  await mara.asksForPostWithFiles(files)
  const shown = pictures(teams, lena)
  expect(shown.map(({ altText, msTeams }) => [altText, msTeams])).toEqual([
    ['stand.png', { allowExpand: true }],
    ['team.png', { allowExpand: true }],
  ])
  const linked = links(teams, lena)
  expect(Object.keys(linked)).toEqual(['stand.png', 'team.png', 'film.mp4'])
  const seen = [...shown.map(({ url }) => url), linked['film.mp4']]
  const hashes = await Promise.all(seen.map(async (address) => sha256Of(await bytesAt(address))))
  const [, , address = ''] = new URL(String(shown[0]?.url)).pathname.split('/')
  const [first] = await database.store.read(address.split('.')[0] ?? '')
  const content = first?.event.type === 'submitted' ? first.event.content : null
  expect(content?.kind === 'post' ? content.media.map(({ sha256 }) => sha256) : []).toEqual(hashes)
})

test('given a picture on a card in Teams, when something happens that changes nothing there, then the card is not edited for its address', async () => {
  const { mara, lena, sam, teams } = await startMixedStack()
  const post = await mara.asksForPostWithFiles([picture('stand.png', 200)])
  const before = cardOf(teams, lena)?.edits
  expect(before).toBeDefined()
  await sam.approves(post)
  expect(cardOf(teams, lena)?.edits).toBe(before)
})

test('given a picture that is replaced, when legal looks again, then the new one is shown and the old one is over', async () => {
  const { mara, lena, teams } = await startMixedStack()
  const post = await mara.asksForPostWithFiles([picture('first.png', 200), picture('second.png', 300)])
  const [first] = pictures(teams, lena)
  await mara.presses(post, 'revise')
  await mara.sends({ 'kept:media': [sha256Of(picture('second.png', 300).bytes)] })
  expect(pictures(teams, lena).map(({ altText }) => altText)).toEqual(['second.png'])
  expect((await fetch(String(first?.url))).status).toBe(410)
})

test('given an organisation without links, when legal looks, then files are named and not shown', async () => {
  const { mara, lena, teams } = await startMixedStack({
    organisationYaml: `${organisationYaml}media: { links: false }\n`,
  })
  const post = await mara.asksForPostWithFiles([picture('stand.png', 200)])
  expect(lena.sees(post).text).toContain('stand.png (image/png, 200 B)')
  expect([pictures(teams, lena), links(teams, lena)]).toEqual([[], {}])
})
