/** Dialogs: what a press opens, what a sent form becomes. Nothing that was typed is lost. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { FilledForm, RefusedAnswer } from '../../src/app/service.ts'
import type { RequestKind } from '../../src/domain/request/content.ts'
import type { FieldErrors, Form, FormPurpose, FormValues } from '../../src/view/form.ts'
import { fillForm } from '../../src/view/forms.ts'
import { sayings } from '../../src/view/sayings.ts'
import { asPlain, type Locale } from '../../src/view/text.ts'
import { words } from '../../src/view/words.ts'
import { filesOf } from './attachments.ts'
import { type Press, readButton, requestOfButton } from './button.ts'
import type { Desk } from './desk.ts'
import { readForm } from './form-values.ts'
import { firstLink, plainTextOf } from './message-text.ts'
import { left, unhurried } from './patience.ts'
import type { Origin } from './payload.ts'
import { homeAfter } from './receive-home.ts'
import type { Dialog } from './render.ts'
import { absenceDialog } from './render-absence.ts'
import { renderDetails } from './render-details.ts'
import { renderForm } from './render-form.ts'
import { homeDialog } from './render-home.ts'
import { doneDialog, menuCard, sayingDialog, type TypedText, toldDialog } from './render-notice.ts'

/** The answer that opens a dialog, or puts another one in its place. */
const opens = ({ title, card, width, height }: Dialog): object => ({
  task: {
    type: 'continue',
    value: {
      title,
      width,
      height,
      card: { contentType: 'application/vnd.microsoft.card.adaptive', content: card },
    },
  },
})

const localeOf = (press: Press | null, otherwise: Locale): Locale =>
  press?.press === 'choice' ? press.claim.locale : press?.press === 'form' ? press.form.locale : otherwise

/** `task/fetch`: what a button on a card opens. Never throws. */
export async function onFetch(desk: Desk, data: unknown, origin: Origin): Promise<object> {
  const press = readButton(data)
  try {
    const dialog = press === null ? null : await dialogFor(desk, origin, press, data)
    return opens(dialog ?? (await staleDialog(desk, data)))
  } catch (error) {
    desk.fault('opening a dialog failed', error)
    return opens(sayingDialog(sayings.fault(localeOf(press, desk.locale))))
  }
}

/** A dialog's button: the form that was filled in, or a way on. Null closes the dialog. Never throws. */
export async function onSubmit(desk: Desk, data: unknown, origin: Origin): Promise<object | null> {
  const press = readButton(data)
  if (press?.press !== 'form') return onFetch(desk, data, origin)
  try {
    const dialog = await submit(desk, origin, press, data)
    return dialog === null ? null : opens(dialog)
  } catch (error) {
    desk.fault('taking a submitted form failed', error)
    const { locale } = press.form
    return opens(sayingDialog(sayings.fault(locale), typedTexts(readForm(data).values, null)))
  }
}

/** A button that means nothing (any more). The card is redrawn where the button still says of which request. */
async function staleDialog(desk: Desk, data: unknown): Promise<Dialog> {
  const request = requestOfButton(data)
  const redrawn = request !== null && (await desk.redraw(request))
  return sayingDialog(sayings.stale(localeOf(readButton(data), desk.locale), redrawn))
}

async function dialogFor(desk: Desk, origin: Origin, press: Press, data: unknown): Promise<Dialog | null> {
  const { identity } = origin
  switch (press.press) {
    case 'new':
      return compose(desk, origin, press.kind)
    case 'mine':
      return overview(desk, origin, { press: 'home', does: 'show', look: {}, was: {} }, data)
    case 'home':
      return overview(desk, origin, press, data)
    case 'together':
      return approveSeveral(desk, origin, press.group)
    case 'page':
      return details(desk, origin, press.request, press.page)
    case 'draft':
      return press.does === 'go'
        ? filled(desk, origin, await desk.service.continueDraft({ identity, draft: press.draft }))
        : discard(desk, origin, press.draft)
    case 'choice':
      return choose(desk, origin, press.claim)
    case 'absence':
      return absence(desk, origin, press)
    case 'form':
    case 'prefer':
    case 'refresh':
      return null
    default:
      return press satisfies never
  }
}

async function compose(desk: Desk, origin: Origin, kind: RequestKind): Promise<Dialog> {
  const answer = await desk.service.compose({ identity: origin.identity, kind })
  return answer.outcome === 'refused' ? sayingDialog(answer) : form(desk, origin, answer.form)
}

async function approveSeveral(desk: Desk, origin: Origin, group: string): Promise<Dialog> {
  const answer = await desk.service.approveSeveral({ identity: origin.identity, group })
  return answer.outcome === 'refused' ? sayingDialog(answer) : form(desk, origin, answer.form)
}

async function absence(
  desk: Desk,
  origin: Origin,
  { does, absence: number, look }: Extract<Press, { press: 'absence' }>,
): Promise<Dialog> {
  const { identity, key } = origin
  if (does === 'back') {
    const answer = await desk.service.comeBack({ identity, absence: number, dedupeKey: key })
    if (answer.outcome === 'refused') return sayingDialog(answer)
    await desk.looks.of(identity)?.redraw()
    if (look !== null) return overview(desk, origin, { press: 'home', does: 'show', look, was: {} }, null)
    return absenceDialog(answer.view)
  }
  const answer = await desk.service.openAbsence({ identity, changes: number })
  return answer.outcome === 'refused' ? sayingDialog(answer) : form(desk, origin, answer.form)
}

async function form(desk: Desk, origin: Origin, drawn: Form, errors: FieldErrors = {}): Promise<Dialog> {
  const timezone = await desk.timezoneOf(origin)
  const opening = createHash('sha256').update(origin.key).digest('base64url')
  return renderForm(drawn, { timezone, opening, errors, files: ['links', 'chat'] })
}

async function overview(
  desk: Desk,
  origin: Origin,
  press: Extract<Press, { press: 'home' }>,
  data: unknown,
): Promise<Dialog> {
  const shown = await homeAfter(desk, origin, press, data)
  return shown.outcome === 'refused' ? sayingDialog(shown) : homeDialog(shown.home)
}

async function details(desk: Desk, origin: Origin, request: string, page: number): Promise<Dialog> {
  const answer = await desk.service.details({ identity: origin.identity, request })
  return answer.outcome === 'refused' ? sayingDialog(answer) : renderDetails(answer.card, desk.context, page)
}

async function discard(desk: Desk, origin: Origin, draft: string): Promise<Dialog> {
  const answer = await desk.service.discardDraft({ identity: origin.identity, draft })
  return sayingDialog(answer.outcome === 'refused' ? answer : sayings.done(answer))
}

/** How long files are waited for before the form opens, in milliseconds: Teams gives up after ten seconds. */
const filesWithin = 6_000

/** A form that is not empty. An open dialog cannot be changed from here, so its files are fetched first. */
async function filled(desk: Desk, origin: Origin, answer: FilledForm | RefusedAnswer): Promise<Dialog> {
  if (answer.outcome === 'refused') return sayingDialog(answer)
  if (!answer.fetching) return form(desk, origin, answer.form)
  const { identity } = origin
  const patience = Math.min(filesWithin, left())
  const enough = new Promise<null>((resolve) => setTimeout(resolve, patience, null).unref())
  // Files that come later are there when the draft is opened again.
  const fetched = unhurried(() => desk.service.fetchDraftFiles({ identity, draft: answer.draft }))
  const complete = await Promise.race([fetched, enough])
  return form(desk, origin, complete?.outcome === 'form' ? complete.form : answer.form)
}

type Claim = Extract<Press, { press: 'choice' }>['claim']

async function choose(desk: Desk, origin: Origin, claim: Claim): Promise<Dialog> {
  const { request, verb, digest, subject } = claim
  const { identity } = origin
  if (verb === 'details') return details(desk, origin, request, 0)
  if (verb === 'template')
    return filled(desk, origin, await desk.service.composeFromRequest({ identity, request }))
  const answer = await desk.service.choose({
    identity,
    request,
    verb,
    digest,
    ...(subject === undefined ? {} : { subject }),
    dedupeKey: `${origin.key}:${verb}:${subject ?? ''}`,
  })
  switch (answer.outcome) {
    case 'form':
      return form(desk, origin, answer.form)
    case 'done':
      return doneDialog(answer)
    case 'refused':
      return sayingDialog(answer)
    default:
      return answer satisfies never
  }
}

/** A sent form. Null where all went well and the card that it came from says so. */
async function submit(
  desk: Desk,
  origin: Origin,
  press: Extract<Press, { press: 'form' }>,
  data: unknown,
): Promise<Dialog | null> {
  const { identity } = origin
  const { purpose, locale } = press.form
  const { values, incomplete } = readForm(data)
  if (incomplete.length > 0) {
    const errors = Object.fromEntries(incomplete.map((id) => [id, asPlain(words(locale).incompleteInstant)]))
    return again(desk, origin, purpose, values, errors)
  }
  // One opened form is one submission, however often it is sent: whoever saw no answer presses again, which for Teams is
  // another activity.
  const { tenant, user } = identity
  const key = press.opening === null ? origin.key : `teams:${tenant}:${user}:${press.opening}`
  const answer = await desk.service.submit({ identity, purpose, values, dedupeKey: `${key}:form` })
  switch (answer.outcome) {
    case 'errors':
      return again(desk, origin, purpose, values, answer.errors)
    case 'refused':
      return sayingDialog(answer, typedTexts(values, await formOf(desk, origin, purpose)))
    case 'form':
      return form(desk, origin, answer.form)
    case 'told':
      return toldDialog(answer)
    case 'done':
      // A decision shows on the card it was made from; somebody who asks from anywhere needs to be told.
      return purpose.type === 'compose' || answer.told !== undefined ? doneDialog(answer) : null
    case 'absence':
      await desk.looks.of(identity)?.redraw()
      return absenceDialog(answer.view)
    default:
      return answer satisfies never
  }
}

/** The same form with what was typed, and what is wrong with it beside the fields. */
async function again(
  desk: Desk,
  origin: Origin,
  purpose: FormPurpose,
  values: FormValues,
  errors: FieldErrors,
): Promise<Dialog> {
  await desk.service.keepDraft({ identity: origin.identity, purpose, values })
  const empty = await formOf(desk, origin, purpose)
  if (empty !== null)
    return form(desk, origin, fillForm({ ...empty, purpose }, values, keptOf(empty, values)), errors)
  // The request has moved on while the form was open: what was typed is given back to be copied.
  const lines = Object.values(errors).map((text) => [{ type: 'text' as const, text }])
  return sayingDialog({ ...sayings.stale(desk.locale, false), lines }, typedTexts(values, null))
}

/** The form that was sent, as it opens now; null where it does not any more. */
async function formOf(desk: Desk, { identity, key }: Origin, purpose: FormPurpose): Promise<Form | null> {
  const { service } = desk
  if (purpose.type === 'verb') {
    const { type: _, ...about } = purpose
    const answer = await service.choose({ identity, ...about, dedupeKey: `${key}:again` })
    return answer.outcome === 'form' ? answer.form : null
  }
  if (purpose.type === 'together') {
    const answer = await service.approveSeveral({ identity, group: purpose.group })
    return answer.outcome === 'form' ? answer.form : null
  }
  if (purpose.type === 'absence') {
    const answer = await service.openAbsence({ identity, changes: purpose.changes })
    return answer.outcome === 'form' ? answer.form : null
  }
  const { draft, kind } = purpose
  if (draft !== undefined) {
    const answer = await service.continueDraft({ identity, draft })
    if (answer.outcome === 'form') return answer.form
  }
  const answer = await service.compose({ identity, kind })
  return answer.outcome === 'form' ? answer.form : null
}

/** The stored files that stay. */
function keptOf(empty: Form, values: FormValues) {
  const kept = Object.values(values).flatMap((value) => (value.type === 'files' ? value.kept : []))
  return empty.sections
    .flatMap(({ fields }) => fields)
    .flatMap((field) => (field.type === 'files' ? field.value : []))
    .filter(({ sha256 }) => kept.includes(sha256))
    .map(({ sha256, name }) => ({ sha256, name, mimeType: '', bytes: 0, alt: '' }))
}

/** The longer texts that somebody typed, by the labels of the form where it is at hand. */
function typedTexts(values: FormValues, shown: Form | null): readonly TypedText[] {
  const labels = new Map(
    (shown?.sections ?? []).flatMap(({ fields }) => fields.map(({ id, label }) => [id, label])),
  )
  return Object.entries(values).flatMap(([id, value]) =>
    value.type === 'text' && value.text.trim() !== ''
      ? [{ label: labels.get(id) ?? id, text: value.text }]
      : [],
  )
}

// ---------------------------------------------------------------- message extension

/** The commands of the message extension; the manifest names the same. */
export const commands = { post: 'newPost', channel: 'newChannel', message: 'requestApproval' } as const

const fetchTask = z.looseObject({
  commandId: z.string().nullish(),
  messagePayload: z
    .looseObject({
      body: z.looseObject({ content: z.string().nullish(), contentType: z.string().nullish() }).nullish(),
      attachments: z
        .array(
          z.looseObject({
            contentType: z.string().nullish(),
            contentUrl: z.string().nullish(),
            name: z.string().nullish(),
            content: z.unknown().optional(),
          }),
        )
        .nullish(),
    })
    .nullish(),
})

/** `composeExtension/fetchTask`: a command of the message extension. Never throws. */
export async function onCommandFetch(desk: Desk, payload: unknown, origin: Origin): Promise<object> {
  try {
    return opens(await commandDialog(desk, origin, fetchTask.parse(payload)))
  } catch (error) {
    desk.fault('opening a command failed', error)
    return opens(sayingDialog(sayings.fault(desk.locale)))
  }
}

async function commandDialog(
  desk: Desk,
  origin: Origin,
  { commandId, messagePayload }: z.infer<typeof fetchTask>,
): Promise<Dialog> {
  if (commandId === commands.post) return compose(desk, origin, 'post')
  if (commandId === commands.channel) return compose(desk, origin, 'channel')
  const { identity } = origin
  if (commandId !== commands.message) {
    const help = await desk.service.help({ identity })
    return { title: 'Countersign', width: 'medium', height: 'large', card: menuCard(help, 'dialog') }
  }
  const { body, attachments } = messagePayload ?? {}
  const content = body?.content ?? ''
  const text = body?.contentType === 'text' ? content : plainTextOf(content)
  const answer = await desk.service.composeFromMessage({
    identity,
    text,
    link: firstLink(text),
    files: filesOf(attachments ?? []),
  })
  return filled(desk, origin, answer)
}
