/** What people say of their own absence: as a command, with a button, in a form. */
import type { Identity } from '../../src/app/ports.ts'
import { peopleIn } from '../../src/view/drawing.ts'
import type { Desk } from './desk.ts'
import type { Origin } from './payload.ts'
import { absenceActions, absenceButtons, absenceModal } from './render-absence.ts'
import { formView } from './render-form.ts'

type Answer = Awaited<ReturnType<Desk['service']['comeBack']>>

/** An account in the words of a command, as Slack writes it where commands are escaped: `<@U123|name>`. */
const mention = /<@([UW][A-Z0-9]{2,20})(?:\|[^>]*)?>/u

/** "away until Friday, delegate @bea"; alone it opens the form. */
export async function goAway(desk: Desk, origin: Origin, words: string, key: string): Promise<void> {
  if (words.trim() === '') return await openAbsence(desk, origin, null)
  const { identity } = origin
  const user = mention.exec(words)?.[1]
  const delegate: Identity | null = user === undefined ? null : { ...identity, user }
  const said = words.replace(mention, '@')
  await say(desk, origin, await desk.service.goAway({ identity, words: said, delegate, dedupeKey: key }))
}

export async function comeBack(
  desk: Desk,
  origin: Origin,
  absence: number | null,
  key: string,
): Promise<void> {
  const { identity } = origin
  await say(desk, origin, await desk.service.comeBack({ identity, absence, dedupeKey: key }))
}

export async function openAbsence(desk: Desk, origin: Origin, changes: number | null): Promise<void> {
  const answer = await desk.service.openAbsence({ identity: origin.identity, changes })
  if (answer.outcome === 'refused') return await desk.tell(answer, origin)
  const { form } = answer
  await desk.show(formView(form, await desk.lookUp(peopleIn(form), [])), origin, form.locale)
}

/** A button of an absence, wherever it stands. Gives false for another button. */
export async function onAbsenceButton(
  desk: Desk,
  origin: Origin,
  clicked: { readonly action: string; readonly value: unknown; readonly key: string },
): Promise<boolean> {
  const number =
    typeof clicked.value === 'string' && /^\d{1,9}$/.test(clicked.value) ? Number(clicked.value) : null
  if (clicked.action === absenceActions.change) await openAbsence(desk, origin, number)
  else if (clicked.action === absenceActions.back) await comeBack(desk, origin, number, clicked.key)
  else return false
  return true
}

/** In the modal that was clicked in, else by a message that only the person sees. */
async function say(desk: Desk, origin: Origin, answer: Answer): Promise<void> {
  if (answer.outcome === 'refused') return await desk.write(answer, origin)
  const { view } = answer
  if (origin.modal !== null) await desk.replace(absenceModal(view), origin.modal.id)
  else await desk.write(view, origin, absenceButtons(view))
  // App Home shows it too.
  await desk.looks.of(origin.identity)?.redraw()
}
