import { contentDigest } from '../../codec/digest.ts'
import type { Actor } from '../../domain/request/actor.ts'
import type { RequestKind } from '../../domain/request/content.ts'
import type { Refusal } from '../../domain/request/refusal.ts'
import { screen } from '../../domain/risk/screen.ts'
import { unfinishedNote } from '../../view/drafts.ts'
import type { FormValues } from '../../view/form.ts'
import { composeForm, type FormSettings, fillForm } from '../../view/forms.ts'
import type { Rich } from '../../view/text.ts'
import type { Deps } from '../deps.ts'
import { execute } from '../execute.ts'
import { codeOf } from '../faults.ts'
import { loadRequest } from '../load.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../ports.ts'
import type { DoneAnswer, Service } from '../service.ts'
import { complainBeside, done, refused } from './answers.ts'
import { asking } from './asking.ts'
import { type ComposePurpose, mediaOf } from './keep-draft.ts'
import { openForm } from './open-form.ts'
import { readContent } from './read-content.ts'
import { readObservers } from './read-observers.ts'
import { createProblems, readValues } from './read-values.ts'
import { withPlan } from './with-plan.ts'

type SubmitAnswer = Awaited<ReturnType<Service['submit']>>

export function compose(parts: Parts): Service['compose'] {
  return ({ identity, kind }) =>
    asking(parts, identity, async (person) => {
      // Kept lists may let somebody in, who is asked about again at the submission; they turn nobody away.
      if (mayNotAsk(await parts.directory.readerOf(person)) !== null) {
        const refusal = mayNotAsk(await parts.directory.actorOf(person))
        if (refusal !== null) return refused(refusal, person.locale)
      }
      const notes = await unfinished(parts, person, kind)
      const empty = { kind, draft: parts.ids.next(), values: {}, media: [], notes }
      const { form } = openForm(parts, person, empty)
      return { outcome: 'form', form } as const
    })
}

/** Whoever begins anew is told of a draft of the same kind. Without the database the form opens all the same. */
async function unfinished(parts: Parts, person: Person, kind: RequestKind): Promise<readonly Rich[]> {
  const drafts = await parts.drafts.of(person.id, 5).catch(() => [])
  const latest = drafts.find((draft) => draft.kind === kind)
  if (latest === undefined) return []
  const { command, timezone } = parts.organisation()
  return [unfinishedNote(latest.updatedAt, command, { locale: person.locale, timezone })]
}

/** A filled-in form for a new request. */
export async function submitNew(
  parts: Parts,
  person: Person,
  input: { readonly purpose: ComposePurpose; readonly values: FormValues; readonly dedupeKey: string },
): Promise<SubmitAnswer> {
  const { locale } = person
  const actor = await parts.directory.actorOf(person)
  const refusal = mayNotAsk(actor)
  if (refusal !== null) return refused(refusal, locale)
  const submitted = await submittedBefore(parts, person, input.dedupeKey)
  if (submitted !== null) return submitted

  const { kind, draft } = input.purpose
  const media = await mediaOf(parts, person.id, input.purpose)
  const form = fillForm(composeForm(kind, locale, settingsOf(parts)), {}, media)
  const problems = createProblems(locale)
  const entered = readValues(form, input.values, parts.clock.now(), problems)
  const content = await readContent(kind, entered, media, parts, problems)
  const named = await readObservers(entered, person, parts, problems)
  if (problems.any) return { outcome: 'errors', errors: problems.errors }

  // The same draft, sent from two open forms, is one request: the second finds that it is there already.
  const request = draft ?? parts.ids.next()
  const command = {
    type: 'submit',
    actor,
    request,
    number: await parts.store.nextNumber(),
    content,
    digest: contentDigest(content),
    screening: screen(content),
    policy: parts.organisation().policy,
    observers: [...named, ...(await parts.directory.observersOf(kind))],
  } as const
  const execution = await execute(parts, request, command, input.dedupeKey)
  switch (execution.outcome) {
    case 'recorded':
      await forget(parts, draft)
      return withPlan(parts, person, done('submitted', execution.request, locale), execution.request)
    case 'duplicate':
      return (
        (await submittedBefore(parts, person, input.dedupeKey)) ??
        refused({ code: 'already_exists', params: {} }, locale)
      )
    case 'refused':
      // The very same submission, side by side: the one that was faster has answered it.
      if (execution.refusal.code === 'already_exists' && execution.request !== null)
        if (await parts.store.seen(input.dedupeKey)) return done('submitted', execution.request, locale)
      return complainBeside(execution.refusal, form, entered, problems)
        ? { outcome: 'errors', errors: problems.errors }
        : refused(execution.refusal, locale)
    default:
      return execution satisfies never
  }
}

/** The request is in the ledger: a draft that cannot be dropped now is not shown any more, and pruned later. */
async function forget(parts: Parts, draft: string | undefined): Promise<void> {
  if (draft === undefined) return
  await parts.drafts
    .drop(draft)
    .catch((fault: unknown) => parts.log.warn('a draft was not dropped', { code: codeOf(fault) }))
}

/** What the first delivery of this submission was answered with; null when this is the first one. */
async function submittedBefore(parts: Parts, person: Person, dedupeKey: string): Promise<DoneAnswer | null> {
  const id = await parts.store.requestOf(dedupeKey)
  const request = id === null ? null : await loadRequest(parts.store, id)
  if (request === null) return null
  return withPlan(parts, person, done('submitted', request, person.locale), request)
}

/** Why this person may not ask for approvals at all; null when they may. */
export function mayNotAsk(actor: Actor): Refusal | null {
  if (actor.standing !== 'active') return { code: actor.standing, params: {} }
  return actor.mayRequest ? null : { code: 'may_not_request', params: {} }
}

export function settingsOf(deps: Pick<Deps, 'organisation'>): FormSettings {
  const { platforms, media } = deps.organisation()
  return { platforms, maxFiles: media.maxFiles }
}
