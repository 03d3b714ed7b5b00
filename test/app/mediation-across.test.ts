import { describe, expect, test } from 'vitest'
import { leaseFor } from '../../src/app/lease.ts'
import { StoreUnavailable } from '../../src/app/ports.ts'
import { createApp } from '../../src/app/runner.ts'
import { currentRevision } from '../../src/domain/request/queries.ts'
import type { Card } from '../../src/view/card.ts'
import type { FormValues } from '../../src/view/form.ts'
import { AccountBook } from '../support/app/account-book.ts'
import { email, group } from '../support/app/organisation.ts'
import { RecordingChat } from '../support/app/recording-chat.ts'
import { smallRisk, typedRejection } from '../support/app/typed.ts'
import { createWorld } from '../support/app/world.ts'
import { groupPolicy, policy } from '../support/domain/build.ts'

const teamsOnly = ['lawyer1', 'lawyer2'] as const

const sides = ['legal', 'privacy'] as const

/** Marketing and security in Slack, which approves; one or two other groups in Teams only, which reject. */
async function conflict(
  lawyers: 1 | 2,
  opening: 'possible' | 'impossible' = 'possible',
  /** How often the program dies after it opened a conversation and before it wrote that down. */
  deaths = 0,
) {
  const names = teamsOnly.slice(0, lawyers)
  const others = names.map((name, index) => group(sides[index] ?? '', [email(name)]))
  const world = createWorld({
    organisation: {
      groups: [group('security', [email('sec1')]), ...others],
      policy: policy({
        groups: {
          security: groupPolicy(),
          ...Object.fromEntries(others.map(({ id }) => [id, groupPolicy()])),
        },
      }),
    },
  })
  const teams = new AccountBook('teams')
  for (const user of names) teams.account(user)
  const [inSlack, inTeams] = [new RecordingChat('slack'), new RecordingChat('teams')]
  inTeams.opening = opening
  const { store } = world.deps
  let left = deaths
  const putFact: typeof store.putFact = async (key, value) => {
    if (!key.startsWith('conversation:') || left === 0) return store.putFact(key, value)
    left -= 1
    throw new StoreUnavailable('unreachable')
  }
  const app = createApp({
    ...world.deps,
    store: { ...store, putFact },
    accounts: [world.accounts, teams],
    chats: [inSlack, inTeams],
  })
  /** As the loops do: what a death left behind is begun again when its lease has ended. */
  const survive = async () => {
    for (let tries = 0; tries <= deaths; tries++) {
      try {
        await app.deliverer.settleAll()
      } catch (fault) {
        if (!(fault instanceof StoreUnavailable)) throw fault
        world.deps.clock.advance(leaseFor + 1)
      }
    }
  }
  const settle = async () => {
    await app.timers.runDue()
    await survive()
  }
  const asked = await world.ask('ada')
  if (asked.outcome !== 'done') throw new Error('not submitted')
  await settle()
  const request = await world.load(asked.request)
  let clicks = 0
  const uses = async (
    book: AccountBook,
    user: string,
    verb: 'approve' | 'reject' | 'state_position',
    subject: string,
    values: FormValues,
  ) => {
    const answer = await app.service.submit({
      identity: book.identity(user),
      purpose: {
        type: 'verb',
        verb,
        request: request.id,
        digest: currentRevision(request).digest,
        ...(subject === '' ? {} : { subject }),
      },
      values,
      dedupeKey: `click ${++clicks}`,
    })
    if (answer.outcome !== 'done') throw new Error(JSON.stringify(answer))
    await settle()
  }
  await uses(world.accounts, 'sec1', 'approve', 'security', smallRisk)
  for (const [index, name] of names.entries())
    await uses(teams, name, 'reject', sides[index] ?? '', typedRejection)
  expect((await world.load(request.id)).status).toBe('deadlocked')
  const states = (book: AccountBook, user: string, side: string, text: string) =>
    uses(book, user, 'state_position', side, { would_accept: { type: 'text', text } })
  return { world, teams, app, inSlack, inTeams, request, settle, states }
}

const wordsOf = (card: Card | undefined) => JSON.stringify(card)
const saying = (cards: readonly Card[], words: string) =>
  cards.filter((card) => wordsOf(card).includes(words))

describe('given a conflict between people of Slack and one lawyer in Teams', () => {
  test('when each side says what it would accept, then the other reads it, with a name and the chat, once', async () => {
    const { world, teams, inSlack, inTeams, states } = await conflict(1)
    expect(inSlack.conversations).toHaveLength(1)
    expect(inTeams.conversations).toEqual([])
    await states(world.accounts, 'ada', '', 'A smaller picture')
    expect(
      saying(inTeams.at('@lawyer1'), 'A smaller picture').filter(({ type }) => type === 'notice'),
    ).toHaveLength(1)
    await states(teams, 'lawyer1', 'legal', 'Without the figure')
    const heard = saying(inSlack.at('G1'), 'Without the figure').filter(({ type }) => type === 'notice')
    expect(heard).toHaveLength(1)
    expect(wordsOf(heard[0])).toContain('lawyer1 (Teams)')
    // What somebody said themselves is not told to them.
    expect(
      saying(inTeams.at('@lawyer1'), 'Without the figure').filter(({ type }) => type === 'notice'),
    ).toEqual([])
  })
})

describe('given a conflict in which two lawyers are in Teams', () => {
  test('then each chat has a conversation, with what is stated in either', async () => {
    const { world, inSlack, inTeams, states } = await conflict(2)
    expect([inSlack.conversations.length, inTeams.conversations.length]).toEqual([1, 1])
    expect(inTeams.conversations[0]?.people.map(({ user }) => user).sort()).toEqual(['lawyer1', 'lawyer2'])
    expect(inTeams.at('G1').map(({ type }) => type)).toEqual(['mediation'])
    await states(world.accounts, 'ada', '', 'A smaller picture')
    for (const chat of [inSlack, inTeams]) {
      const heard = saying(chat.at('G1'), 'A smaller picture').map(({ type }) => type)
      expect(heard.sort()).toEqual(['mediation', 'notice'])
    }
    expect(wordsOf(inTeams.at('G1').at(-1))).toContain('ada (Slack)')
  })

  test('when the program dies between opening a conversation and recording it, in either chat, then it finds that one again, and nobody is told twice', async () => {
    const undisturbed = await conflict(2)
    const { world, inSlack, inTeams, states } = await conflict(2, 'possible', 3)
    expect([inSlack.conversations.length, inTeams.conversations.length]).toEqual([1, 1])
    for (const chat of [inSlack, inTeams])
      expect(chat.at('G1').map(({ type }) => type)).toEqual(['mediation'])
    const heard = (chat: RecordingChat) =>
      teamsOnly.map((lawyer) => chat.at(`@${lawyer}`).map(({ type }) => type))
    expect(heard(inTeams)).toEqual(heard(undisturbed.inTeams))
    await states(world.accounts, 'ada', '', 'A smaller picture')
    for (const chat of [inSlack, inTeams])
      expect(saying(chat.at('G1'), 'A smaller picture').filter(({ type }) => type === 'notice')).toHaveLength(
        1,
      )
  })

  test('when Teams opens no conversation and the program dies before it has recorded that, then its people are told in person once', async () => {
    const { inTeams } = await conflict(2, 'impossible', 3)
    for (const lawyer of teamsOnly)
      expect(inTeams.at(`@${lawyer}`).filter(({ type }) => type === 'notice')).toHaveLength(1)
  })

  test('when Teams opens no conversation, then its people are told in person, and nobody of Slack twice', async () => {
    const { inSlack, inTeams } = await conflict(2, 'impossible')
    expect(inTeams.conversations).toEqual([])
    for (const lawyer of teamsOnly)
      expect(inTeams.at(`@${lawyer}`).filter(({ type }) => type === 'notice')).toHaveLength(1)
    expect(inSlack.at('@ada').filter(({ type }) => type === 'notice')).toEqual([])
  })
})
