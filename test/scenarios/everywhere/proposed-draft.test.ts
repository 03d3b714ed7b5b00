import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { organisationYaml } from '../../../adapters/sandbox/organisation.ts'
import { ordinaryPost, type Stack, saying, startStack } from '../../support/stack/everywhere.ts'

const token = 'a-token-of-the-planning-tool'
const sha256 = createHash('sha256').update(token).digest('hex')
const withApi = {
  organisationYaml: `${organisationYaml}api: { tokens: [{ name: Planner, sha256: ${sha256} }] }\n`,
}

/** A planning tool prepares a post for somebody. */
async function proposes({ origin, settle }: Stack, requester: string, text: string): Promise<number> {
  const { status } = await fetch(`${origin}/api/v1/drafts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ requester, text, link: 'https://example.com/plan' }),
  })
  await settle()
  return status
}

test('given another program that prepares a post, then the person asks for it themselves, or discards it', async () => {
  const stack = await startStack(withApi)
  const { tom, mara, sam } = stack
  expect(await proposes(stack, 'Tom@example.com', 'From the planner <!channel>')).toBe(201)
  expect(tom.prepared?.headline).toContain('Vorbereitete Anfrage von Planner')
  expect(sam.news()).toEqual([])
  await tom.pressesOnPrepared('draft:go')
  const { text: _, ...rest } = ordinaryPost
  expect(await tom.sends(rest)).toMatchObject(saying('Anfrage #1 ist eingereicht'))
  expect(sam.sees(1).text).toContain('From the planner <!channel>')

  expect(await proposes(stack, 'mara@example.com', 'No, thanks')).toBe(201)
  await mara.pressesOnPrepared('draft:discard')
  expect(mara.prepared?.buttons ?? []).toEqual([])
  await mara.commands('help')
  expect(mara.inFront.text).not.toContain('No, thanks')
})
