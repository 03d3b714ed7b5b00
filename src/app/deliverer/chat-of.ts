import type { Instant } from '../../domain/flavour.ts'
import { isAside } from '../directory/aside.ts'
import type { Parts } from '../parts.ts'
import type { CardRow, Chat, Identity, Person, Platform } from '../ports.ts'

/** Where a person's cards can go, the best first. */
export interface Way {
  readonly chat: Chat
  readonly identity: Identity
}

/** For so long after a chat turned out to be closed to the bot the other one is used, in milliseconds. */
const closedFor = 24 * 3_600_000

const closedFact = ({ platform, tenant, user }: Identity) => `closed:${platform}:${tenant}:${user}`

/** Remembers that the bot may not write to this account. */
export async function noteClosed(identity: Identity, { store, clock }: Parts): Promise<void> {
  await store.putFact(closedFact(identity), String(clock.now() + closedFor))
}

/** The account can be written to again, as far as its platform says. */
export async function noteOpen(identity: Identity, { store }: Pick<Parts, 'store'>): Promise<void> {
  const key = closedFact(identity)
  if ((await store.getFact(key)) !== null) await store.putFact(key, '0')
}

async function isClosed(identity: Identity, at: Instant, { store }: Pick<Parts, 'store'>): Promise<boolean> {
  const until = await store.getFact(closedFact(identity))
  return until !== null && at < Number(until)
}

/** Which chat the person chose; null where they never did. */
export async function chosenChat(person: Person, parts: Parts): Promise<Platform | null> {
  const { now } = await parts.directory.whoIsWho()
  return (await parts.people.preferencesOf(now(person.id))).chat ?? null
}

/** The chat that the message at this reference is in; null where no chat says so. */
export const homeOf = (reference: string | null, { chats }: Pick<Parts, 'chats'>): Chat | null =>
  reference === null ? null : (chats.find((chat) => chat.owns?.(reference) === true) ?? null)

/** The account at which this chat reaches the person, if any. */
export async function reachable(
  person: Person,
  chat: Chat,
  deps: Pick<Parts, 'store'>,
): Promise<Identity | null> {
  for (const identity of person.identities)
    if (
      identity.platform === chat.platform &&
      (await chat.reaches?.(identity)) !== false &&
      !(await isAside(identity, deps))
    )
      return identity
  return null
}

/** The chats that reach the person. */
export async function chatsOf(
  person: Person,
  parts: Pick<Parts, 'chats' | 'store'>,
): Promise<readonly Platform[]> {
  const found = await Promise.all(
    parts.chats.map(async (chat) => ((await reachable(person, chat, parts)) === null ? [] : [chat.platform])),
  )
  return found.flat()
}

/**
 * The ways to a person: the chat that they chose, else for a card that is somewhere already the one where it is, else the
 * one where they were active last. One that is closed to the bot comes last, because nobody knows until it is tried.
 */
export async function waysTo(
  person: Person,
  row: Pick<CardRow, 'reference'> | null,
  parts: Parts,
): Promise<readonly Way[]> {
  const wanted = (await chosenChat(person, parts)) ?? homeOf(row?.reference ?? null, parts)?.platform
  const used = person.identities.map(({ platform }) => platform)
  const order = [...(wanted === undefined ? [] : [wanted]), ...used]
  const rank = ({ platform }: Chat) => order.indexOf(platform)
  const chats = parts.chats.filter((chat) => rank(chat) >= 0).sort((one, other) => rank(one) - rank(other))
  const open: Way[] = []
  const closed: Way[] = []
  for (const chat of chats) {
    const identity = await reachable(person, chat, parts)
    if (identity === null) continue
    const isShut = await isClosed(identity, parts.clock.now(), parts)
    ;(isShut ? closed : open).push({ chat, identity })
  }
  return [...open, ...closed]
}
