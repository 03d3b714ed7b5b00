import type { PersonId, RequestId } from '../domain/flavour.ts'
import type { Request } from '../domain/request/state.ts'
import { participants } from './cards/participants.ts'
import type { Roster } from './cards/roster.ts'
import type { Deps } from './deps.ts'
import type { Chat, Identity, Person, Platform } from './ports.ts'

/** The shared conversation of a request's mediation, once it is open. */
export interface Conversation {
  readonly platform: Platform
  readonly channel: string
  readonly people: readonly PersonId[]
}

export interface ConversationPlan {
  readonly chat: Chat
  readonly members: readonly { readonly person: PersonId; readonly identity: Identity }[]
}

const factOf = (request: RequestId) => `conversation:${request}`
/** Recorded when the platform refused for good: from then on people are told one by one. */
const none = 'none'

/** What became of the conversation: open, impossible, or not tried yet (null). */
export async function knownConversation(
  request: RequestId,
  deps: Pick<Deps, 'store'>,
): Promise<Conversation | 'impossible' | null> {
  const fact = await deps.store.getFact(factOf(request))
  if (fact === null) return null
  if (fact === none) return 'impossible'
  const value: unknown = JSON.parse(fact)
  return isConversation(value) ? value : null
}

export async function rememberConversation(
  request: RequestId,
  conversation: Conversation | 'impossible',
  deps: Pick<Deps, 'store'>,
): Promise<void> {
  const fact = conversation === 'impossible' ? none : JSON.stringify(conversation)
  await deps.store.putFact(factOf(request), fact)
}

/**
 * Where the sides can talk: on the platform that reaches most of them, with the requester in any case. Null when no
 * platform can bring the requester and somebody else together.
 */
export async function planConversation(
  request: Request,
  roster: Roster,
  deps: Pick<Deps, 'people' | 'chats'>,
): Promise<ConversationPlan | null> {
  const ids = participants(request, roster)
  const people = (await Promise.all(ids.map((id) => deps.people.byId(id)))).filter(
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

/** Who is, or will be, in the shared conversation; null when there is none and none can be had. */
export async function conversationPeople(
  request: Request,
  roster: Roster,
  deps: Pick<Deps, 'store' | 'people' | 'chats'>,
): Promise<readonly PersonId[] | null> {
  if (request.deadlocks.length === 0) return null
  const known = await knownConversation(request.id, deps)
  if (known === 'impossible') return null
  if (known !== null) return known.people
  const plan = await planConversation(request, roster, deps)
  return plan?.members.map(({ person }) => person) ?? null
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
