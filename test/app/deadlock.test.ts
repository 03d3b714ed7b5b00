import { describe, expect, test } from 'vitest'
import type { Request } from '../../src/domain/request/state.ts'
import { fieldIds } from '../../src/view/forms.ts'
import { email, group } from '../support/app/organisation.ts'
import { RecordingChat } from '../support/app/recording-chat.ts'
import { noticesAt, verbsAt } from '../support/app/screens.ts'
import { text, typedContest, typedReason, typedRejection } from '../support/app/typed.ts'
import { createWorld, type World } from '../support/app/world.ts'
import { groupPolicy, policy } from '../support/domain/build.ts'
import { hour } from '../support/domain/calendar.ts'

/** Security rejects, legal approves. */
async function conflict(world: World): Promise<Request> {
  const request = await world.submitted('ada')
  await world.fill('sec1', 'reject', request, typedRejection, { subject: 'security' })
  await world.approve('legal1', request, 'legal')
  await world.settle()
  return world.load(request.id)
}

const users = (world: World) =>
  world.chat.conversations.map(({ people }) => people.map(({ user }) => user).sort())

describe('given groups that disagree', () => {
  test('when the deadlock begins, then one conversation holds the requester and those who decided', async () => {
    const world = createWorld()
    const request = await conflict(world)
    expect(request.status).toBe('deadlocked')
    expect(users(world)).toEqual([['ada', 'legal1', 'sec1']])
    expect(world.chat.at('G1').map(({ type }) => type)).toEqual(['mediation'])
    for (const place of ['@ada', '@sec1', '@legal1']) expect(noticesAt(world.chat, place)).toEqual([])
  })

  test('when all of them read German, then the conversation is German, else in the language of the organisation', async () => {
    for (const [user, locale] of [
      ['sec1', 'de'],
      ['legal1', 'en'],
    ] as const) {
      const world = createWorld()
      for (const other of ['ada', 'sec1', 'legal1']) world.accounts.account(other, { locale: 'de' })
      world.accounts.account(user, { locale })
      await conflict(world)
      expect(world.chat.at('G1').map((card) => card.locale)).toEqual([locale])
    }
  })

  test('when a side states what it would accept, then it is said in the conversation, once', async () => {
    const world = createWorld()
    const request = await conflict(world)
    const values = { [fieldIds.wouldAccept]: text('A smaller picture.') }
    expect(await world.fill('ada', 'state_position', request, values)).toMatchObject({ outcome: 'done' })
    await world.settle()
    expect(noticesAt(world.chat, 'G1')).toHaveLength(1)
    expect((await world.load(request.id)).positions).toMatchObject([{ side: 'requester' }])
  })

  test('when the rejection is taken back, then it is approved at once and the conversation hears of it', async () => {
    const world = createWorld()
    const request = await conflict(world)
    await world.approve('sec1', request, 'security')
    await world.settle()
    expect((await world.load(request.id)).status).toBe('approved')
    expect(noticesAt(world.chat, 'G1')).toHaveLength(1)
    expect(noticesAt(world.chat, '@ada')).toHaveLength(1)
    expect(world.chat.conversations).toHaveLength(1)
  })

  test('when no conversation can be opened, then everybody is told in person, from its beginning', async () => {
    const world = createWorld()
    world.chat.opening = 'impossible'
    const request = await conflict(world)
    expect(await world.deps.store.parkedCards(10)).toHaveLength(1)
    for (const place of ['@ada', '@sec1', '@legal1']) expect(noticesAt(world.chat, place)).toHaveLength(1)
    await world.fill('ada', 'state_position', request, { [fieldIds.wouldAccept]: text('Half of it.') })
    await world.settle()
    expect(noticesAt(world.chat, '@sec1')).toHaveLength(2)
    expect(noticesAt(world.chat, '@legal1')).toHaveLength(2)
    expect(noticesAt(world.chat, '@ada')).toHaveLength(1)
  })

  test('when more are concerned than a conversation holds, then the others are told in person', async () => {
    const world = createWorld({ chat: new RecordingChat('slack', 2) })
    await conflict(world)
    expect(users(world)).toEqual([['ada', 'sec1']])
    expect(noticesAt(world.chat, '@legal1')).toHaveLength(1)
    expect(noticesAt(world.chat, '@sec1')).toEqual([])
  })
})

describe('given a mediation that nobody ends', () => {
  test('when its time is over, then the executive has a brief, and the conversation knows', async () => {
    const world = createWorld()
    const request = await conflict(world)
    expect(world.chat.at('@cmo')).toEqual([])
    await world.later(8 * hour)
    expect((await world.load(request.id)).status).toBe('escalated')
    expect(verbsAt(world.chat, '@cmo')).toContain('rule_approve')
    expect(world.chat.at('@ceo')).toEqual([])
    expect(noticesAt(world.chat, 'G1')).toHaveLength(1)
  })

  test('when the executive rules, then everybody concerned is told and all other buttons are gone', async () => {
    const world = createWorld()
    const request = await conflict(world)
    await world.later(8 * hour)
    const answer = await world.fill('cmo', 'rule_reject', request, typedReason)
    expect(answer).toMatchObject({ outcome: 'done' })
    await world.settle()
    expect(await world.load(request.id)).toMatchObject({ status: 'rejected', contestBy: null })
    for (const place of ['@ada', '@sec1', '@legal1']) expect(noticesAt(world.chat, place)).toHaveLength(1)
    expect(noticesAt(world.chat, '@cmo')).toEqual([])
    const rows = await world.deps.store.cardsOf(request.id)
    const told = rows.flatMap(({ recipient, purpose }) =>
      recipient.type === 'person' && purpose.type === 'notice' ? [purpose.notice] : [],
    )
    expect(told).toEqual(['ruled', 'ruled', 'ruled'])
    for (const place of ['@ada', '@sec1', '@sec2', '@legal1', '@cmo'])
      expect(verbsAt(world.chat, place)).toEqual([])
    expect(await world.approve('sec1', request, 'security')).toMatchObject({
      outcome: 'refused',
    })
  })

  test('when every executive stays silent, then the chain is followed, reminders go on, and it lapses', async () => {
    const world = createWorld()
    const request = await conflict(world)
    await world.later(8 * hour)
    await world.later(8 * hour)
    expect(verbsAt(world.chat, '@ceo')).toContain('rule_approve')
    for (let round = 0; round < 40 && (await world.load(request.id)).status === 'escalated'; round++)
      await world.later(6 * hour)
    expect(await world.load(request.id)).toMatchObject({ status: 'lapsed', because: 'executives_silent' })
    expect(noticesAt(world.chat, '@ceo').length).toBeGreaterThan(1)
    expect(await world.deps.store.nextDueAt()).toBeNull()
  })
})

describe('given a rejection by everybody', () => {
  test('when the requester contests it, then both sides are brought together', async () => {
    const world = createWorld()
    const request = await world.submitted('ada')
    await world.fill('sec1', 'reject', request, typedRejection, { subject: 'security' })
    await world.fill('legal1', 'reject', request, typedRejection, { subject: 'legal' })
    await world.settle()
    expect(noticesAt(world.chat, '@ada')).toHaveLength(1)
    expect(await world.fill('ada', 'contest', request, typedContest)).toMatchObject({ outcome: 'done' })
    await world.settle()
    expect(users(world)).toEqual([['ada', 'legal1', 'sec1']])
  })
})

describe('given a group that stays silent', () => {
  test('when its time is over, then its members join the conversation with the requester', async () => {
    const world = createWorld()
    const request = await world.submitted('ada')
    await world.approve('legal1', request, 'legal')
    await world.later(4 * hour)
    expect(noticesAt(world.chat, '@sec1')).toHaveLength(1)
    expect(noticesAt(world.chat, '@sec2')).toHaveLength(1)
    expect(noticesAt(world.chat, '@legal1')).toEqual([])
    await world.later(4 * hour)
    expect((await world.load(request.id)).status).toBe('deadlocked')
    expect(users(world)).toEqual([['ada', 'legal1', 'sec1', 'sec2']])
  })

  test('when some members have voted, then only the others are reminded, judged at the last moment', async () => {
    const groups = { security: groupPolicy({ quorum: 3 }), legal: groupPolicy() }
    const members = [email('sec1'), email('sec2'), email('eve')]
    const world = createWorld({
      organisation: {
        policy: policy({ groups }),
        groups: [group('security', members), group('legal', [email('legal1')])],
      },
    })
    const request = await world.submitted('ada')
    await world.approve('sec1', request, 'security')
    world.deps.clock.advance(4 * hour)
    await world.app.timers.runDue()
    await world.approve('sec2', request, 'security')
    await world.settle()
    const reminders = ['@sec1', '@sec2', '@eve'].map((place) => noticesAt(world.chat, place).length)
    expect(reminders).toEqual([0, 0, 1])
  })

  test('when reminders were held up until they are pointless, then they are not sent', async () => {
    const world = createWorld()
    const request = await world.submitted('ada')
    world.deps.clock.advance(4 * hour)
    await world.app.timers.runDue()
    await world.approve('sec1', request, 'security')
    await world.settle()
    expect(noticesAt(world.chat, '@sec1')).toEqual([])
    expect(noticesAt(world.chat, '@sec2')).toEqual([])
    expect(noticesAt(world.chat, '@legal1')).toHaveLength(1)
  })
})
