import { describe, expect, test } from 'vitest'
import { organisationYaml } from '../../../adapters/sandbox/organisation.ts'
import { jsonAt, listAt } from '../../../adapters/sandbox/teams-server/json.ts'
import type { TeamsConversation, TeamsMessage } from '../../../adapters/sandbox/teams-server/tenant.ts'
import { labels, type Person, verbs } from '../../support/stack/index.ts'
import {
  mediationChannel,
  withEntraGroup,
  withMediationChannel,
  withTeamsChannel,
} from '../../support/stack/teams-side.ts'
import { startTeamsStack } from '../../support/stack/teams-start.ts'

type Stack = Awaited<ReturnType<typeof startTeamsStack>>
const no = { reason: 'The claim is not proven.', wouldAccept: 'A study that proves it.' }

function conversationOf({ teams }: Stack, type: TeamsConversation['type']): TeamsConversation {
  const found = [...teams.tenant.conversations.values()].find((one) => one.type === type)
  if (found === undefined) throw new Error(`there is no ${type}`)
  return found
}

const refreshOf = ({ attachments }: TeamsMessage) => {
  const [card] = listAt({ attachments }, 'attachments')
  return jsonAt(jsonAt(card ?? {}, 'content'), 'refresh')
}

/** A client asks for its owner's view of the first message in a conversation, with what a forger changes. */
async function asks(
  { teams }: Stack,
  by: Person,
  { messages, ...conversation }: TeamsConversation,
  forged: { readonly data?: object; readonly replyToId?: string } = {},
) {
  const message = messages.find(({ from }) => from === null)
  const action = jsonAt(refreshOf(message ?? failed()), 'action')
  const data = { ...jsonAt(action, 'data'), ...forged.data }
  const { body } = await teams.sender.send(
    by.user,
    { messages, ...conversation },
    {
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: forged.replyToId ?? message?.id,
      value: { action: { ...action, data }, trigger: 'automatic' },
    },
  )
  return body
}

const failed = (): never => {
  throw new Error('there is no message')
}

const isCard = (body: unknown) => /"type\\?":\\?"AdaptiveCard/u.test(JSON.stringify(body))

describe('given the group’s card in its channel', () => {
  test('when somebody took the request, then they may hand it back, a colleague may take it over, and nobody else sees either card', async () => {
    const stack = await startTeamsStack()
    const { mara, sam, noor, teams } = stack
    const post = await mara.asksForPost()
    const channel = conversationOf(stack, 'channel')
    await teams.acts.looksInto(sam.user, channel.id)
    await sam.presses(post, 'take', { on: sam.channelCardOf(post) })
    // As it stands there for whoever's client asks for nothing.
    expect(labels(sam.channelCardOf(post))).toContain('Take over')
    for (const person of [sam, noor]) await teams.acts.looksInto(person.user, channel.id)
    expect(labels(sam.channelCardOf(post))).toContain('Hand back')
    expect(labels(sam.channelCardOf(post))).not.toContain('Take over')
    expect(labels(noor.channelCardOf(post))).toContain('Take over')
    await sam.presses(post, 'hand_back', { on: sam.channelCardOf(post) })
    await teams.acts.looksInto(sam.user, channel.id)
    expect(labels(sam.channelCardOf(post))).toContain('I take it')
  })

  test('when somebody has decided, then their own card there offers what is left to them, and the others’ stays a question', async () => {
    const stack = await startTeamsStack({
      organisationYaml: organisationYaml.replace('    channel:', '    quorum: 2\n    channel:'),
    })
    const { mara, sam, noor, teams } = stack
    const post = await mara.asksForPost()
    const channel = conversationOf(stack, 'channel')
    await sam.approves(post, {}, { on: sam.channelCardOf(post) })
    for (const person of [sam, noor]) await teams.acts.looksInto(person.user, channel.id)
    expect(verbs(sam.channelCardOf(post))).not.toContain('approve')
    expect(verbs(noor.channelCardOf(post))).toContain('approve')
    await noor.approves(post, {}, { on: noor.channelCardOf(post) })
    expect(mara.sees(post).text).toContain('Approved by Sam Okafor')
  })

  test('when somebody’s client asks who left the group a moment ago, then they see what everybody sees', async () => {
    const stack = await startTeamsStack()
    const { mara, sam, teams, reconfigures } = stack
    const post = await mara.asksForPost()
    const channel = conversationOf(stack, 'channel')
    await sam.presses(post, 'take', { on: sam.channelCardOf(post) })
    await reconfigures(withTeamsChannel(withEntraGroup(organisationYaml)).replace('sam@example.com, ', ''))
    await teams.acts.looksInto(sam.user, channel.id)
    expect(labels(sam.channelCardOf(post))).not.toContain('Hand back')
    expect(sam.channelCardOf(post).headline).toContain(`#${post}`)
  })

  test('when Microsoft does not say who asks, then the card stays right as it is', async () => {
    const stack = await startTeamsStack()
    const { mara, sam, teams, log } = stack
    const post = await mara.asksForPost()
    const channel = conversationOf(stack, 'channel')
    const before = sam.channelCardOf(post)
    await sam.presses(post, 'take', { on: before })
    teams.granted.delete('User.Read.All')
    expect(isCard(await asks(stack, sam, channel))).toBe(true)
    expect(log.faults()).toEqual([])
    teams.granted.add('User.Read.All')
    expect(labels(sam.channelCardOf(post))).toContain('Take over')
  })
})

describe('given a mediation’s chat', () => {
  test('when each of its people looks into it, then each sees what they may do, in their own language', async () => {
    const stack = await startTeamsStack()
    const { mara, sam, lena, teams } = stack
    const post = await mara.asksForPost()
    await sam.rejects(post, no)
    await lena.approves(post)
    const chat = conversationOf(stack, 'groupChat')
    expect(verbs(mara.conversationAbout(post))).toEqual([
      'state_position',
      'approve',
      'approve_with_conditions',
      'revise',
    ])
    for (const person of [mara, sam, lena]) await teams.acts.looksInto(person.user, chat.id)
    expect(verbs(mara.conversationAbout(post))).toEqual(['state_position', 'revise'])
    expect(verbs(sam.conversationAbout(post))).toEqual([
      'state_position',
      'approve',
      'approve_with_conditions',
    ])
    expect(lena.conversationAbout(post).headline).toContain('Beitrag')
    expect(mara.conversationAbout(post).headline).toContain('Post')
    await sam.approves(post, {}, { on: sam.conversationAbout(post) })
    expect(mara.sees(post).headline).toContain('is approved')
  })
})

describe('given a mediation in a channel that others read', () => {
  test('when those involved look into it, then each sees both sides there, and nobody else sees a word of them', async () => {
    const yaml = withMediationChannel(organisationYaml)
    const stack = await startTeamsStack({ organisationYaml: yaml })
    const { mara, sam, tom, teams } = stack
    teams.granted.delete('Chat.Create')
    const post = await mara.asksForPost()
    await sam.rejects(post, no)
    await stack.lena.approves(post)
    const head = (person: Person) => person.threadAbout(post, mediationChannel).head
    for (const person of [sam, tom]) await teams.acts.looksInto(person.user, mediationChannel)
    expect(head(sam).text).toContain(no.reason)
    expect(head(sam).text).toContain('Only you see this card like this')
    expect(head(tom).text).not.toContain(no.reason)
    const channel = teams.tenant.conversations.get(mediationChannel)
    if (channel === undefined) throw new Error('there is no channel')
    // Tom presses "refresh" himself.
    const body = JSON.stringify(await asks(stack, tom, channel))
    expect(isCard(body)).toBe(true)
    expect(body).not.toContain(no.reason)
    await sam.approves(post, {}, { on: head(sam) })
    expect(mara.sees(post).headline).toContain('is approved')
  })
})

describe('given a client that asks for what is not its owner’s', () => {
  test('when it names another person’s card, or a request that they have no part in, then nothing of it leaves', async () => {
    const stack = await startTeamsStack()
    const { mara, tom, gita, database } = stack
    const post = await mara.asksForPost({ text: 'A secret that nobody else may read.' })
    const channel = conversationOf(stack, 'channel')
    const request = (await database.store.requestByNumber(post)) ?? ''
    const rows = await database.store.cardsOf(request)
    expect(rows.length).toBeGreaterThan(3)
    for (const { user } of [tom, gita]) channel.members.add(user)
    const [shown] = channel.messages
    for (const person of [tom, gita])
      for (const { id } of rows)
        for (const replyToId of ['1', shown?.id ?? '']) {
          const body = await asks(stack, person, channel, { data: { card: id }, replyToId })
          const own = rows.find(({ recipient }) => recipient.type === 'channel')?.id === id
          // In the channel they have seen what everybody sees there.
          expect([id, replyToId, isCard(body)]).toEqual([id, replyToId, own && replyToId === shown?.id])
          if (isCard(body)) expect(JSON.stringify(body)).not.toContain('Hand back')
          else expect(JSON.stringify(body)).not.toContain('secret')
        }
  })
})
