import { describe, expect, test } from 'vitest'
import { jsonAt } from '../../../adapters/sandbox/teams-server/json.ts'
import { clientId, type TeamsConversation } from '../../../adapters/sandbox/teams-server/tenant.ts'
import { call } from '../../../adapters/teams/call.ts'
import type { Chat } from '../../../src/app/ports.ts'
import type { NoticeCard } from '../../../src/view/card.ts'
import { asPlain } from '../../../src/view/text.ts'
import { ada, ben, startWire, tenantId, type Wire } from '../../support/teams/wire.ts'

const card = (headline: string): NoticeCard => ({
  type: 'notice',
  request: 'R1',
  number: 7,
  locale: 'en',
  tone: 'waiting',
  headline: asPlain(headline),
  lines: [],
  choices: [],
  version: 1,
  digest: 'a'.repeat(64),
})

const direct = ({ id }: { id: string }) =>
  ({ type: 'direct', identity: { platform: 'teams', tenant: tenantId, user: id } }) as const

/** Delivers a card to Ada, as the deliverer would. */
const deliver = (
  { teams }: Wire,
  headline: string,
  more: Partial<Omit<Parameters<Chat['deliver']>[0], 'card'>> = {},
) =>
  teams.chat.deliver({
    cardId: 'C1',
    to: direct(ada),
    reference: null,
    thread: null,
    uncertain: false,
    ...more,
    card: card(headline),
  })

const referenceOf = (outcome: Awaited<ReturnType<typeof deliver>>) =>
  outcome.outcome === 'delivered' ? outcome.reference : null
const summaries = ({ microsoft }: Wire, person = ada) =>
  (microsoft.tenant.direct(person.id)?.messages ?? []).map(({ summary }) => summary)
const posts = /^POST .*\/activities$/u

describe('given a person who has the app', () => {
  test('when a card is for them, then their conversation is opened once, and the card edited in place', async () => {
    const wire = await startWire()
    const first = await deliver(wire, 'one')
    const second = await deliver(wire, 'two', { reference: referenceOf(first) })
    expect(referenceOf(second)).toEqual(referenceOf(first))
    await deliver(wire, 'three', { cardId: 'C2' })
    expect(summaries(wire)).toEqual(['two', 'three'])
    expect(wire.microsoft.tenant.conversations.size).toBe(1)
  })

  test('when it would look as it does, then Teams is not asked, unless it is not certain what the message shows', async () => {
    const wire = await startWire()
    const first = await deliver(wire, 'one')
    if (first.outcome !== 'delivered') throw new Error(first.outcome)
    const { reference, shown = null } = first
    expect(await deliver(wire, 'one', { reference, shown })).toEqual({ ...first, unchanged: true })
    const edits = () => wire.microsoft.tenant.direct(ada.id)?.messages.map((message) => message.edits)
    expect(edits()).toEqual([0])
    for (const unsure of [{ shown: null }, { shown, uncertain: true }]) {
      expect(await deliver(wire, 'one', { reference, ...unsure })).not.toHaveProperty('unchanged')
    }
    expect(edits()).toEqual([2])
  })

  test('when they wrote first, then the answer goes where they wrote', async () => {
    const wire = await startWire()
    const conversation = wire.microsoft.tenant.openDirect(ada.id)
    await wire.microsoft.acts.says(ada.id, conversation.id, 'help')
    wire.microsoft.troubles.make({ status: 500, of: /POST .*\/v3\/conversations$/u, times: 9 })
    expect((await deliver(wire, 'one')).outcome).toBe('delivered')
  })

  test('when they called the bot from where they talk with a colleague, then nothing of theirs is written there', async () => {
    const wire = await startWire()
    const { tenant, sender } = wire.microsoft
    const among: TeamsConversation = {
      id: 'a:ada-and-ben',
      type: 'personal',
      name: '',
      members: new Set([ada.id, ben.id]),
      messages: [],
      blocked: false,
    }
    tenant.conversations.set(among.id, among)
    const value = { commandId: 'newPost', commandContext: 'compose' }
    await sender.send(ada.id, among, { type: 'invoke', name: 'composeExtension/fetchTask', value })
    expect((await deliver(wire, 'one')).outcome).toBe('delivered')
    expect(among.messages).toEqual([])
    expect(summaries(wire)).toEqual(['one'])
  })

  test('when the message is gone, then it is posted anew', async () => {
    const wire = await startWire()
    const first = await deliver(wire, 'one')
    wire.microsoft.tenant.direct(ada.id)?.messages.splice(0)
    expect((await deliver(wire, 'two', { reference: referenceOf(first) })).outcome).toBe('delivered')
    expect(summaries(wire)).toEqual(['two'])
  })

  test('when the conversation is gone, then another one is opened', async () => {
    const wire = await startWire()
    await deliver(wire, 'one')
    wire.microsoft.tenant.conversations.clear()
    expect((await deliver(wire, 'two')).outcome).toBe('delivered')
    expect(summaries(wire)).toEqual(['two'])
  })
})

describe('given a person who cannot be written to', () => {
  test('when they have not added the app, then it is put aside under a name of its own, and arrives when they have', async () => {
    const wire = await startWire()
    wire.microsoft.tenant.installed.delete(ada.id)
    expect(await deliver(wire, 'one')).toMatchObject({
      outcome: 'failed',
      error: 'app_not_installed',
      closed: true,
    })
    wire.microsoft.tenant.installed.add(ada.id)
    expect((await deliver(wire, 'one')).outcome).toBe('delivered')
  })

  test('when they blocked the bot, then it is tried again later and nobody is told that it failed for good', async () => {
    const wire = await startWire()
    await deliver(wire, 'one')
    const conversation = wire.microsoft.tenant.direct(ada.id)
    if (conversation !== null) conversation.blocked = true
    expect(await deliver(wire, 'two')).toMatchObject({ outcome: 'retry', error: 'MessageWritesBlocked' })
  })

  test('when the channel is not there, then it is put aside', async () => {
    const wire = await startWire()
    const to = { type: 'channel', channel: '19:nowhere@thread.tacv2' } as const
    expect(await deliver(wire, 'one', { to })).toEqual({ outcome: 'failed', error: 'ConversationNotFound' })
  })
})

describe('given trouble at Microsoft', () => {
  for (const { status, retryAfter, afterMs, uncertain } of [
    { status: 429, retryAfter: 7, afterMs: 7_000, uncertain: false },
    { status: 412, retryAfter: undefined, afterMs: 1_000, uncertain: false },
    { status: 502, retryAfter: undefined, afterMs: 5_000, uncertain: true },
    { status: 503, retryAfter: 120, afterMs: 120_000, uncertain: false },
    { status: 504, retryAfter: undefined, afterMs: 5_000, uncertain: true },
    { status: 0, retryAfter: undefined, afterMs: 5_000, uncertain: true },
  ])
    test(`when the answer is ${status || 'no answer'}, then it says when to try again, asks once, and whether it may be there`, async () => {
      const wire = await startWire()
      wire.microsoft.troubles.make({ status, of: posts, ...(retryAfter === undefined ? {} : { retryAfter }) })
      expect(await deliver(wire, 'one')).toMatchObject({ outcome: 'retry', afterMs, uncertain })
      wire.clock.advance(afterMs)
      expect((await deliver(wire, 'one', { uncertain })).outcome).toBe('delivered')
      expect(summaries(wire)).toEqual(['one'])
    })

  test('when an answer gets lost, then there are at most as many copies as lost answers', async () => {
    const wire = await startWire()
    wire.microsoft.troubles.make({ status: 504, of: posts, done: true })
    expect(await deliver(wire, 'one')).toMatchObject({ outcome: 'retry', uncertain: true })
    const second = await deliver(wire, 'one', { uncertain: true })
    await deliver(wire, 'two', { reference: referenceOf(second) })
    expect(summaries(wire)).toEqual(['one', 'two'])
  })

  test('when Teams asks to wait, then nothing else goes to that conversation in the meantime, but to others it does', async () => {
    const wire = await startWire()
    wire.microsoft.troubles.make({ status: 429, retryAfter: 30, of: posts })
    await deliver(wire, 'one')
    expect(await deliver(wire, 'two', { cardId: 'C2' })).toMatchObject({
      outcome: 'retry',
      error: 'paced',
      afterMs: 30_000,
    })
    expect((await deliver(wire, 'for Ben', { to: direct(ben) })).outcome).toBe('delivered')
    wire.clock.advance(29_999)
    expect(await deliver(wire, 'two')).toMatchObject({ afterMs: 1 })
    wire.clock.advance(1)
    expect((await deliver(wire, 'two')).outcome).toBe('delivered')
    expect(summaries(wire)).toEqual(['two'])
  })

  test('when Teams asks one process to wait, then another one waits too, and one that was started since', async () => {
    const wire = await startWire()
    const other = { ...wire, teams: wire.process() }
    await deliver(wire, 'one')
    expect((await deliver(other, 'two', { cardId: 'C2' })).outcome).toBe('delivered')
    wire.microsoft.troubles.make({ status: 429, retryAfter: 30, of: posts })
    await deliver(wire, 'three', { cardId: 'C3' })
    for (const process of [other, { ...wire, teams: wire.process() }])
      expect(await deliver(process, 'four', { cardId: 'C4' })).toMatchObject({
        error: 'paced',
        afterMs: 30_000,
      })
    expect(summaries(wire)).toEqual(['one', 'two'])
    wire.clock.advance(30_000)
    expect((await deliver(other, 'three', { cardId: 'C3' })).outcome).toBe('delivered')
  })

  test.each([
    ['two hours', '7200', 7_200_000],
    ['more than anybody can mean', '99999999999', 86_400_000],
    ['nothing', '', 30_000],
    ['less than nothing', '-5', 30_000],
    ['a day that is over', 'Wed, 21 Oct 2015 07:28:00 GMT', 30_000],
    ['what is no time', 'soon', 30_000],
  ])(
    'when Teams asks to wait for %s, then that is kept as far as it means something',
    async (_name, header, afterMs) => {
      const headers = { 'retry-after': header }
      const answer = async () => new Response('{}', { status: 429, headers })
      const asked = call(
        { method: 'POST', url: 'https://teams.example.com/' },
        { fetch: answer, gate: async () => undefined, timeoutMs: 1_000 },
      )
      await expect(asked).rejects.toMatchObject({ status: 429, afterMs })
    },
  )

  test('when much is to be said in one conversation, then Teams’ limits are kept', async () => {
    const wire = await startWire()
    const sent: number[] = []
    for (let left = 70; left > 0; ) {
      const outcome = await deliver(wire, `message ${left}`)
      if (outcome.outcome === 'delivered') {
        sent.push(wire.clock.now())
        left -= 1
      } else if (outcome.outcome === 'retry') wire.clock.advance(outcome.afterMs)
    }
    const most = (within: number) =>
      Math.max(...sent.map((at) => sent.filter((other) => other >= at && other < at + within).length))
    expect([most(1_000), most(2_000), most(30_000)]).toEqual([7, 8, 60])
  })

  test('when the token was revoked, then a new one is asked for', async () => {
    const wire = await startWire()
    await deliver(wire, 'one')
    wire.microsoft.login.revokeAll()
    expect(await deliver(wire, 'two')).toMatchObject({
      outcome: 'retry',
      error: 'Unauthorized',
      uncertain: false,
    })
    expect((await deliver(wire, 'two')).outcome).toBe('delivered')
  })
})

describe('given a card that looks different for some of the people in a chat', () => {
  const stranger = { ...direct(ada).identity, user: '00000000-0000-4000-8000-000000000009' }
  const readers = [direct(ada).identity, direct(ben).identity, stranger].map((identity) => ({
    identity,
    card: card('for one of them'),
  }))
  const inChat = async (wire: Wire) => {
    const opened = await wire.teams.chat.openConversation([direct(ada).identity, direct(ben).identity])
    if (opened.outcome !== 'opened') throw new Error(opened.outcome)
    return { type: 'channel', channel: opened.channel } as const
  }
  const asking = ({ microsoft }: Wire, channel: string) =>
    microsoft.tenant.conversations
      .get(channel)
      ?.messages.map(({ attachments: [shown] }) => jsonAt(jsonAt(shown ?? {}, 'content'), 'refresh').userIds)

  test('when somebody never wrote to the bot, then it asks the conversation for their id, once, and leaves out who is not there', async () => {
    const wire = await startWire()
    const to = await inChat(wire)
    const asked: string[] = []
    wire.microsoft.troubles.watch((call) => void (call.includes('/members/') && asked.push(call)))
    const first = await deliver(wire, 'one', { to, readers })
    expect(asking(wire, to.channel)).toEqual([[clientId(ada.id), clientId(ben.id)]])
    const once = asked.length
    expect(once).toBeGreaterThan(0)
    await deliver(wire, 'two', { to, readers, reference: referenceOf(first) })
    expect(asked).toHaveLength(once)
    expect(asking(wire, to.channel)).toEqual([[clientId(ada.id), clientId(ben.id)]])
  })

  test('when somebody has written, then their id is known, and the conversation is not asked', async () => {
    const wire = await startWire()
    await wire.microsoft.acts.says(ada.id, wire.microsoft.tenant.openDirect(ada.id).id, 'help')
    const to = await inChat(wire)
    wire.microsoft.troubles.make({ status: 500, of: /members/u, times: 9 })
    expect((await deliver(wire, 'one', { to, readers })).outcome).toBe('delivered')
    expect(asking(wire, to.channel)).toEqual([[clientId(ada.id)]])
  })

  test('when only what one of them sees has changed, then it is edited, so that their client asks again', async () => {
    const wire = await startWire()
    const to = await inChat(wire)
    const first = await deliver(wire, 'one', { to, readers })
    if (first.outcome !== 'delivered') throw new Error(first.outcome)
    const { reference, shown = null } = first
    expect(await deliver(wire, 'one', { to, readers, reference, shown })).toHaveProperty('unchanged')
    const changed = readers.map((one) => ({ ...one, card: card('for one of them, later') }))
    expect(await deliver(wire, 'one', { to, readers: changed, reference, shown })).not.toHaveProperty(
      'unchanged',
    )
  })
})

describe('given a mediation', () => {
  const people = [direct(ada).identity, direct(ben).identity]

  test('when an administrator allowed it, then one chat of all of them is opened and can be written to', async () => {
    const wire = await startWire()
    const opened = await wire.teams.chat.openConversation(people)
    if (opened.outcome !== 'opened') throw new Error(JSON.stringify(opened))
    const to = { type: 'channel', channel: opened.channel } as const
    expect((await deliver(wire, 'one', { to })).outcome).toBe('delivered')
    const chat = wire.microsoft.tenant.conversations.get(opened.channel)
    expect([...(chat?.members ?? [])]).toEqual([ada.id, ben.id])
    expect(chat?.messages).toHaveLength(1)
  })

  test('when nobody allowed it, then people are to be told one by one', async () => {
    const wire = await startWire()
    wire.microsoft.granted.delete('Chat.Create')
    expect(await wire.teams.chat.openConversation(people)).toEqual({
      outcome: 'failed',
      error: 'Authorization_RequestDenied',
    })
  })
})
