import { contentDigest } from '../../codec/digest.ts'
import type { Actor } from '../../domain/request/actor.ts'
import type { RequestKind } from '../../domain/request/content.ts'
import type { Refusal } from '../../domain/request/refusal.ts'
import { screen } from '../../domain/risk/screen.ts'
import type { FormValues } from '../../view/form.ts'
import { composeForm, type FormSettings } from '../../view/forms.ts'
import type { Deps } from '../deps.ts'
import { execute } from '../execute.ts'
import { loadRequest } from '../load.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../ports.ts'
import type { DoneAnswer, Service } from '../service.ts'
import { complainBeside, done, refused } from './answers.ts'
import { asking } from './asking.ts'
import { readContent } from './read-content.ts'
import { createProblems, readValues } from './read-values.ts'

type SubmitAnswer = Awaited<ReturnType<Service['submit']>>

export function compose(parts: Parts): Service['compose'] {
  return ({ identity, kind }) =>
    asking(parts, identity, async (person) => {
      const refusal = mayNotAsk(await parts.directory.actorOf(person))
      if (refusal !== null) return refused(refusal, person.locale)
      return { outcome: 'form', form: composeForm(kind, person.locale, settingsOf(parts)) } as const
    })
}

/** A filled-in form for a new request. */
export async function submitNew(
  parts: Parts,
  person: Person,
  input: { readonly kind: RequestKind; readonly values: FormValues; readonly dedupeKey: string },
): Promise<SubmitAnswer> {
  const { locale } = person
  const actor = await parts.directory.actorOf(person)
  const refusal = mayNotAsk(actor)
  if (refusal !== null) return refused(refusal, locale)
  const submitted = await submittedBefore(parts, person, input.dedupeKey)
  if (submitted !== null) return submitted

  const form = composeForm(input.kind, locale, settingsOf(parts))
  const problems = createProblems(locale)
  const entered = readValues(form, input.values, parts.clock.now(), problems)
  const content = await readContent(input.kind, entered, [], parts, problems)
  if (problems.any) return { outcome: 'errors', errors: problems.errors }

  const request = parts.ids.next()
  const command = {
    type: 'submit',
    actor,
    request,
    number: await parts.store.nextNumber(),
    content,
    digest: contentDigest(content),
    screening: screen(content),
    policy: parts.organisation().policy,
  } as const
  const execution = await execute(parts, request, command, input.dedupeKey)
  switch (execution.outcome) {
    case 'recorded':
      return done('submitted', execution.request, locale)
    case 'duplicate':
      return (
        (await submittedBefore(parts, person, input.dedupeKey)) ??
        refused({ code: 'already_exists', params: {} }, locale)
      )
    case 'refused':
      return complainBeside(execution.refusal, form, entered, problems)
        ? { outcome: 'errors', errors: problems.errors }
        : refused(execution.refusal, locale)
    default:
      return execution satisfies never
  }
}

/** What the first delivery of this submission was answered with; null when this is the first one. */
async function submittedBefore(parts: Parts, person: Person, dedupeKey: string): Promise<DoneAnswer | null> {
  const id = await parts.store.requestOf(dedupeKey)
  const request = id === null ? null : await loadRequest(parts.store, id)
  return request === null ? null : done('submitted', request, person.locale)
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
