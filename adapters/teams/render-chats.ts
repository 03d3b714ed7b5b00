/** Where somebody with several chats wants their cards: asked on a card. */
import type { RequestCard } from '../../src/view/card.ts'
import { asText } from '../../src/view/rich.ts'
import { preferData } from './button.ts'
import type { Action, Element } from './card-json.ts'
import { elementsOf, subtle } from './elements.ts'
import { shortText } from './escape.ts'
import { limits } from './limits.ts'

function prefers(chat: 'slack' | 'teams' | null, label: string): Action {
  const title = shortText(label, limits.actions.title)
  return {
    type: 'Action.Execute',
    title,
    verb: 'prefer',
    data: preferData(chat),
    associatedInputs: 'none',
  }
}

/**
 * The question below everything, because it is not about the request; null where it is not asked. The card's own buttons
 * move above it: what Teams draws below a card's body are its main ones.
 */
export function chatElements({ chatQuestion }: RequestCard, actions: readonly Action[]): Element[] | null {
  if (chatQuestion === undefined) return null
  const { line, options } = chatQuestion
  return [
    ...(actions.length === 0 ? [] : [{ type: 'ActionSet' as const, spacing: 'Medium' as const, actions }]),
    {
      type: 'Container',
      separator: true,
      spacing: 'Large',
      items: elementsOf([
        subtle(asText(line), 'None'),
        {
          type: 'ActionSet',
          spacing: 'Small',
          actions: options.map(({ chat, label }) => prefers(chat, label)),
        },
      ]),
    },
  ]
}
