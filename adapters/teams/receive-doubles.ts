/**
 * A card comes twice where Teams posted it and its answer got lost, because nobody can ask Teams whether it did. Nothing
 * is known of the older copy but what it tells itself: every message of ours carries which card it is, and says so when
 * it is pressed, and until it is first edited as soon as somebody looks at it. Then it is taken away.
 */
import type { Desk } from './desk.ts'
import type { Origin } from './payload.ts'
import { parseReference, referenceOf } from './reference.ts'

/** What a message of ours says that it is. A claim like any other. */
export interface Marked {
  readonly request: string
  /** The id of the card's delivery. */
  readonly card: string
}

const withoutThread = (conversation: string): string => conversation.replace(/;messageid=.*$/u, '')

/** Whether what somebody looks at, or pressed, is the message at this reference. */
export function isAt(reference: string, { place, pressed }: Origin): boolean {
  const at = parseReference(reference)
  return (
    at !== null &&
    at.activity === pressed &&
    withoutThread(at.conversation) === withoutThread(place.conversation)
  )
}

/**
 * Takes away the message that somebody looks at, or pressed, where it is not the one that is kept for its card. Only
 * beside that one, in the same conversation, and never a message that is kept for another card, whatever it claims to
 * be. Never throws: what stays is looked at again.
 */
export async function removeDouble(desk: Desk, origin: Origin, marked: Marked): Promise<void> {
  const { place, pressed } = origin
  if (pressed === null) return
  try {
    const kept = await desk.service.keptAt(marked)
    if (kept === null || !kept.certain || isAt(kept.reference, origin)) return
    const at = parseReference(kept.reference)
    if (at === null || withoutThread(at.conversation) !== withoutThread(place.conversation)) return
    if (await desk.service.isKept({ reference: referenceOf({ ...at, activity: pressed }) })) return
    await desk.connector.remove({ serviceUrl: place.serviceUrl, conversation: at.conversation }, pressed)
    desk.log.info('a card that came twice was taken away', { request: marked.request, card: marked.card })
  } catch (error) {
    desk.fault('taking away a card that came twice failed', error)
  }
}
