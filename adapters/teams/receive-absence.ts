/** What people say of their own absence: in words, with a button, in a form. */
import { z } from 'zod'
import type { Identity } from '../../src/app/ports.ts'
import { accountOf } from './connector.ts'
import type { Desk } from './desk.ts'
import { commandText } from './message-text.ts'
import type { Origin, TeamsActivity } from './payload.ts'
import { absenceMessage } from './render-absence.ts'

type Answer = Awaited<ReturnType<Desk['service']['comeBack']>>

const mention = z.looseObject({
  type: z.literal('mention'),
  text: z.string().min(1),
  mentioned: z.looseObject({ id: z.string().min(1) }),
})

/** "away until Friday, delegate @Bea"; alone it tells what is recorded, with the way to the form. */
export async function goAway(
  desk: Desk,
  activity: TeamsActivity,
  origin: Origin,
  words: string,
): Promise<void> {
  const { identity, key } = origin
  if (words === '') return say(desk, origin, await desk.service.absence({ identity }))
  const said = await withDelegate(desk, activity, origin)
  return say(
    desk,
    origin,
    await desk.service.goAway({ identity, dedupeKey: key, ...(said ?? { words, delegate: null }) }),
  )
}

export async function comeBack(desk: Desk, origin: Origin): Promise<void> {
  const { identity, key } = origin
  return say(desk, origin, await desk.service.comeBack({ identity, absence: null, dedupeKey: key }))
}

/** Whom the words mention beside the bot, and the words with an @ in that place; null where they mention nobody. */
async function withDelegate(
  desk: Desk,
  { entities, recipient, text }: TeamsActivity,
  { identity, place }: Origin,
): Promise<{ readonly words: string; readonly delegate: Identity | null } | null> {
  const mentioned = (entities ?? []).flatMap((entity) => mention.safeParse(entity).data ?? [])
  const named = mentioned.find(({ mentioned: { id } }) => id !== recipient?.id)
  if (named === undefined) return null
  const words = commandText((text ?? '').replace(named.text, ' @ ')).replace(/^\S+\s*/u, '')
  const conversation = place.conversation.replace(/;messageid=.*$/u, '')
  const found = await desk.connector.member({ ...place, conversation }, named.mentioned.id)
  const user = found === null ? '' : accountOf(found)
  return { words, delegate: user === '' ? null : { ...identity, user } }
}

async function say(desk: Desk, origin: Origin, answer: Answer): Promise<void> {
  if (answer.outcome === 'refused') await desk.say(origin, answer)
  else {
    await desk.write(origin, absenceMessage(answer.view))
    await desk.looks.of(origin.identity)?.redraw()
  }
}
