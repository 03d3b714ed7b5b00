/** Clicks: choices on cards, and the buttons of the menu, App Home and the details. */
import type { RequestKind } from '../../src/domain/request/content.ts'
import type { Verb } from '../../src/domain/request/verbs.ts'
import { filesOf, peopleIn } from '../../src/view/drawing.ts'
import { sayings } from '../../src/view/sayings.ts'
import type { Locale } from '../../src/view/text.ts'
import {
  type ButtonClaim,
  chatAction,
  decodeButton,
  decodeDraft,
  decodePage,
  requestOfButton,
} from './button.ts'
import type { Desk } from './desk.ts'
import { limits } from './limits.ts'
import { actionBody, type Origin, originOf } from './payload.ts'
import { onAbsenceButton } from './receive-absence.ts'
import { composeFromRequest, continueDraft, discardDraft, keepTyped } from './receive-drafts.ts'
import { onHomeAction, publish } from './receive-home.ts'
import { prefer } from './receive-wishes.ts'
import { detailsCallback, detailsView } from './render-details.ts'
import { draftActions } from './render-draft.ts'
import { formView, inputAction } from './render-form.ts'
import { homeModal } from './render-home.ts'
import { doneView } from './render-notice.ts'

/** Acknowledges; false when it came too late or Slack is gone. */
export type Acknowledge = () => Promise<boolean>

/** The empty form for a new request. */
export async function compose(desk: Desk, origin: Origin, kind: RequestKind): Promise<void> {
  const answer = await desk.service.compose({ identity: origin.identity, kind })
  if (answer.outcome === 'refused') return await desk.tell(answer, origin)
  const { form } = answer
  await desk.show(formView(form, await desk.lookUp(peopleIn(form), [])), origin, form.locale)
}

/** The form for approving several low risks for a group. */
async function approveSeveral(desk: Desk, origin: Origin, group: unknown): Promise<void> {
  if (typeof group !== 'string') return await stale(desk, origin, group)
  const answer = await desk.service.approveSeveral({ identity: origin.identity, group })
  if (answer.outcome === 'refused') return await desk.tell(answer, origin)
  const { form } = answer
  await desk.show(formView(form, await desk.lookUp(peopleIn(form), [])), origin, form.locale)
}

/** The person's requests, in a modal. */
export async function overview(desk: Desk, origin: Origin): Promise<void> {
  const answer = await desk.service.home({ identity: origin.identity })
  if (answer.outcome === 'refused') return await desk.tell(answer, origin)
  const { home } = answer
  await desk.show(homeModal(home, await desk.lookUp(peopleIn(home), [])), origin, home.locale)
}

/** The whole request; turning the pages stays in the same modal. */
export async function details(
  desk: Desk,
  origin: Origin,
  which: { request: string } | { number: number },
  page: number,
): Promise<void> {
  const answer = await desk.service.details({ identity: origin.identity, ...which })
  if (answer.outcome === 'refused') return await desk.tell(answer, origin)
  const { card } = answer
  const view = detailsView(card, await desk.lookUp(peopleIn(card), filesOf(card)), page)
  if (origin.modal?.callback === detailsCallback) await desk.replace(view, origin.modal.id)
  else await desk.show(view, origin, card.locale)
}

/** A button that means nothing (any more). The card is redrawn where the button still says of which request. */
async function stale(desk: Desk, origin: Origin, value: unknown): Promise<void> {
  const request = requestOfButton(value)
  const redrawn = request !== null && (await desk.redraw(request))
  await desk.tell(sayings.stale(decodeButton(value)?.locale ?? desk.locale, redrawn), origin)
}

async function choose(
  desk: Desk,
  origin: Origin,
  claim: ButtonClaim & { verb: Verb },
  key: string,
  acknowledge: Acknowledge,
): Promise<void> {
  const began = desk.now()
  // A form commits nothing, and its trigger is running out: acknowledge first. What acts is committed first.
  if (claim.follows === 'form') await acknowledge()
  const answer = await desk.service.choose({
    identity: origin.identity,
    request: claim.request,
    verb: claim.verb,
    digest: claim.digest,
    ...(claim.subject === undefined ? {} : { subject: claim.subject }),
    dedupeKey: key,
  })
  const inTime = await acknowledge()
  if (answer.outcome === 'form') {
    const { form } = answer
    await desk.show(formView(form, await desk.lookUp(peopleIn(form), [])), origin, form.locale)
    return
  }
  if (answer.outcome === 'refused') return await desk.tell(answer, origin)
  const late = !inTime || desk.now() - began > limits.acknowledgement.milliseconds
  if (origin.modal !== null) {
    await desk.replace(doneView(answer), origin.modal.id)
  } else if (late) await desk.write(sayings.lateDone(answer), origin)
}

const kinds: Readonly<Record<string, RequestKind>> = { 'new:post': 'post', 'new:channel': 'channel' }

interface Clicked {
  readonly action: string
  readonly value: unknown
  /** The whole action, and what the view that it is in carries. */
  readonly raw: unknown
  readonly metadata: unknown
  /** Unique for this click, the same for each delivery of it. */
  readonly key: string
}

async function dispatch(
  desk: Desk,
  origin: Origin,
  clicked: Clicked,
  acknowledge: Acknowledge,
): Promise<void> {
  const kind = Object.hasOwn(kinds, clicked.action) ? kinds[clicked.action] : undefined
  const claim = clicked.action.startsWith('choice:') ? decodeButton(clicked.value) : null
  if (claim !== null && claim.verb !== 'details' && claim.verb !== 'template') {
    return await choose(desk, origin, { ...claim, verb: claim.verb }, clicked.key, acknowledge)
  }
  await acknowledge()
  if (await onHomeAction(desk, origin, { id: clicked.action, ...clicked })) return
  if (claim?.verb === 'template') return await composeFromRequest(desk, origin, claim.request)
  if (claim !== null) return await details(desk, origin, { request: claim.request }, 0)
  const draft = decodeDraft(clicked.value)
  if (draft !== null && clicked.action === draftActions.go) return await continueDraft(desk, origin, draft)
  if (draft !== null && clicked.action === draftActions.discard)
    return await discardDraft(desk, origin, draft, (from) => publish(desk, from))
  if (kind !== undefined) return await compose(desk, origin, kind)
  if (clicked.action.startsWith('together:')) return await approveSeveral(desk, origin, clicked.value)
  if (await onAbsenceButton(desk, origin, clicked)) return
  if (clicked.action.startsWith(chatAction))
    return await prefer(desk, origin, { about: 'chat', text: clicked.action.slice(chatAction.length) })
  if (clicked.action === 'mine') return await overview(desk, origin)
  const page = /^(open|page:.*)$/.test(clicked.action) ? decodePage(clicked.value) : null
  if (page !== null) return await details(desk, origin, { request: page.request }, page.page)
  await stale(desk, origin, clicked.value)
}

/** One `block_actions` payload. Never throws; always acknowledges. */
export async function onAction(desk: Desk, payload: unknown, acknowledge: Acknowledge): Promise<void> {
  const parsed = actionBody.safeParse(payload)
  if (!parsed.success) {
    desk.log.warn('an action of an unknown shape was ignored')
    await acknowledge()
    return
  }
  const body = parsed.data
  const action = body.actions[0]
  if (action?.action_id === inputAction) {
    await acknowledge()
    return await keepTyped(desk, payload)
  }
  const origin = originOf(body, await desk.workspace())
  const unique = body.trigger_id ?? `${action?.action_ts}:${body.container?.message_ts ?? ''}:${origin.user}`
  const clicked = {
    action: action?.action_id ?? '',
    value: action?.value,
    raw: action,
    metadata: body.view?.private_metadata,
    key: `slack:${origin.team}:action:${unique}`,
  }
  try {
    await dispatch(desk, origin, clicked, acknowledge)
  } catch (error) {
    desk.fault('handling a click failed', error)
    await acknowledge()
    await desk.tell(sayings.fault(localeOf(clicked.value, desk.locale)), origin)
  }
}

const localeOf = (value: unknown, otherwise: Locale): Locale => decodeButton(value)?.locale ?? otherwise
