import type { PersonId, RequestId } from '../domain/flavour.ts'
import type { Request } from '../domain/request/state.ts'
import { participants } from './cards/participants.ts'
import type { Roster } from './cards/roster.ts'
import type { Deps } from './deps.ts'
import type { Parts } from './parts.ts'
import type { Chat, Identity, Person, Platform } from './ports.ts'

/** The shared conversation of a request's mediation, once it is open. */
export interface Conversation {
  readonly platform: Platform
  readonly channel: string
  readonly people: readonly PersonId[]
  /** It is a thread in a channel that others read as well: `people` are those concerned who read it. */
  readonly thread?: true
}

export interface ConversationPlan {
  readonly chat: Chat
  readonly members: readonly { readonly person: PersonId; readonly identity: Identity }[]
}

/** Which of a mediation's conversations: the first one, or the one beside it. */
export type Which = 'first' | 'beside'
const factOf = (request: RequestId, which: Which) =>
  which === 'first' ? `conversation:${request}` : `conversation:${request}:beside`
/** Recorded when the platform refused for good: from then on people are told one by one. */
const none = 'none'

/** What became of the conversation: open, impossible, or not tried yet (null). */
export async function knownConversation(
  request: RequestId,
  deps: Pick<Deps, 'store'>,
  which: Which = 'first',
): Promise<Conversation | 'impossible' | null> {
  const fact = await deps.store.getFact(factOf(request, which))
  if (fact === null) return null
  if (fact === none) return 'impossible'
  const value: unknown = JSON.parse(fact)
  return isConversation(value) ? value : null
}

export async function rememberConversation(
  request: RequestId,
  conversation: Conversation | 'impossible',
  deps: Pick<Deps, 'store'>,
  which: Which = 'first',
): Promise<void> {
  const fact = conversation === 'impossible' ? none : JSON.stringify(conversation)
  await deps.store.putFact(factOf(request, which), fact)
}

/**
 * Where the sides can talk: on the platform that reaches most of them, with the requester in any case. Null when no
 * platform can bring the requester and somebody else together.
 */
export async function planConversation(
  request: Request,
  roster: Roster,
  deps: Pick<Parts, 'directory' | 'chats'>,
): Promise<ConversationPlan | null> {
  const ids = participants(request, roster)
  const people = (await Promise.all(ids.map((id) => deps.directory.person(id)))).filter(
    (person) => person !== null,
  )
  const plans = (await Promise.all(deps.chats.map((chat) => plansOn(chat, people)))).flat()
  const possible = plans.filter(
    ({ members }) => members.length > 1 && members.some(({ person }) => person === request.requester),
  )
  return possible.sort((one, other) => other.members.length - one.members.length)[0] ?? null
}

/** One conversation cannot span workspaces: a plan for each in which somebody can be reached. */
async function plansOn(chat: Chat, people: readonly Person[]): Promise<readonly ConversationPlan[]> {
  const accounts = people.flatMap(({ id, identities }) =>
    identities
      .filter(({ platform }) => platform === chat.platform)
      .map((identity) => ({ person: id, identity })),
  )
  const tenants = [...new Set(accounts.map(({ identity }) => identity.tenant))]
  return await Promise.all(
    tenants.map(async (tenant) => {
      const there = accounts.filter(({ identity }) => identity.tenant === tenant)
      const first = there.filter(
        ({ person }, index) => there.findIndex((other) => other.person === person) === index,
      )
      const [any] = first
      const open = any !== undefined && (await chat.reaches?.(any.identity)) !== false
      return { chat, members: open ? first.slice(0, chat.conversationSize) : [] }
    }),
  )
}

/** Where a mediation is talked about, and who hears of it otherwise. */
export interface Talk {
  /** Who is, or will be, in one of its conversations; null when there is none and none can be had. */
  readonly conversation: readonly PersonId[] | null
  /** The chat with a second conversation, for people whom the first one's chat does not reach. */
  readonly beside: Platform | null
  /** Whom neither reaches: they are told in person what is stated there. */
  readonly apart: readonly PersonId[]
  /** Those of its conversations that are threads in a channel: what becomes of the request is told there, too. */
  readonly threads: readonly Which[]
}

const silence: Talk = { conversation: null, beside: null, apart: [], threads: [] }

export async function talkAbout(
  request: Request,
  roster: Roster,
  deps: Pick<Parts, 'store' | 'directory' | 'chats'>,
): Promise<Talk> {
  if (request.deadlocks.length === 0) return silence
  const first = await firstOf(request, roster, deps)
  if (first === null) return silence
  const apart = await peopleApart(request, roster, first, deps)
  const known = await knownConversation(request.id, deps, 'beside')
  const plan = known === null ? await planOf(apart, first.platform, deps) : null
  const second: First | null =
    known === null
      ? plan && { platform: plan.chat.platform, people: plan.members.map(({ person }) => person) }
      : known === 'impossible'
        ? null
        : known
  const there = second?.people ?? []
  return {
    conversation: [...first.people, ...there],
    beside: second?.platform ?? null,
    apart: apart.map(({ id }) => id).filter((id) => !there.includes(id)),
    threads: [
      ...(first.thread === true ? (['first'] as const) : []),
      ...(second?.thread === true ? (['beside'] as const) : []),
    ],
  }
}

/** The second conversation of a mediation: where two or more are whom the first one's chat does not reach. */
export async function planBeside(
  request: Request,
  roster: Roster,
  deps: Pick<Parts, 'store' | 'directory' | 'chats'>,
): Promise<ConversationPlan | null> {
  const first = await firstOf(request, roster, deps)
  if (first === null) return null
  return planOf(await peopleApart(request, roster, first, deps), first.platform, deps)
}

type First = Pick<Conversation, 'platform' | 'people' | 'thread'>

async function firstOf(
  request: Request,
  roster: Roster,
  deps: Pick<Parts, 'store' | 'directory' | 'chats'>,
): Promise<First | null> {
  const known = await knownConversation(request.id, deps)
  if (known !== null) return known === 'impossible' ? null : known
  const plan = await planConversation(request, roster, deps)
  return plan && { platform: plan.chat.platform, people: plan.members.map(({ person }) => person) }
}

/** Those concerned who have no account where the first conversation is, or do not read the channel that it is in. */
async function peopleApart(
  request: Request,
  roster: Roster,
  { platform, people, thread }: First,
  deps: Pick<Parts, 'directory'>,
): Promise<readonly Person[]> {
  const others = participants(request, roster).filter((id) => !people.includes(id))
  const records = await Promise.all(others.map((id) => deps.directory.person(id)))
  return records
    .filter((person) => person !== null)
    .filter(
      ({ identities }) => thread === true || identities.every((identity) => identity.platform !== platform),
    )
}

async function planOf(
  apart: readonly Person[],
  first: Platform,
  { chats }: Pick<Deps, 'chats'>,
): Promise<ConversationPlan | null> {
  const others = chats.filter(({ platform }) => platform !== first)
  const plans = (await Promise.all(others.map((chat) => plansOn(chat, apart)))).flat()
  const possible = plans.filter(({ members }) => members.length > 1)
  return possible.sort((one, other) => other.members.length - one.members.length)[0] ?? null
}

function isConversation(value: unknown): value is Conversation {
  return (
    typeof value === 'object' &&
    value !== null &&
    'platform' in value &&
    (value.platform === 'slack' || value.platform === 'teams') &&
    'channel' in value &&
    typeof value.channel === 'string' &&
    'people' in value &&
    Array.isArray(value.people)
  )
}
