/** Where a message of ours is, as it is remembered with its card. */
import { z } from 'zod'
import type { Place } from './conversations.ts'

export interface Reference extends Place {
  readonly activity: string
}

/** How a message is remembered: its keys always in the same order, because it is looked for as it is written. */
export const referenceOf = ({ serviceUrl, conversation, activity }: Reference): string =>
  JSON.stringify({ serviceUrl, conversation, activity })

const reference = z.object({ serviceUrl: z.string(), conversation: z.string(), activity: z.string() })

/** Null where it is none of Teams'. */
export function parseReference(text: string | null): Reference | null {
  if (text === null) return null
  try {
    return reference.parse(JSON.parse(text))
  } catch {
    return null
  }
}
