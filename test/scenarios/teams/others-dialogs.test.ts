import { describe, expect, test } from 'vitest'
import { isInert } from '../../../adapters/teams/escape.ts'
import { limits, sizeOf } from '../../../adapters/teams/limits.ts'
import type { Person } from '../../support/stack/index.ts'
import { formDataOf, inputsOf } from '../../support/stack/teams-reading.ts'
import { startTeamsStack } from '../../support/stack/teams-start.ts'
import { markdownTexts } from '../../support/teams/reading.ts'

type Stack = Awaited<ReturnType<typeof startTeamsStack>>
type Fields = Readonly<Record<string, unknown>>

/** Sends an invoke of this person to the bot as Teams signs it; gives the answer. */
async function invokes({ teams, settle }: Stack, { user }: Person, name: string, value: Fields) {
  const conversation = teams.tenant.openDirect(user)
  const answer = await teams.sender.send(user, conversation, { type: 'invoke', name, value })
  await settle()
  return answer
}

/** The open dialog of one person, as it would be sent. */
function dialogOf({ teams }: Stack, { user }: Person): Fields {
  const card = teams.tenant.dialogs.get(user)?.at(-1)?.card
  return {
    ...formDataOf(card),
    ...Object.fromEntries(inputsOf(card).map(({ id, value }) => [String(id), String(value ?? '')])),
  }
}

async function recorded({ database }: Stack, number: number) {
  return (await database.store.read((await database.store.requestByNumber(number)) ?? '')).length
}

describe('given a dialog that was opened for somebody else', () => {
  test('when another reviewer, the requester or a guest sends it, then nothing is decided in anybody’s name', async () => {
    const stack = await startTeamsStack()
    const { mara, sam, lena, gita } = stack
    const post = await mara.asksForPost()
    await lena.presses(post, 'approve')
    const theirs = dialogOf(stack, lena)
    const before = await recorded(stack, post)
    for (const person of [sam, mara, gita]) {
      const { status, body } = await invokes(stack, person, 'task/submit', { data: theirs })
      expect([status, body !== null]).toEqual([200, true])
      expect(await recorded(stack, post)).toBe(before)
    }
    await lena.sends({})
    expect(await recorded(stack, post)).toBeGreaterThan(before)
  })

  test('when somebody presses the draft, the absence or several approvals of another, then they get nothing of it', async () => {
    const stack = await startTeamsStack()
    const { mara, lena, tom, teams } = stack
    await teams.acts.opensCommand(mara.user, 'newPost', null)
    const compose = dialogOf(stack, mara)
    // What could not be taken stays as a draft of hers.
    await invokes(stack, mara, 'task/submit', { data: { ...compose, 'text:text': 'Our secret campaign' } })
    const hers = async () => {
      const { people, store } = stack.database
      return store.draftsOf((await people.byEmail('mara@example.com'))?.id ?? '', 10)
    }
    const drafts = await hers()
    const draft = drafts[0]?.id
    expect(draft).toBeDefined()
    await lena.commands('away until Friday')
    await mara.asksForPost({ text: 'One' })
    await mara.asksForPost({ text: 'Two' })
    const presses: readonly Fields[] = [
      { countersign: 'draft', does: 'go', draft },
      { countersign: 'draft', does: 'discard', draft },
      { countersign: 'together', group: 'legal' },
      { countersign: 'absence', does: 'back', absence: 1 },
    ]
    for (const data of presses) {
      const { status, body } = await invokes(stack, tom, 'task/fetch', { data })
      expect(status).toBe(200)
      expect(JSON.stringify(body)).not.toMatch(/Our secret campaign|Input\.ChoiceSet/)
    }
    expect(await hers()).toEqual(drafts)
    expect(JSON.stringify(await lena.commands('abwesend'))).toContain('Freitag')
  })
})

describe('given a message for which approval is asked', () => {
  const opened = async (stack: Stack, person: Person, content: string, contentType = 'html') => {
    const { status, body } = await invokes(stack, person, 'composeExtension/fetchTask', {
      commandId: 'requestApproval',
      messagePayload: {
        body: { contentType, content },
        attachments: [{ contentType: 'text/html', content }],
      },
    })
    expect(status).toBe(200)
    const { task } = body as { task: { value: { card: { content: object } } } }
    return task.value.card.content
  }

  test('when it is hostile, then it is words in the form and nothing lives', async () => {
    const stack = await startTeamsStack()
    const hostile =
      '<script>alert(1)</script><p>[Bank](https://evil.example) <b>bold</b> &lt;at&gt;everyone&lt;/at&gt; {{DATE(2026-01-01T00:00:00Z,SHORT)}}\u0000\u202e</p><img src="x" onerror="alert(1)">'
    const card = await opened(stack, stack.mara, hostile)
    const text = inputsOf(card).find(({ id }) => id === 'text:text')
    expect(text?.value).toBe(
      '[Bank](https://evil.example) bold <at>everyone</at> {{DATE(2026-01-01T00:00:00Z,SHORT)}}',
    )
    for (const line of markdownTexts(card)) expect([line, isInert(line)]).toEqual([line, true])
    expect(JSON.stringify(card)).not.toMatch(/alert|onerror|\\u0000|\u202e/)
  })

  test.each([
    ['of many words', 'word '.repeat(60_000)],
    ['of one word', 'x'.repeat(300_000)],
    ['of nothing but tags', '<b>'.repeat(100_000)],
    ['of tags that never end', `<${'a'.repeat(300_000)}`],
    ['of nested entities', '&amp;'.repeat(60_000)],
  ])(
    'when it is huge, %s, then the form opens within size, and says what was left out',
    async (_, content) => {
      const stack = await startTeamsStack()
      const card = await opened(stack, stack.mara, content)
      expect(sizeOf(card)).toBeLessThanOrEqual(limits.card.bytes)
      expect(inputsOf(card).some(({ id }) => id === 'text:text')).toBe(true)
    },
  )
})
