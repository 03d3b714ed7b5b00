import { idOfTeamsChannel } from '../../config/channels.ts'
import type { PersonId } from '../../domain/flavour.ts'
import type { Request } from '../../domain/request/state.ts'
import { participants } from '../cards/participants.ts'
import { type Roster, rosterOf } from '../cards/roster.ts'
import {
  type Conversation,
  type ConversationPlan,
  knownConversation,
  planBeside,
  planConversation,
  rememberConversation,
  type Which,
} from '../conversation.ts'
import type { Parts } from '../parts.ts'
import type { CardRow, Chat } from '../ports.ts'

export type Opening =
  | { readonly outcome: 'opened'; readonly conversation: Conversation }
  | { readonly outcome: 'wait'; readonly afterMs: number; readonly error: string }
  | { readonly outcome: 'unreachable'; readonly error: string }
  /** Nobody misses it. */
  | { readonly outcome: 'gone' }

interface Wanted {
  readonly request: Request
  readonly which: Which
  readonly roster: Roster
  readonly plan: ConversationPlan
}

export const whichOf = ({ recipient }: CardRow): Which =>
  recipient.type === 'mediation' && recipient.beside !== undefined ? 'beside' : 'first'

/** Opens a mediation's conversation, or else a thread in the configured channel; where neither goes, tells one by one. */
export async function openFor(request: Request, which: Which, parts: Parts): Promise<Opening> {
  const roster = await rosterOf(request, parts)
  const plan = await talkersOf(request, roster, which, parts)
  if (plan === null) {
    await tellOneByOne(request, roster, which, parts)
    return { outcome: 'gone' }
  }
  const { chat, members } = plan
  const opened = await chat.openConversation(members.map(({ identity }) => identity))
  switch (opened.outcome) {
    case 'opened': {
      const { channel } = opened
      const conversation = { platform: chat.platform, channel, people: members.map(({ person }) => person) }
      await rememberConversation(request.id, conversation, parts, which)
      return { outcome: 'opened', conversation }
    }
    case 'retry':
      return { outcome: 'wait', afterMs: opened.afterMs, error: opened.error }
    case 'failed':
      return openThread({ request, which, roster, plan }, opened.error, parts)
    default:
      return opened satisfies never
  }
}

/** The chat that can bring two or more together, without those who have left; null where none can. */
export async function talkersOf(
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
 * What is done where a conversation turned out closed to the bot before anything was written in it: the same as where it
 * could not be opened.
 */
export async function openAnother(
  row: CardRow,
  request: Request,
  error: string,
  parts: Parts,
): Promise<Opening> {
  const which = whichOf(row)
  const known = await knownConversation(request.id, parts, which)
  if (known === null || known === 'impossible') return { outcome: 'unreachable', error }
  const roster = await rosterOf(request, parts)
  const chat = parts.chats.find(({ platform }) => platform === known.platform)
  if (chat === undefined || known.thread === true) {
    await tellOneByOne(request, roster, which, parts)
    return { outcome: 'unreachable', error }
  }
  const records = await Promise.all(known.people.map((id) => parts.directory.person(id)))
  const members = records.flatMap((person) => {
    const identity = person?.identities.find(({ platform }) => platform === known.platform)
    return person === null || identity === undefined ? [] : [{ person: person.id, identity }]
  })
  return openThread({ request, which, roster, plan: { chat, members } }, error, parts)
}

/** Where a channel of the configuration is; null where its platform is not connected. */
export function placeIn(
  channel: string,
  { chats }: Pick<Parts, 'chats'>,
): { readonly chat: Chat; readonly channel: string } | null {
  const inTeams = idOfTeamsChannel(channel)
  const chat = chats.find(({ platform }) => platform === (inTeams === null ? 'slack' : 'teams'))
  return chat === undefined ? null : { chat, channel: inTeams ?? channel }
}

/** A thread among those concerned who read the channel, if these are two or more, the requester among them. */
async function openThread(wanted: Wanted, refused: string, parts: Parts): Promise<Opening> {
  const { request, which, roster, plan } = wanted
  const inPerson = async (error: string): Promise<Opening> => {
    parts.log.warn('a mediation has no conversation, its people are told one by one', {
      request: request.id,
      code: error,
    })
    await tellOneByOne(request, roster, which, parts)
    return { outcome: 'unreachable', error }
  }
  const { mediationChannel } = parts.organisation()
  const place = mediationChannel === undefined ? null : placeIn(mediationChannel, parts)
  if (place === null || place.chat !== plan.chat || place.chat.readersOf === undefined)
    return inPerson(refused)
  const found = await place.chat.readersOf(
    place.channel,
    plan.members.map(({ identity }) => identity),
  )
  if (found.outcome === 'retry') return { outcome: 'wait', afterMs: found.afterMs, error: found.error }
  if (found.outcome === 'failed') return inPerson(found.error)
  const users = found.people.map(({ user }) => user)
  const there = plan.members.filter(({ identity }) => users.includes(identity.user))
  const people = there.map(({ person }) => person)
  if (people.length < 2 || (which === 'first' && !people.includes(request.requester)))
    return inPerson('few_readers')
  // Told first and remembered then, as below.
  const left = plan.members.map(({ person }) => person).filter((person) => !people.includes(person))
  await tellInPerson(request, left, parts)
  const conversation = {
    platform: place.chat.platform,
    channel: place.channel,
    people,
    thread: true,
  } as const
  await rememberConversation(request.id, conversation, parts, which)
  return { outcome: 'opened', conversation }
}

/**
 * The commit that opened the mediation counted on the conversation to tell its people. Told first and remembered then:
 * where the process dies in between, the next try finds the messages there.
 */
async function tellOneByOne(request: Request, roster: Roster, which: Which, parts: Parts): Promise<void> {
  // Whoever is in the first conversation has heard of it there.
  const first = which === 'first' ? null : await knownConversation(request.id, parts)
  const heard = first === null || first === 'impossible' ? [] : first.people
  const people = participants(request, roster).filter((person) => !heard.includes(person))
  await tellInPerson(request, people, parts)
  await rememberConversation(request.id, 'impossible', parts, which)
}

async function tellInPerson(request: Request, people: readonly PersonId[], parts: Parts): Promise<void> {
  const history = await parts.store.read(request.id)
  const opened = history.findLast(({ event }) => event.type === 'deadlocked')
  if (opened === undefined || people.length === 0) return
  const purpose = { type: 'notice', notice: 'mediation_opened', about: opened.version } as const
  const standings = await Promise.all(people.map((person) => parts.directory.person(person)))
  const here = people.filter((_, index) => standings[index]?.standing !== 'deactivated')
  const cards = here.map((person) => {
    return { request: request.id, recipient: { type: 'person', person }, purpose } as const
  })
  await parts.store.addCards(cards, request.version, parts.clock.now())
  parts.wake.notify()
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
