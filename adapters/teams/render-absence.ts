/** A person's absence: as the bot's answer, in a dialog, and as a part of the overview. */
import type { AbsenceView } from '../../src/view/absence.ts'
import type { HomeLook } from '../../src/view/cards.ts'
import { absenceData, opening } from './button.ts'
import type { Action, Element } from './card-json.ts'
import { elementsOf, lines, type Surface } from './elements.ts'
import { heading, richRuns, shortText } from './escape.ts'
import { limits } from './limits.ts'
import type { Dialog, TeamsMessage } from './render.ts'
import { sayingDialog, sayingMessage } from './render-notice.ts'

function buttons({ choices }: AbsenceView, surface: Surface, look: HomeLook | null): readonly Action[] {
  return choices.map((choice) => {
    const title = shortText(choice.label, limits.actions.title)
    const data = absenceData(choice, look)
    if (surface === 'dialog') return { type: 'Action.Submit', title, data, associatedInputs: 'none' }
    return choice.action === 'change'
      ? { type: 'Action.Submit', title, data: opening(data), associatedInputs: 'none' }
      : { type: 'Action.Execute', title, verb: 'absence', data, associatedInputs: 'none' }
  })
}

/** For below everything else of an overview. */
export const absenceElements = (view: AbsenceView, surface: Surface, look: HomeLook): Element[] =>
  elementsOf([
    heading(view.title, 'Default', 'Large'),
    ...lines(
      view.lines.map((line) => richRuns(line)),
      'Small',
    ),
    view.choices.length === 0
      ? null
      : { type: 'ActionSet', spacing: 'Small', actions: buttons(view, surface, look) },
  ])

export function absenceMessage(view: AbsenceView): TeamsMessage {
  const { card, summary } = sayingMessage(view)
  return { summary, card: { ...card, actions: buttons(view, 'message', null) } }
}

export function absenceDialog(view: AbsenceView): Dialog {
  const dialog = sayingDialog(view)
  return { ...dialog, height: 'medium', card: { ...dialog.card, actions: buttons(view, 'dialog', null) } }
}
