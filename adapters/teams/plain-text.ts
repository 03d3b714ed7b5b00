/** Sentences as plain text, for the few places of Teams that take no card. */
import type { Inline, Rich } from '../../src/view/text.ts'
import { visible } from '../../src/view/visible.ts'

function textOf(inline: Inline): string {
  switch (inline.type) {
    case 'text':
    case 'strong':
    case 'link':
      return visible(inline.text)
    case 'person':
      return visible(inline.name)
    case 'instant':
      return visible(inline.fallback)
    default:
      return inline satisfies never
  }
}

export const richText = (rich: Rich): string => rich.map(textOf).join('')
