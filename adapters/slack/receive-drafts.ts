/** Forms that are not empty when they open: from a message, a draft or an earlier request. And what is typed into forms. */
import type { FilledForm, RefusedAnswer } from '../../src/app/service.ts'
import { peopleIn } from '../../src/view/drawing.ts'
import { sayings } from '../../src/view/sayings.ts'
import { decodeFormMetadata } from './button.ts'
import { faultOf, refusedWith } from './client.ts'
import type { Desk } from './desk.ts'
import { formValues } from './form-values.ts'
import { firstLink, mentioned, plainTextOf, type SlackMessageBody } from './message-text.ts'
import { type Origin, originOf, viewBody } from './payload.ts'
import { formCallback, formView } from './render-form.ts'
import { menuView, sayingView } from './render-notice.ts'

/** Opens the form, and once its files are fetched puts the complete one in its place; what was typed stays. */
async function openFilled(desk: Desk, origin: Origin, answer: FilledForm | RefusedAnswer): Promise<void> {
  if (answer.outcome === 'refused') return await desk.tell(answer, origin)
  const { form, draft } = answer
  const opened = await desk.show(formView(form, await desk.lookUp(peopleIn(form), [])), origin, form.locale)
  if (!answer.fetching || opened === null) return
  const complete = await desk.service.fetchDraftFiles({ identity: origin.identity, draft })
  if (complete.outcome === 'refused') return
  const view = formView(complete.form, await desk.lookUp(peopleIn(complete.form), []))
  try {
    await desk.client.views.update({ view_id: opened, view })
  } catch (error) {
    // Whoever sent or closed the form in the meantime does not miss anything: the files are in the draft.
    if (refusedWith(faultOf(error)) !== 'not_found') desk.fault('completing a form failed', error)
  }
}

/** How long names are waited for: the trigger of the form lives three seconds, and a name is not worth losing it. */
const namesWithin = 800

async function namesOf(desk: Desk, users: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  const asked = users.slice(0, 10).map(async (user) => {
    const { profile, real_name, name } = (await desk.client.users.info({ user })).user ?? {}
    names.set(user, profile?.display_name || real_name || name || user)
  })
  const enough = new Promise((resolve) => setTimeout(resolve, namesWithin).unref())
  await Promise.race([Promise.allSettled(asked), enough])
  return names
}

/** The form for a post, with the text and the files of a message. */
export async function composeFromMessage(
  desk: Desk,
  origin: Origin,
  message: SlackMessageBody,
): Promise<void> {
  const users = mentioned(message)
  const names = users.length === 0 ? new Map<string, string>() : await namesOf(desk, users)
  const text = plainTextOf(message, (id) => names.get(id) ?? null)
  const files = (message.files ?? [])
    .filter(({ mode }) => mode !== 'tombstone')
    .map(({ id, name }) => (typeof name === 'string' ? { id, name } : { id }))
  const { identity } = origin
  await openFilled(
    desk,
    origin,
    await desk.service.composeFromMessage({ identity, text, link: firstLink(text), files }),
  )
}

/** The form with the answers of an earlier request. */
export async function composeFromRequest(desk: Desk, origin: Origin, request: string): Promise<void> {
  await openFilled(
    desk,
    origin,
    await desk.service.composeFromRequest({ identity: origin.identity, request }),
  )
}

/** The form as it was left. */
export async function continueDraft(desk: Desk, origin: Origin, draft: string): Promise<void> {
  await openFilled(desk, origin, await desk.service.continueDraft({ identity: origin.identity, draft }))
}

/** Forgets a draft; where it was offered in a list, the list is shown without it. */
export async function discardDraft(
  desk: Desk,
  origin: Origin,
  draft: string,
  redrawHome: (origin: Origin) => Promise<void>,
): Promise<void> {
  const { identity, modal } = origin
  const answer = await desk.service.discardDraft({ identity, draft })
  if (answer.outcome === 'refused') return await desk.tell(answer, origin)
  if (origin.home) return await redrawHome(origin)
  if (modal?.callback === 'menu')
    return void (await desk.replace(menuView(await desk.service.help({ identity })), modal.id))
  // A message of its own says by itself that it is over.
  if (modal !== null) await desk.replace(sayingView(sayings.done(answer)), modal.id)
}

/** What stands in a form, as somebody types or leaves it. Never throws. */
export async function keepTyped(desk: Desk, payload: unknown): Promise<void> {
  try {
    const parsed = viewBody.safeParse(payload)
    if (!parsed.success || parsed.data.view.callback_id !== formCallback) return
    const about = decodeFormMetadata(parsed.data.view.private_metadata)
    if (about === null) return
    const { identity } = originOf(parsed.data, await desk.workspace())
    const values = formValues(parsed.data.view.state)
    await desk.service.keepDraft({ identity, purpose: about.purpose, values })
  } catch (error) {
    desk.fault('keeping what was typed failed', error)
  }
}
