import { expect, test } from 'vitest'
import { jsonAt } from '../../adapters/sandbox/slack-server/json.ts'
import { startStack } from '../support/stack/index.ts'

test('given a request, when a reviewer approves, then that takes two presses and no more', async () => {
  const { mara, sam, slack } = await startStack()
  const post = await mara.asksForPost()
  const deliveries = () =>
    slack.server.workspace.log.entries().filter(({ direction }) => direction === 'to_bot').length
  const before = deliveries()
  await sam.approves(post)
  expect(deliveries() - before).toBe(2)
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
