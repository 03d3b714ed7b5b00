import { expect, test } from 'vitest'
import { organisationYaml } from '../../../adapters/sandbox/organisation.ts'
import { riskyPost, startStack } from '../../support/stack/everywhere.ts'

const routed = {
  organisationYaml: `${organisationYaml}routes:
  - when: { kind: post, tier: [low], platform: [linkedin] }
    groups: [security]
`,
}

test('given a rule for harmless posts, then only its group is asked, the card says why, and its approval is enough', async () => {
  const { mara, sam, lena } = await startStack(routed)
  const post = await mara.asksForPost()
  expect(mara.sees(post).text).toContain('Only Security reviews this: low-risk post on LinkedIn')
  expect(lena.news()).toEqual([])
  await sam.approves(post)
  expect(mara.sees(post).headline).toContain('is approved')
})

test('given a post that also goes elsewhere, or a channel, then every group is asked', async () => {
  const { mara, lena } = await startStack(routed)
  const post = await mara.asksForPost({ channels: ['linkedin', 'x'] })
  await mara.asksForChannel()
  expect(lena.news()).toHaveLength(2)
  expect(mara.sees(post).text).not.toContain('Only Security')
})

test('given a revision of a higher risk, then the others are asked too; given a harmless one after it, they stay', async () => {
  const { mara, sam, lena, noor } = await startStack(routed)
  const post = await mara.asksForPost()
  await mara.revises(post, riskyPost)
  expect(lena.news()).toHaveLength(1)
  expect(lena.sees(post).text).toContain('Wegen des neuen Inhalts prüft ab jetzt auch Legal.')
  expect(mara.sees(post).text).toContain('Legal reviews it too from now on')
  expect(mara.sees(post).text).not.toContain('Only Security')
  await mara.revises(post, { text: 'Meet us at the fair.', features: [] })
  expect(mara.sees(post).headline).toContain('is waiting for Security and Legal')
  await sam.approves(post)
  expect(mara.sees(post).headline).toContain('is waiting for Legal')
  await lena.approves(post)
  expect(noor.sees(post).headline).toContain('is approved')
})
