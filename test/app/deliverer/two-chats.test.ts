import { describe, expect, test } from 'vitest'
import { joinPeople } from '../../../src/app/people/join.ts'
import { type DeliveryOutcome, type Platform, StoreUnavailable } from '../../../src/app/ports.ts'
import { createApp } from '../../../src/app/runner.ts'
import { currentRevision } from '../../../src/domain/request/queries.ts'
import type { Card } from '../../../src/view/card.ts'
import { AccountBook } from '../../support/app/account-book.ts'
import { RecordingChat } from '../../support/app/recording-chat.ts'
import { smallRisk } from '../../support/app/typed.ts'
import { createWorld } from '../../support/app/world.ts'

/** An application in both chats, where sec1 has an account in each and was active in Slack first. */
async function bothChats() {
  const world = createWorld()
  const teams = new AccountBook('teams')
  const [inSlack, inTeams] = [new RecordingChat('slack'), new RecordingChat('teams')]
  const app = createApp({ ...world.deps, accounts: [world.accounts, teams], chats: [inSlack, inTeams] })
  teams.account('sec1')
  await app.directory.actingPersonOf(teams.identity('sec1'))
  await app.directory.actingPersonOf(world.accounts.identity('sec1'))
  const settle = async () => {
    await app.timers.runDue()
    await app.deliverer.settleAll()
  }
  const submitted = async () => {
    const answer = await world.ask('ada')
    if (answer.outcome !== 'done') throw new Error(JSON.stringify(answer))
    await settle()
    return world.load(answer.request)
  }
  const prefers = async (platform: Platform, text: string) => {
    const book = platform === 'slack' ? world.accounts : teams
    const answer = await app.service.prefer({
      identity: book.identity('sec1'),
      wish: { about: 'chat', text },
    })
    await settle()
    return answer
  }
  return { world, teams, app, inSlack, inTeams, settle, submitted, prefers }
}

const sec1 = '@sec1'
const canBePressed = (cards: readonly Card[]) => cards.filter(({ choices }) => choices.length > 0)
/** What a card says of what comes next, in words. */
const textOf = (card: Card | undefined) =>
  card?.type === 'request'
    ? card.next.map((line) => line.map((part) => (part.type === 'text' ? part.text : '')).join('')).join('\n')
    : ''

describe('given somebody in Slack and in Teams', () => {
  test('when they are asked, then they have one card, where they were last, which offers the other chat once', async () => {
    const { inSlack, inTeams, submitted } = await bothChats()
    await submitted()
    expect(inSlack.at(sec1)).toHaveLength(1)
    expect(inTeams.at(sec1)).toEqual([])
    expect(inSlack.at(sec1)[0]).toMatchObject({
      chatQuestion: { options: [{ chat: 'slack', label: 'Slack' }, { label: 'Teams' }] },
    })
    await submitted()
    expect(inSlack.at(sec1)[1]).not.toHaveProperty('chatQuestion')
  })

  test('when they choose, then their overview shows it, and gives it back; whoever has one chat is offered none', async () => {
    const { app, world, prefers } = await bothChats()
    const choiceOf = async (user: string) => {
      const answer = await app.service.home({ identity: world.accounts.identity(user) })
      return answer.outcome === 'home' ? answer.home.controls?.chat : answer.code
    }
    expect(await choiceOf('sec1')).toMatchObject({ value: '' })
    await prefers('slack', 'teams')
    expect(await choiceOf('sec1')).toMatchObject({ value: 'teams' })
    await prefers('slack', 'off')
    expect(await choiceOf('sec1')).toMatchObject({ value: '' })
    expect(await choiceOf('ada')).toBeUndefined()
  })

  test('when they choose the other chat, then open cards move there, and the old ones offer nothing', async () => {
    const { inSlack, inTeams, submitted, prefers } = await bothChats()
    const request = await submitted()
    expect(await prefers('slack', 'teams')).toMatchObject({ outcome: 'preferred' })
    expect(canBePressed(inTeams.at(sec1))).toHaveLength(1)
    expect(canBePressed(inSlack.at(sec1))).toEqual([])
    expect(inSlack.at(sec1)).toMatchObject([{ headline: `Post #${request.number} is in Teams now` }])
    await prefers('slack', 'here')
    expect(canBePressed(inSlack.at(sec1))).toHaveLength(1)
    expect(canBePressed(inTeams.at(sec1))).toEqual([])
  })

  test('when they are merely active in the other chat, then open cards stay, and new ones go there', async () => {
    const { app, teams, inSlack, inTeams, submitted, world, settle } = await bothChats()
    const request = await submitted()
    await app.directory.actingPersonOf(teams.identity('sec1'))
    await world.deps.store.redraw(request.id, world.deps.clock.now())
    await settle()
    expect([inSlack.at(sec1).length, inTeams.at(sec1).length]).toEqual([1, 0])
    await submitted()
    expect([inSlack.at(sec1).length, inTeams.at(sec1).length]).toEqual([1, 1])
  })

  test('when they have no account in the chat that they name, then nothing is changed, and they are told', async () => {
    const { prefers, app, world } = await bothChats()
    expect(await prefers('slack', 'irc')).toMatchObject({ outcome: 'refused', code: 'unreadable_chat' })
    const identity = world.accounts.identity('sec2')
    const answer = await app.service.prefer({ identity, wish: { about: 'chat', text: 'teams' } })
    expect(answer).toMatchObject({ outcome: 'refused', code: 'unreadable_chat' })
  })

  test.each([
    { outcome: 'failed', error: 'user_disabled', closed: true },
    { outcome: 'retry', afterMs: 900_000, error: 'forbidden', uncertain: false, closed: true },
  ] satisfies DeliveryOutcome[])(
    'when the chat that they chose is closed to the bot ($error), then the card is in the other one at once and says so',
    async (closed) => {
      const { inSlack, inTeams, submitted, prefers } = await bothChats()
      await prefers('slack', 'teams')
      inTeams.trouble(() => closed)
      await submitted()
      expect(inTeams.at(sec1)).toEqual([])
      expect(textOf(inSlack.at(sec1)[0])).toContain('cannot write to you in Teams')
    },
  )

  test('when they add the app again in a chat that was closed to the bot, then their next card is there at once', async () => {
    const { inSlack, inTeams, submitted, prefers, teams, app } = await bothChats()
    await prefers('slack', 'teams')
    inTeams.trouble(() => ({ outcome: 'failed', error: 'app_not_installed', closed: true }))
    await submitted()
    expect([inSlack.at(sec1).length, inTeams.at(sec1).length]).toEqual([1, 0])
    await app.appAdded(teams.identity('sec1'))
    await submitted()
    expect([inSlack.at(sec1).length, inTeams.at(sec1).length]).toEqual([1, 1])
  })

  test('when one account is a guest’s now, then nothing is written to it, and it decides nothing', async () => {
    const { app, teams, world, inSlack, inTeams, submitted, prefers } = await bothChats()
    await prefers('slack', 'teams')
    teams.account('sec1', { standing: 'guest' })
    const guest = await app.directory.actingPersonOf(teams.identity('sec1'))
    if (!guest.ok) throw new Error(guest.refusal.code)
    expect(await app.directory.actorOf(guest.person)).toMatchObject({ standing: 'guest', groups: [] })
    await submitted()
    expect([inSlack.at(sec1).length, inTeams.at(sec1).length]).toEqual([1, 0])
    const member = await app.directory.personOf(world.accounts.identity('sec1'))
    if (!member.ok) throw new Error(member.refusal.code)
    expect((await app.directory.actorOf(member.person)).groups).toEqual(['security'])
  })

  test('when they decide in one chat, then the other one says that they decided, and counts nothing twice', async () => {
    const { app, teams, world, submitted, settle } = await bothChats()
    const request = await submitted()
    const decision = (platform: Platform) =>
      app.service.submit({
        identity: (platform === 'slack' ? world.accounts : teams).identity('sec1'),
        purpose: {
          type: 'verb',
          verb: 'reject',
          request: request.id,
          digest: currentRevision(request).digest,
          subject: 'security',
        },
        values: {
          ...smallRisk,
          reason: { type: 'text', text: platform },
          would_accept: { type: 'text', text: 'x' },
        },
        dedupeKey: `${platform} click`,
      })
    expect(await decision('teams')).toMatchObject({ outcome: 'done' })
    expect(await decision('slack')).toMatchObject({ outcome: 'refused', code: 'already_decided' })
    await settle()
    expect((await world.load(request.id)).decisions).toHaveLength(1)
  })
})

describe('given a reviewer in Slack, and an account in Teams that an operator says is theirs as well', () => {
  test('when the command is cut short after the ledger, then their card stays where it is, and they have it once', async () => {
    const { world, teams, app, inSlack, inTeams, submitted, settle } = await bothChats()
    world.accounts.forget('eve')
    const kept = await app.directory.personOf(teams.account('eve'))
    const other = await app.directory.personOf(world.accounts.identity('legal1'))
    if (!kept.ok || !other.ok) throw new Error('not seen')
    const request = await submitted()
    const { store, people, clock } = world.deps
    const save = async () => {
      throw new StoreUnavailable('locked')
    }
    const cutShort = joinPeople(
      kept.person,
      other.person,
      { operator: 'root', because: 'One human' },
      { ...world.deps, people: { ...people, save } },
    )
    await expect(cutShort).rejects.toThrow(StoreUnavailable)
    // The second time the records have followed, because the account was seen.
    for (let time = 0; time < 2; time++) {
      await store.redraw(request.id, clock.now())
      await settle()
      expect(canBePressed(inSlack.at('@legal1'))).toHaveLength(1)
      expect(inTeams.at('@eve')).toEqual([])
    }
    expect((await people.byId(kept.person.id))?.identities).toHaveLength(2)
  })
})
