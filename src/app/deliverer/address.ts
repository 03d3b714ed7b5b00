import type { Request } from '../../domain/request/state.ts'
import { participants } from '../cards/participants.ts'
import { type Roster, rosterOf } from '../cards/roster.ts'
import {
  type ConversationPlan,
  knownConversation,
  planBeside,
  planConversation,
  rememberConversation,
  type Which,
} from '../conversation.ts'
import type { Parts } from '../parts.ts'
import { type CardRow, type Chat, type Destination, LookupFailed, type Person } from '../ports.ts'
import { waysTo } from './chat-of.ts'

export type Address =
  | { readonly outcome: 'found'; readonly chat: Chat; readonly to: Destination }
  | { readonly outcome: 'wait'; readonly afterMs: number; readonly error: string }
  /** There is no such place any more, and nobody misses the card. */
  | { readonly outcome: 'gone' }
  | { readonly outcome: 'unreachable'; readonly error: string }

/** With this code a card waits for its workspace. */
export const notConnected = 'not_connected'
/** With this code a card waits for the app to be added where it is to go. The adapter says it. */
export const notInstalled = 'app_not_installed'

/** Where a card goes now. Opens the mediation's conversation when its first card is on its way. */
export async function addressOf(
  row: CardRow,
  request: Request,
  person: Person | null,
  parts: Parts,
): Promise<Address> {
  const { recipient } = row
  switch (recipient.type) {
    case 'person':
      return personal(row, person, parts)
    case 'channel':
      return ofGroup(recipient.group, parts)
    case 'mediation':
      return ofMediation(request, recipient.beside === undefined ? 'first' : 'beside', parts)
    default:
      return recipient satisfies never
  }
}

/** The chat that the person chose, or where they were active last; the other one where that is closed. */
async function personal(row: CardRow, person: Person | null, parts: Parts): Promise<Address> {
  const found = person === null ? null : await directTo(row, person, parts)
  if (found !== null) return found
  const had = person?.identities.some(({ platform }) =>
    parts.chats.some((chat) => chat.platform === platform),
  )
  if (person === null || had !== true) return { outcome: 'unreachable', error: 'no_account' }
  // Perhaps they have an account in another workspace, from which they have not done anything yet.
  const elsewhere = await accountElsewhere(person, parts)
  // The card is woken when the workspace is connected again.
  return (
    (elsewhere && (await directTo(row, elsewhere, parts))) ?? {
      outcome: 'unreachable',
      error: 'not_connected',
    }
  )
}

async function directTo(row: CardRow, person: Person, parts: Parts): Promise<Address | null> {
  const [best] = await waysTo(person, row, parts)
  if (best === undefined) return null
  const { chat, identity } = best
  return { outcome: 'found', chat, to: { type: 'direct', identity } }
}

/** The same person with the accounts that their address has now; null when there are none, or nobody says. */
async function accountElsewhere({ id, email }: Person, parts: Parts): Promise<Person | null> {
  if (email === null) return null
  try {
    const found = await parts.directory.personByEmail(email)
    const { now } = await parts.directory.whoIsWho()
    return found?.id === now(id) ? found : null
  } catch (fault) {
    if (fault instanceof LookupFailed) return null
    throw fault
  }
}

const teamsPrefix = 'teams:'

/** The configuration names channels of Slack as Slack does, and channels of Teams behind a word. */
function ofGroup(group: string, parts: Parts): Address {
  const channel = parts.organisation().groups.find(({ id }) => id === group)?.channel ?? null
  if (channel === null) return { outcome: 'gone' }
  const inTeams = channel.startsWith(teamsPrefix)
  const chat = parts.chats.find(({ platform }) => platform === (inTeams ? 'teams' : 'slack'))
  if (chat === undefined) return { outcome: 'unreachable', error: 'no_platform' }
  const named = inTeams ? channel.slice(teamsPrefix.length) : channel
  return { outcome: 'found', chat, to: { type: 'channel', channel: named } }
}

async function ofMediation(request: Request, which: Which, parts: Parts): Promise<Address> {
  const known = await knownConversation(request.id, parts, which)
  if (known === 'impossible')
    // Nothing is wrong where one person is left in each chat: they were told, and no conversation can hold them.
    return (await talkersOf(request, await rosterOf(request, parts), which, parts)) === null
      ? { outcome: 'gone' }
      : { outcome: 'unreachable', error: 'no_conversation' }
  if (known !== null) {
    const chat = parts.chats.find(({ platform }) => platform === known.platform)
    if (chat === undefined) return { outcome: 'unreachable', error: 'no_platform' }
    return { outcome: 'found', chat, to: { type: 'channel', channel: known.channel } }
  }
  // A mediation that ended before its conversation was open needs none any more.
  return request.status === 'deadlocked' ? openFor(request, which, parts) : { outcome: 'gone' }
}

async function openFor(request: Request, which: Which, parts: Parts): Promise<Address> {
  const roster = await rosterOf(request, parts)
  const talkers = await talkersOf(request, roster, which, parts)
  if (talkers === null) {
    await tellOneByOne(request, roster, which, parts)
    return { outcome: 'gone' }
  }
  const { chat, members } = talkers
  const opened = await chat.openConversation(members.map(({ identity }) => identity))
  switch (opened.outcome) {
    case 'opened': {
      const { channel } = opened
      const people = members.map(({ person }) => person)
      await rememberConversation(request.id, { platform: chat.platform, channel, people }, parts, which)
      return { outcome: 'found', chat, to: { type: 'channel', channel } }
    }
    case 'retry':
      return { outcome: 'wait', afterMs: opened.afterMs, error: opened.error }
    case 'failed':
      await tellOneByOne(request, roster, which, parts)
      return { outcome: 'unreachable', error: opened.error }
    default:
      return opened satisfies never
  }
}

/** The chat that can bring two or more together, without those who have left; null where none can. */
async function talkersOf(
  request: Request,
  roster: Roster,
  which: Which,
  parts: Parts,
): Promise<ConversationPlan | null> {
  const plan = await (which === 'first' ? planConversation : planBeside)(request, roster, parts)
  const members = plan === null ? [] : await stillHere(plan.members, parts)
  return plan === null || members.length < 2 ? null : { ...plan, members }
}

/**
 * The commit that opened the mediation counted on the conversation to tell its people. Told first and remembered then:
 * where the process dies in between, the next try finds the messages there.
 */
async function tellOneByOne(request: Request, roster: Roster, which: Which, parts: Parts): Promise<void> {
  const history = await parts.store.read(request.id)
  const opened = history.findLast(({ event }) => event.type === 'deadlocked')
  if (opened !== undefined) {
    const purpose = { type: 'notice', notice: 'mediation_opened', about: opened.version } as const
    // Whoever is in the first conversation has heard of it there.
    const first = which === 'first' ? null : await knownConversation(request.id, parts)
    const heard = first === null || first === 'impossible' ? [] : first.people
    const people = participants(request, roster).filter((person) => !heard.includes(person))
    const standings = await Promise.all(people.map((person) => parts.directory.person(person)))
    const here = people.filter((_, index) => standings[index]?.standing !== 'deactivated')
    const cards = here.map((person) => {
      return { request: request.id, recipient: { type: 'person', person }, purpose } as const
    })
    await parts.store.addCards(cards, request.version, parts.clock.now())
    parts.wake.notify()
  }
  await rememberConversation(request.id, 'impossible', parts, which)
}

/** One account that was closed since would make the platform refuse the conversation to everybody. */
async function stillHere(
  members: ConversationPlan['members'],
  parts: Parts,
): Promise<ConversationPlan['members']> {
  const found = await Promise.all(members.map(({ identity }) => parts.directory.personOf(identity)))
  return members.filter((_, index) => {
    const answer = found[index]
    // Where the look-up fails the platform has the last word.
    return answer?.ok === true
      ? answer.person.standing !== 'deactivated'
      : answer?.refusal.code === 'lookup_failed'
  })
}
