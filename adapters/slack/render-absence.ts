/** A person's absence: in a modal, in a message, and as a part of App Home. */
import type { KnownBlock, ModalView } from '@slack/types'
import type { AbsenceView } from '../../src/view/absence.ts'
import { plainText } from './escape.ts'
import { limits } from './limits.ts'
import { sayingMessage, sayingView } from './render-notice.ts'

export const absenceActions = { change: 'absence:change', back: 'absence:back' } as const

/** The buttons alone, for below what is said. */
export function absenceButtons({ choices }: AbsenceView): readonly KnownBlock[] {
  if (choices.length === 0) return []
  return [
    {
      type: 'actions',
      elements: choices.map(({ action, absence, label }) => ({
        type: 'button' as const,
        action_id: absenceActions[action],
        text: plainText(label, limits.button.text),
        value: absence === null ? 'new' : String(absence),
      })),
    },
  ]
}

/** What is said, with the buttons; for App Home too. */
export const absenceBlocks = (view: AbsenceView): readonly KnownBlock[] => [
  ...sayingMessage(view).blocks,
  ...absenceButtons(view),
]

export function absenceModal(view: AbsenceView): ModalView {
  const modal = sayingView(view)
  return { ...modal, blocks: [...modal.blocks, ...absenceButtons(view)] }
}
