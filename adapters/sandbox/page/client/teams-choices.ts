import type { TeamsMessageView, TourTarget } from '../../protocol.ts'
import { isJson, jsonAt, textAt } from '../../slack-server/json.ts'

/** The name of the button that does this, in a card; null when it has none. */
export function titleOfChoice(card: unknown, verb: string): string | null {
  if (Array.isArray(card)) return first(card, verb)
  if (!isJson(card)) return null
  const data = jsonAt(card, 'data')
  const claim = data === null ? null : jsonAt(data, 'claim')
  const isIt = claim !== null && textAt(claim, 'v') === verb && textAt(card, 'title') !== null
  return isIt ? textAt(card, 'title') : first(Object.values(card), verb)
}

function first(items: readonly unknown[], verb: string): string | null {
  for (const item of items) {
    const found = titleOfChoice(item, verb)
    if (found !== null) return found
  }
  return null
}

/** What the tour wants pressed on this message of this person; null when it is not here. */
export function wantedOn(target: TourTarget | null, user: string, message: TeamsMessageView): string | null {
  if (target?.type !== 'button' || target.user !== user || message.card === null) return null
  return titleOfChoice(message.card, target.verb) === null ? null : target.verb
}
