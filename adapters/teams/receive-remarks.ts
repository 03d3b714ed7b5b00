/** What people write and sign with beside the cards. It never decides anything; see `Service.remark`. */
import type { Desk } from './desk.ts'
import { quotedIn } from './message-text.ts'
import type { Origin, TeamsActivity } from './payload.ts'
import { referenceOf } from './reference.ts'
import { render } from './render.ts'

interface Said {
  readonly text: string
  /** The message that it answers; null when it answers none. */
  readonly message: string | null
}

/** A message to the bot: what it answers is quoted, or heads its thread. */
function saidIn({ attachments, conversation }: TeamsActivity, text: string): Said {
  const thread = /;messageid=(\d{1,20})$/u.exec(conversation.id)?.[1] ?? null
  for (const { contentType, content } of attachments ?? []) {
    if (contentType !== 'text/html' || typeof content !== 'string') continue
    const quote = quotedIn(content)
    if (quote !== null) return { text: quote.said, message: quote.message }
  }
  return { text, message: thread }
}

/** Answers what was typed, in private, where it sounds like an approval; false where there is nothing to say to it. */
export function onRemark(
  desk: Desk,
  activity: TeamsActivity,
  origin: Origin,
  text: string,
): Promise<boolean> {
  return answer(desk, activity, origin, saidIn(activity, text))
}

/** Teams' own names of reactions that say yes; the others are named by their signs, or mean something else. */
const signs: ReadonlyMap<string, string> = new Map([
  ['like', ':+1:'],
  ['yes', ':+1:'],
])

/** A reaction to a message of the bot's. */
export async function onReaction(desk: Desk, activity: TeamsActivity, origin: Origin): Promise<void> {
  const message = activity.replyToId ?? null
  if (message === null) return
  for (const { type } of activity.reactionsAdded ?? []) {
    // Newer clients name a sign by its code: `1f44d_thumbsup`, with the tone of the skin behind it.
    const name = type.replace(/^[0-9a-f]{4,6}_/u, '').split('-tone')[0] ?? ''
    await answer(desk, activity, origin, { text: signs.get(type) ?? `:${name}:`, message })
  }
}

async function answer(
  desk: Desk,
  { conversation: { conversationType } }: TeamsActivity,
  origin: Origin,
  { text, message }: Said,
): Promise<boolean> {
  const { serviceUrl } = origin.place
  const conversation = origin.place.conversation.replace(/;messageid=.*$/u, '')
  const card = await desk.service.remark({
    identity: origin.identity,
    text,
    card: message === null ? null : referenceOf({ serviceUrl, conversation, activity: message }),
    place: conversationType === 'channel' ? 'channel' : 'conversation',
  })
  if (card === null) return false
  await desk.write(origin, render(card, desk.context))
  return true
}
