/** Submitted forms. The answer is committed before Slack hears of it, and nothing that was typed is lost. */
import type { ModalView } from '@slack/types'
import type { Service } from '../../src/app/service.ts'
import { peopleIn } from '../../src/view/drawing.ts'
import { type Saying, sayings } from '../../src/view/sayings.ts'
import { asPlain, type Locale } from '../../src/view/text.ts'
import { words } from '../../src/view/words.ts'
import { decodeFormMetadata } from './button.ts'
import type { Desk } from './desk.ts'
import { errorsByBlock, formValues, typedTexts } from './form-values.ts'
import { limits } from './limits.ts'
import { type Origin, originOf, viewBody } from './payload.ts'
import { absenceModal } from './render-absence.ts'
import { formCallback, formView } from './render-form.ts'
import { doneView, sayingView, toldView } from './render-notice.ts'

export type ViewResponse =
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> }
  | { readonly response_action: 'update' | 'push'; readonly view: ModalView }
  | { readonly response_action: 'clear' }
  | undefined

/** Answers the submission; false when it came too late or Slack is gone. */
export type Respond = (response: ViewResponse) => Promise<boolean>

type Submission = typeof viewBody._output
type Answer = Awaited<ReturnType<Service['submit']>>

/** What Slack is told, and what the person is told by message where Slack did not wait for it. */
interface Reply {
  readonly response: ViewResponse
  readonly late: Saying
}

/** Keeps the form open with the sentence at its first field; where it has none, a notice takes its place. */
function faultReply(body: Submission, locale: Locale): Reply {
  const errors = errorsByBlock({ '': asPlain(words(locale).faultField) }, body.view.blocks)
  const late = sayings.fault(locale)
  if (errors !== null) return { response: { response_action: 'errors', errors }, late }
  return { response: { response_action: 'update', view: sayingView(late) }, late }
}

function replyTo(
  answer: Exclude<Answer, { outcome: 'form' }>,
  body: Submission,
  locale: Locale,
  compose: boolean,
): Reply {
  const typed = typedTexts({ state: body.view.state, blocks: body.view.blocks })
  switch (answer.outcome) {
    case 'errors': {
      const errors = errorsByBlock(answer.errors, body.view.blocks)
      const lines = Object.values(answer.errors).map((text) => [{ type: 'text' as const, text }])
      const saying: Saying = { ...sayings.fault(locale), lines }
      if (errors !== null) return { response: { response_action: 'errors', errors }, late: saying }
      return { response: { response_action: 'update', view: sayingView(saying, typed) }, late: saying }
    }
    case 'refused':
      return { response: { response_action: 'update', view: sayingView(answer, typed) }, late: answer }
    case 'told':
      return { response: { response_action: 'update', view: toldView(answer) }, late: sayings.told(answer) }
    case 'absence':
      return { response: { response_action: 'update', view: absenceModal(answer.view) }, late: answer.view }
    case 'done': {
      const late = sayings.lateDone(answer)
      // A decision shows on the card it was made from; somebody who asks from anywhere needs to be told.
      if (!compose && answer.told === undefined) return { response: { response_action: 'clear' }, late }
      const view = doneView(answer)
      return { response: { response_action: 'update', view }, late }
    }
  }
}

async function submit(desk: Desk, origin: Origin, body: Submission): Promise<Reply> {
  const about = body.view.callback_id === formCallback ? decodeFormMetadata(body.view.private_metadata) : null
  if (about === null) {
    const typed = typedTexts({ state: body.view.state, blocks: body.view.blocks })
    const saying = sayings.stale(desk.locale, false)
    return { response: { response_action: 'update', view: sayingView(saying, typed) }, late: saying }
  }
  try {
    const answer = await desk.service.submit({
      identity: origin.identity,
      purpose: about.purpose,
      values: formValues(body.view.state),
      // One opened form is one submission, however often it is pressed or delivered.
      dedupeKey: `slack:${origin.team}:view:${body.view.id}`,
    })
    if (answer.outcome === 'form') {
      const { form } = answer
      const view = formView(form, await desk.lookUp(peopleIn(form), []))
      return { response: { response_action: 'push', view }, late: sayings.slow(form.locale) }
    }
    return replyTo(answer, body, about.locale, about.purpose.type === 'compose')
  } catch (error) {
    desk.fault('taking a submitted form failed', error)
    return faultReply(body, about.locale)
  }
}

/** One `view_submission` payload. Never throws; always answers. */
export async function onSubmission(desk: Desk, payload: unknown, respond: Respond): Promise<void> {
  const parsed = viewBody.safeParse(payload)
  if (!parsed.success) {
    desk.log.warn('a submission of an unknown shape was ignored')
    await respond(undefined)
    return
  }
  const began = desk.now()
  const origin = originOf(parsed.data, await desk.workspace())
  const reply = await submit(desk, origin, parsed.data)
  const inTime = await respond(reply.response)
  const late = !inTime || desk.now() - began > limits.acknowledgement.milliseconds
  if (late) await desk.write(reply.late, origin)
}

/** For a form from a workspace that is not connected (any more): what was typed is given back, and nothing is recorded. */
export function notConnectedView(locale: Locale, view: unknown): ViewResponse {
  const parsed = viewBody.shape.view.safeParse(view)
  const { state, blocks } = parsed.success ? parsed.data : { state: undefined, blocks: undefined }
  const typed = typedTexts({ state, blocks })
  return { response_action: 'update', view: sayingView(sayings.notConnected(locale), typed) }
}
