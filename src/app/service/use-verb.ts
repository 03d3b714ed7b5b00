import type { Digest, Instant, RequestId } from '../../domain/flavour.ts'
import type { Actor } from '../../domain/request/actor.ts'
import type { Request } from '../../domain/request/state.ts'
import type { Verb } from '../../domain/request/verbs.ts'
import type { Form, FormValues } from '../../view/form.ts'
import { verbForm } from '../../view/forms.ts'
import { buildCast } from '../cast.ts'
import { execute } from '../execute.ts'
import { loadRequest } from '../load.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../ports.ts'
import type { AbsenceAnswer, DoneAnswer, RefusedAnswer, Service } from '../service.ts'
import { actionOf, complainBeside, done, refused } from './answers.ts'
import { refusedClick } from './asking.ts'
import { settingsOf } from './compose.ts'
import { type Offer, offer } from './offered.ts'
import { notedOpening } from './openings.ts'
import { questionnaireFor, readCommand } from './read-command.ts'
import { createProblems, readValues } from './read-values.ts'
import { atRisk, withPlan } from './with-plan.ts'

type SubmitAnswer = Exclude<
  Awaited<ReturnType<Service['submit']>>,
  AbsenceAnswer | { readonly outcome: 'form' | 'told' }
>

/** A click on a choice, or the submission of the form that it opened. */
export interface VerbUse {
  readonly verb: Verb
  readonly request: RequestId
  readonly digest: Digest
  readonly subject?: string
  /** When the form was opened, as the form says that the app told it. */
  readonly openedAt?: Instant
  readonly dedupeKey: string
}

/** What a click leads to once it is known to be this person's to make. */
export type Prepared =
  | {
      readonly outcome: 'ready'
      readonly request: Request
      readonly actor: Actor
      readonly subject: string | undefined
      /** Null when the verb needs nothing typed. */
      readonly form: Form | null
    }
  | DoneAnswer
  | RefusedAnswer

/**
 * The form that a click opens, by lists of the last five minutes, because opening one records nothing. What acts at once
 * and what is refused goes by the authority at this moment instead.
 */
export async function prepareToOpen(parts: Parts, person: Person, use: VerbUse): Promise<Prepared> {
  const request = await loadRequest(parts.store, use.request)
  if (request !== null && !(await parts.store.seen(use.dedupeKey))) {
    const actor = await parts.directory.readerOf(person)
    const offered = offerTo(parts, request, actor, use)
    if (offered.outcome === 'offered') {
      const { subject } = offered
      const form = await formOf(parts, person, request, use.verb, subject)
      if (form !== null) return { outcome: 'ready', request, actor, subject, form }
    }
  }
  return prepare(parts, person, use)
}

/** Looks the request and the person's authority up, and refuses what cannot end well. */
export async function prepare(parts: Parts, person: Person, use: VerbUse): Promise<Prepared> {
  const { locale } = person
  const request = await loadRequest(parts.store, use.request)
  if (request === null) return refused({ code: 'unknown_request', params: {} }, locale)
  if (await parts.store.seen(use.dedupeKey)) return done(actionOf(use.verb), request, locale)

  const actor = await parts.directory.actorOf(person)
  const offered = offerTo(parts, request, actor, use)
  if (offered.outcome === 'repeated') return done(actionOf(use.verb), request, locale)
  if (offered.outcome === 'refused') {
    // Delivered twice at once: while people were looked up for this one, the other one may have been recorded.
    if (await parts.store.seen(use.dedupeKey)) return done(actionOf(use.verb), request, locale)
    return refusedClick(parts, person, { request, subject: use.subject }, offered.refusal)
  }

  const { subject } = offered
  const form = await formOf(parts, person, request, use.verb, subject)
  return { outcome: 'ready', request, actor, subject, form }
}

function offerTo(parts: Parts, request: Request, actor: Actor, { verb, digest, subject }: VerbUse): Offer {
  const context = { at: parts.clock.now(), calendar: parts.organisation().calendar }
  return offer(request, { verb, digest, subject, actor }, context)
}

async function formOf(
  parts: Parts,
  { locale }: Person,
  request: Request,
  verb: Verb,
  subject: string | undefined,
): Promise<Form | null> {
  return verbForm(verb, request, locale, {
    ...(subject === undefined ? {} : { subject }),
    questionnaire: subject === undefined ? null : questionnaireFor(request, subject, parts),
    cast: await buildCast([request], locale, parts),
    settings: settingsOf(parts),
  })
}

export const isApproval = (verb: Verb): boolean => verb === 'approve' || verb === 'approve_with_conditions'

/** What was noted has the last word: what a form says has been through the hands of whoever sent it. */
async function openingOf(
  parts: Parts,
  { id }: Person,
  request: Request,
  { verb, openedAt }: VerbUse,
): Promise<Instant | undefined> {
  if (!isApproval(verb) || request.policy.hasty === undefined) return openedAt
  return (await notedOpening(parts, request, id)) ?? openedAt
}

/** Reads what was typed, if anything, and carries the verb out. */
export async function perform(
  parts: Parts,
  person: Person,
  use: VerbUse,
  prepared: Extract<Prepared, { outcome: 'ready' }>,
  values: FormValues,
): Promise<SubmitAnswer> {
  const { locale } = person
  const { request, actor, subject, form } = prepared
  const problems = createProblems(locale)
  const entered = readValues(form, values, parts.clock.now(), problems)
  const { verb, digest } = use
  const openedAt = form === null ? use.openedAt : await openingOf(parts, person, request, use)
  const opening = openedAt === undefined ? {} : { openedAt }
  const reading = { verb, subject, digest, actor, request, entered, ...opening }
  const command = await readCommand(reading, parts, problems)
  if (problems.any) return { outcome: 'errors', errors: problems.errors }

  const execution = await execute(parts, request.id, command, use.dedupeKey)
  switch (execution.outcome) {
    case 'recorded':
    case 'duplicate': {
      const answer = done(actionOf(verb), request, locale)
      // The card shows who decides by when; only a slot that may be missed is worth another look.
      return verb === 'revise' ? withPlan(parts, person, answer, execution.request, atRisk) : answer
    }
    case 'refused':
      return complainBeside(execution.refusal, form, entered, problems)
        ? { outcome: 'errors', errors: problems.errors }
        : refusedClick(parts, person, { request, subject }, execution.refusal)
    default:
      return execution satisfies never
  }
}
