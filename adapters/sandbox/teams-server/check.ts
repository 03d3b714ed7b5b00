/** What the connector refuses about an activity, by Microsoft's codes. */
import { isJson, type Json, jsonAt, listAt, textAt } from './json.ts'

export interface Refused {
  readonly status: number
  readonly code: string
}

/** About 100 KB of UTF-16. */
export const messageBytes = 100 * 1024
const cardType = 'application/vnd.microsoft.card.adaptive'

/** Null when Teams would take it. */
export function checkActivity(activity: Json): Refused | null {
  if (activity.type !== 'message') return { status: 400, code: 'BadSyntax' }
  if (JSON.stringify(activity).length * 2 > messageBytes) return { status: 413, code: 'MessageSizeTooBig' }
  const attachments = listAt(activity, 'attachments')
  if (attachments.length === 0 && (textAt(activity, 'text') ?? '') === '')
    return { status: 400, code: 'BadArgument' }
  for (const attachment of attachments) {
    if (attachment.contentType !== cardType) return { status: 400, code: 'BadArgument' }
    const problem = checkCard(jsonAt(attachment, 'content'))
    if (problem !== null) return { status: 400, code: problem }
  }
  return null
}

/** The first thing that is wrong with an Adaptive Card; null when nothing is. */
export function checkCard(card: Json): string | null {
  if (card.type !== 'AdaptiveCard') return 'NotAnAdaptiveCard'
  if (!/^1\.[0-5]$/u.test(textAt(card, 'version') ?? '')) return 'CardVersion'
  if (!Array.isArray(card.body)) return 'CardWithoutBody'
  const users = jsonAt(card, 'refresh').userIds
  if (Array.isArray(users) && users.length > 60) return 'TooManyRefreshUsers'
  const ids = inputIds(card)
  return new Set(ids).size === ids.length ? null : 'DuplicateInputIds'
}

/** The ids of every input anywhere in a card. */
export function inputIds(card: unknown): readonly string[] {
  if (Array.isArray(card)) return card.flatMap(inputIds)
  if (!isJson(card)) return []
  const own =
    typeof card.type === 'string' && card.type.startsWith('Input.') ? [textAt(card, 'id') ?? ''] : []
  return [...own, ...Object.values(card).flatMap(inputIds)]
}
