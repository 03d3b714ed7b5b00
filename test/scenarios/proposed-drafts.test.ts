import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { organisationYaml } from '../../adapters/sandbox/organisation.ts'
import { type Stack, startStack } from '../support/stack/index.ts'

const token = 'a-token-of-the-planning-tool'
const sha256 = createHash('sha256').update(token).digest('hex')
const withApi = {
  organisationYaml: `${organisationYaml}api: { tokens: [{ name: Planner, sha256: ${sha256} }] }\n`,
}

async function proposes({ eventsUrl, settle }: Stack, body: unknown, authorization = `Bearer ${token}`) {
  const response = await fetch(new URL('/api/v1/drafts', eventsUrl), {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const answer: unknown = await response.json()
  await settle()
  return { status: response.status, answer, wait: response.headers.get('retry-after') }
}

describe('given another program with a token', () => {
  test.each([
    ['an unknown address', { requester: 'nobody@example.com', text: 'x' }, 404, 'unknown_requester'],
    ['a guest', { requester: 'gita@example.com', text: 'x' }, 404, 'unknown_requester'],
    ['no text', { requester: 'mara@example.com', text: '' }, 400, 'invalid'],
    [
      'a wrong link',
      { requester: 'mara@example.com', text: 'x', link: 'javascript:alert(1)' },
      400,
      'invalid',
    ],
    ['a field too many', { requester: 'mara@example.com', text: 'x', approve: true }, 400, 'invalid'],
    ['no JSON', 'hello', 400, 'invalid'],
    ['far too much', { requester: 'mara@example.com', text: 'x'.repeat(70_000) }, 413, 'too_large'],
  ])('when it sends %s, then it is told so and nobody is bothered', async (_, body, status, error) => {
    const stack = await startStack(withApi)
    stack.slack.pardons(/^users\.lookupByEmail: users_not_found/)
    expect(await proposes(stack, body)).toMatchObject({ status, answer: { error } })
    expect(stack.slack.client.messages(stack.mara.user)).toEqual([])
  })

  test('when it calls too often, then it is told how long to wait', async () => {
    const stack = await startStack(withApi)
    const answers = []
    for (let call = 0; call < 31; call += 1) answers.push(await proposes(stack, {}))
    expect(answers.slice(0, 30).every(({ status }) => status === 400)).toBe(true)
    expect(answers.at(-1)).toMatchObject({ status: 429, wait: '60' })
  })
})

test.each([
  ['no token', ''],
  ['a wrong token', 'Bearer wrong'],
  ['the hash of the token', `Bearer ${sha256}`],
])('given %s, when somebody proposes, then nothing is taken', async (_, authorization) => {
  const stack = await startStack(withApi)
  expect(await proposes(stack, { requester: 'mara@example.com', text: 'x' }, authorization)).toMatchObject({
    status: 401,
  })
  expect(stack.slack.client.messages(stack.mara.user)).toEqual([])
})

test('given no tokens in the configuration, when somebody proposes, then nothing is taken', async () => {
  const stack = await startStack()
  expect(await proposes(stack, { requester: 'mara@example.com', text: 'x' })).toMatchObject({ status: 401 })
})
