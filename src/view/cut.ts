/** The shortening that makes a message fit a platform. */
import type { Change } from './card.ts'
import { asPlain, type Inline, type Rich } from './text.ts'
import { clip, visible } from './visible.ts'

/** How long texts may be. `shortened` is set as soon as something had to be cut, so that the card can say so. */
export class Cut {
  shortened = false
  readonly body: number
  readonly text: number

  /** `body`: what would be published; `text`: everything else. In characters. */
  constructor(lengths: { readonly body: number; readonly text: number }) {
    this.body = lengths.body
    this.text = lengths.text
  }

  plain(text: string, kind: 'body' | 'text' = 'text'): string {
    const shown = visible(text)
    const max = this[kind]
    if (shown.length > max) this.shortened = true
    return clip(shown, max)
  }

  rich(rich: Rich, kind: 'body' | 'text' = 'text'): Rich {
    const kept: Inline[] = []
    let room = this[kind]
    for (const inline of rich) {
      const length = lengthOf(inline)
      if (length <= room) {
        kept.push(inline)
        room -= length
        continue
      }
      this.shortened = true
      if (inline.type === 'text' || inline.type === 'strong') {
        kept.push({ ...inline, text: asPlain(clip(visible(inline.text), Math.max(2, room))) })
      } else kept.push({ type: 'text', text: asPlain('…') })
      break
    }
    return kept
  }

  /** Long unchanged runs lose their middle first: what changed is what a reader needs to see. */
  changes(changes: readonly Change[], kind: 'body' | 'text'): readonly Change[] {
    const total = changes.reduce((sum, change) => sum + change.text.length + runCost, 0)
    if (total <= this[kind]) return changes
    this.shortened = true
    const kept: Change[] = []
    let room = this[kind]
    for (const change of changes) {
      const shown = change.kind === 'same' ? middleOut(visible(change.text), 80) : visible(change.text)
      const text = clip(shown, Math.max(2, room))
      kept.push({ kind: change.kind, text: asPlain(text) })
      room -= text.length + runCost
      if (room > 0) continue
      kept.push({ kind: 'same', text: asPlain('…') })
      break
    }
    return kept
  }
}
/** What a run of a comparison weighs besides its characters. */
const runCost = 30

function middleOut(text: string, keep: number): string {
  if (text.length <= keep * 2) return text
  return `${clip(text, keep)} ${text.slice(-keep).toWellFormed()}`
}

function lengthOf(inline: Inline): number {
  switch (inline.type) {
    case 'text':
    case 'strong':
      return visible(inline.text).length
    case 'person':
      return inline.name.length
    case 'instant':
      return inline.fallback.length
    case 'link':
      return inline.text.length + inline.url.length
  }
}
