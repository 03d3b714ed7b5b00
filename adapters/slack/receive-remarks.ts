/** What people write and sign with beside the cards. It never decides anything; see `Service.remark`. */
import { filesOf, peopleIn } from '../../src/view/drawing.ts'
import { referenceOf } from './deliver.ts'
import type { Desk } from './desk.ts'
import { eventOrigin, messageBody, type Origin, reactionBody } from './payload.ts'
import { message } from './render.ts'

interface Said {
  readonly text: string
  /** The message that it answers. */
  readonly thread: string | null
  readonly place: 'conversation' | 'channel'
}

/** One `message` event, which Bolt has acknowledged. Never throws; what is no person's own text is ignored. */
export async function onMessage(desk: Desk, payload: unknown): Promise<void> {
  const parsed = messageBody.safeParse(payload)
  if (!parsed.success) return
  const { event } = parsed.data
  const conversation = event.channel_type === 'im' || event.channel_type === 'mpim'
  const origin = eventOrigin(parsed.data, event.channel, await desk.workspace())
  await answer(desk, origin, {
    text: event.text,
    thread: event.thread_ts ?? null,
    place: conversation ? 'conversation' : 'channel',
  })
}

/** One `reaction_added` event, which Bolt has acknowledged. Never throws. */
export async function onReaction(desk: Desk, payload: unknown): Promise<void> {
  const parsed = reactionBody.safeParse(payload)
  if (!parsed.success) return
  const { reaction, item } = parsed.data.event
  const name = reaction.split('::')[0] ?? ''
  const origin = eventOrigin(parsed.data, item.channel, await desk.workspace())
  await answer(desk, origin, { text: `:${name}:`, thread: item.ts, place: 'channel' })
}

async function answer(desk: Desk, origin: Origin, { text, thread, place }: Said): Promise<void> {
  try {
    const channel = origin.channel ?? ''
    const card = await desk.service.remark({
      identity: origin.identity,
      text,
      card: thread === null ? null : referenceOf({ channel, ts: thread }),
      place,
    })
    if (card === null) return
    const drawn = message(card, await desk.lookUp(peopleIn(card), filesOf(card)))
    await desk.whisper({ text: drawn.text, blocks: [...drawn.blocks] }, origin, thread)
  } catch (error) {
    desk.fault('answering a remark failed', error)
  }
}
