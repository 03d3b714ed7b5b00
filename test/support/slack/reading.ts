/** Reads rendered blocks the way a person or Slack's parser does. */

/** Every string under a key, wherever it is. */
function collect(value: unknown, keys: readonly string[], found: string[] = []): string[] {
  if (Array.isArray(value)) for (const item of value) collect(item, keys, found)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (keys.includes(key) && typeof item === 'string') found.push(item)
      else collect(item, keys, found)
    }
  }
  return found
}

/** Everything that is there to be read. */
export const shownText = (view: unknown): string => collect(view, ['text', 'fallback', 'alt_text']).join('')

/** Every mrkdwn text, in which characters have a meaning. */
export function mrkdwnTexts(value: unknown, found: string[] = []): string[] {
  if (Array.isArray(value)) for (const item of value) mrkdwnTexts(item, found)
  else if (typeof value === 'object' && value !== null) {
    if ('type' in value && value.type === 'mrkdwn' && 'text' in value) found.push(String(value.text))
    else for (const item of Object.values(value)) mrkdwnTexts(item, found)
  }
  return found
}

/** The types of all objects, to see which special elements a view has. */
export function typesIn(value: unknown, found: string[] = []): string[] {
  if (Array.isArray(value)) for (const item of value) typesIn(item, found)
  else if (typeof value === 'object' && value !== null) {
    if ('type' in value) found.push(String(value.type))
    for (const item of Object.values(value)) typesIn(item, found)
  }
  return found
}

export interface ShownButton {
  readonly action_id: string
  readonly value: string | undefined
  readonly label: string
}

/** Every button, in order. */
export function buttonsIn(value: unknown, found: ShownButton[] = []): ShownButton[] {
  if (Array.isArray(value)) for (const item of value) buttonsIn(item, found)
  else if (typeof value === 'object' && value !== null) {
    if ('type' in value && value.type === 'button' && 'action_id' in value) {
      const text = 'text' in value && typeof value.text === 'object' ? shownText(value.text) : ''
      const carried = 'value' in value ? String(value.value) : undefined
      found.push({ action_id: String(value.action_id), value: carried, label: text })
    } else for (const item of Object.values(value)) buttonsIn(item, found)
  }
  return found
}
