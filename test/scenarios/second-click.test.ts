import { expect, test } from 'vitest'
import { jsonAt } from '../../adapters/sandbox/slack-server/json.ts'
import { saying, startStack } from '../support/stack/index.ts'

test('given a decision, when the same person sends the same form from another window, then it is recorded once, and they are told that it counts', async () => {
  const { mara, sam, database } = await startStack()
  const post = await mara.asksForPost()
  await sam.presses(post, 'approve')
  const returns = sam.turnsToAnotherWindow()
  await sam.approves(post)
  returns()
  expect(await sam.sends({})).toMatchObject(saying('Your decision on this revision is recorded and counts.'))
  const request = await database.store.requestByNumber(post)
  expect(await database.store.read(request ?? '')).toHaveLength(2)
})

test('given a decision, when the same person decides otherwise from another window, then the first one stands', async () => {
  const { mara, lena } = await startStack()
  const post = await mara.asksForPost()
  const old = lena.sees(post)
  await lena.presses(post, 'reject')
  const returns = lena.turnsToAnotherWindow()
  await lena.approves(post)
  returns()
  const second = await lena.sends({ reason: 'Doch nicht.', would_accept: 'Anders.' })
  expect(second).toMatchObject(saying('Sie haben schon entschieden'))
  await lena.closes()
  expect(await lena.presses(post, 'approve', { on: old })).toMatchObject(
    saying('Sie haben schon entschieden'),
  )
  expect(mara.sees(post).text).toContain('Legal: Approved by Lena Brandt')
})

test('given a request, when its form is sent twice at once, then it is one request', async () => {
  const { mara, sam, slack, database, settle } = await startStack()
  await mara.asksForPost()
  const asked = slack.lastDelivery('view_submission')
  // Another form: another id of the view, and of the draft that it would be kept as.
  const metadata = String(jsonAt(asked, 'view')?.private_metadata)
  const view = {
    ...jsonAt(asked, 'view'),
    id: 'V0ANOTHER',
    private_metadata: metadata.replace(/"draft":"\w+"/, '"draft":"D0ANOTHER"'),
  }
  const bodies = await Promise.all(
    [1, 2, 3].map(() => slack.delivers({ ...asked, view }, { as: 'interaction' })),
  )
  await settle()
  const said = bodies.map(({ body }) => /#(\d+)/.exec(JSON.stringify(body))?.[1])
  expect(new Set(said).size).toBe(1)
  // Another form is another request: the second one of these two, and no third.
  expect(sam.news()).toHaveLength(2)
  expect((await database.store.list({ open: true, by: 'updated', limit: 10 })).length).toBe(2)
})

test('given both groups and the requester acting at the same moment, then what everybody sees is one order of it', async () => {
  const { mara, sam, lena, database } = await startStack()
  const post = await mara.asksForPost()
  await Promise.all([
    sam.presses(post, 'approve'),
    lena.presses(post, 'reject'),
    mara.presses(post, 'withdraw'),
  ])
  const results = await Promise.all([
    sam.sends({}),
    lena.sends({ reason: 'Nein.', would_accept: 'Ja.' }),
    mara.sends({}),
  ])
  const request = await database.store.requestByNumber(post)
  const types = (await database.store.read(request ?? '')).map(({ event }) => event.type)
  const decided = results.slice(0, 2).filter(({ outcome }) => outcome === 'done').length
  expect(types.filter((type) => type === 'decided')).toHaveLength(decided)
  expect(types.at(-1)).toBe('withdrawn')
  expect(results[2]).toEqual({ outcome: 'done' })
  expect(mara.sees(post).headline).toContain('was withdrawn')
})
