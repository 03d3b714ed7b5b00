import { describe, expect, test } from 'vitest'
import { jsonAt, listAt } from '../../../adapters/sandbox/teams-server/json.ts'
import { type Person, verbs } from '../../support/stack/index.ts'
import { startTeamsStack } from '../../support/stack/teams-start.ts'

type Stack = Awaited<ReturnType<typeof startTeamsStack>>

/** Posts into this person's own conversation that are done and whose answers get lost. */
const losesAnswers = ({ teams }: Stack, { user }: Person, times: number) =>
  teams.troubles.make({
    status: 504,
    done: true,
    times,
    of: new RegExp(`^POST .*/conversations/${encodeURIComponent(`a:${user}`)}/activities$`, 'u'),
  })

const cardsOf = (person: Person, post: number) => person.about(post).filter(({ place }) => place === 'direct')

const looks = ({ teams, settle }: Stack, { user }: Person) =>
  teams.acts.looksInto(user, `a:${user}`).then(settle)

const asked = async (stack: Stack, lost: number) => {
  const { mara, sam, clock } = stack
  losesAnswers(stack, sam, lost)
  const post = await mara.asksForPost()
  await clock.passes('5m')
  return post
}

describe('given that Teams posted a card and its answer got lost', () => {
  test.each([1, 3])(
    'when that happened %i times, then there are as many copies more, and one is left once the person looks, which is kept up to date',
    async (lost) => {
      const stack = await startTeamsStack()
      const { mara, sam, lena } = stack
      const post = await asked(stack, lost)
      expect(cardsOf(sam, post)).toHaveLength(1 + lost)
      expect(cardsOf(mara, post)).toHaveLength(1)
      await looks(stack, sam)
      expect(cardsOf(sam, post)).toHaveLength(1)
      expect(verbs(sam.sees(post))).toContain('approve')
      await sam.approves(post)
      await lena.approves(post)
      expect(sam.sees(post).headline).toContain('is approved')
    },
  )

  test('when they press a button of the older copy, then that counts once, and the copy goes', async () => {
    const stack = await startTeamsStack()
    const { mara, sam, lena } = stack
    const post = await asked(stack, 1)
    const [older, kept] = cardsOf(sam, post)
    await sam.approves(post, {}, older === undefined ? {} : { on: older })
    expect(cardsOf(sam, post).map(({ id }) => id)).toEqual([kept?.id])
    expect(verbs(sam.sees(post))).not.toContain('approve')
    await lena.approves(post)
    expect(mara.sees(post).headline).toContain('is approved')
  })

  test('when they look while it is not certain yet which copy stays, then none goes, and the next look finds it', async () => {
    const stack = await startTeamsStack()
    const { mara, sam, clock } = stack
    losesAnswers(stack, sam, 1)
    const post = await mara.asksForPost()
    expect(cardsOf(sam, post)).toHaveLength(1)
    await looks(stack, sam)
    expect(cardsOf(sam, post)).toHaveLength(1)
    await clock.passes('5m')
    expect(cardsOf(sam, post)).toHaveLength(2)
    await looks(stack, sam)
    expect(cardsOf(sam, post)).toHaveLength(1)
  })

  test('when Teams does not take it away, then it is taken away at the next look', async () => {
    const stack = await startTeamsStack()
    const { sam, teams, log } = stack
    log.expects(/taking away a card that came twice failed/)
    const post = await asked(stack, 1)
    teams.troubles.make({ status: 502, of: /^DELETE/u })
    await looks(stack, sam)
    expect(cardsOf(sam, post)).toHaveLength(2)
    await looks(stack, sam)
    expect(cardsOf(sam, post)).toHaveLength(1)
  })
})

describe('given no lost answer', () => {
  test('when people look, and press, then nothing is taken away, and a card that was edited is not asked about any more', async () => {
    const stack = await startTeamsStack()
    const { mara, sam, teams } = stack
    const deleted: string[] = []
    teams.troubles.watch((call) => void (call.startsWith('DELETE') && deleted.push(call)))
    const post = await mara.asksForPost()
    for (const person of [mara, sam]) await looks(stack, person)
    await sam.approves(post)
    for (const person of [mara, sam]) await looks(stack, person)
    expect(deleted).toEqual([])
    const [card] = teams.tenant.direct(sam.user)?.messages ?? []
    const [attachment] = listAt({ attachments: card?.attachments }, 'attachments')
    expect(jsonAt(attachment ?? {}, 'content')).not.toHaveProperty('refresh')
  })

  test('when a client says that another card’s message is a copy, then that message stays', async () => {
    const stack = await startTeamsStack()
    const { mara, sam, teams, settle } = stack
    await mara.asksForPost()
    await mara.asksForPost({ text: 'Meet us in hall 5.' })
    const conversation = teams.tenant.openDirect(sam.user)
    const [first, second] = conversation.messages
    const [attachment] = listAt({ attachments: first?.attachments }, 'attachments')
    const action = jsonAt(jsonAt(jsonAt(attachment ?? {}, 'content'), 'refresh'), 'action')
    await teams.sender.send(sam.user, conversation, {
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: second?.id,
      value: { action, trigger: 'automatic' },
    })
    await settle()
    expect(conversation.messages.map(({ id }) => id)).toEqual([first?.id, second?.id])
  })
})
