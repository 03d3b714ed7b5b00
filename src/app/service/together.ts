/** Approving several low risks with one confirmation: in the ledger each is decided by itself. */
import type { GroupId } from '../../domain/flavour.ts'
import type { Actor } from '../../domain/request/actor.ts'
import { approvalFor, mostTogether } from '../../domain/request/queries.ts'
import type { Request } from '../../domain/request/state.ts'
import type { Form, FormPurpose, FormValues } from '../../view/form.ts'
import {
  type ApprovedTogether,
  confirmTogetherForm,
  fieldErrorText,
  fieldIds,
  togetherForm,
  togetherTold,
} from '../../view/forms.ts'
import { buildCast } from '../cast.ts'
import { execute } from '../execute.ts'
import { loadRequests } from '../load.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../ports.ts'
import type { Service } from '../service.ts'
import { waitingFor } from '../waiting.ts'
import { refused } from './answers.ts'
import { asking } from './asking.ts'

/** Looked through for what can be approved together: some pages of the list, and more than one page of the form. */
const enough = 300

type Purpose = Extract<FormPurpose, { readonly type: 'together' }>
type Shown = Purpose['shown'][number]

/** The groups for which at least two of these could be approved together: for one alone the card is the shorter way. */
export const groupsTogether = (waiting: readonly Request[], actor: Actor): readonly GroupId[] =>
  actor.groups.filter(
    (group) => waiting.filter((request) => approvalFor(request, actor, group) === 'together').length > 1,
  )

export function approveSeveral(parts: Parts): Service['approveSeveral'] {
  return ({ identity, group }) =>
    asking(parts, identity, async (person) => {
      const { locale, standing } = person
      if (standing !== 'active') return refused({ code: standing, params: {} }, locale)
      const actor = await parts.directory.readerOf(person)
      if (!actor.groups.includes(group)) return refused({ code: 'not_reviewer', params: {} }, locale)
      const { requests: waiting } = await waitingFor(parts, actor, { group }, enough)
      const which = (how: 'together' | 'alone') =>
        waiting.filter((request) => approvalFor(request, actor, group) === how)
      const found = which('together')
      if (found.length === 0) return refused({ code: 'nothing_together', params: {} }, locale)
      const shown = found.slice(0, mostTogether)
      const others = { alone: which('alone').length, later: found.length - shown.length }
      return {
        outcome: 'form',
        form: togetherForm(shown, others, await aboutFor(parts, person, actor, group, shown)),
      } as const
    })
}

async function aboutFor(
  parts: Parts,
  { locale }: Person,
  actor: Actor,
  group: GroupId,
  requests: readonly Request[],
) {
  const cast = await buildCast(requests, locale, parts)
  return { group, locale, cast, actor, at: parts.clock.now() }
}

interface Submission {
  readonly purpose: Purpose
  readonly values: FormValues
  readonly dedupeKey: string
}

type SubmitAnswer = Awaited<ReturnType<Service['submit']>>

/** The first page leads to the confirmation, the confirmation to the ledger. */
export function submitTogether(parts: Parts, person: Person, submission: Submission): Promise<SubmitAnswer> {
  return submission.purpose.confirmed
    ? approveEach(parts, person, submission)
    : askToConfirm(parts, person, submission)
}

async function askToConfirm(parts: Parts, person: Person, { purpose, values }: Submission) {
  const entered = values[fieldIds.picked]
  const ids = entered?.type === 'choices' ? entered.ids : []
  const picked = purpose.shown.filter(({ request }) => ids.includes(request))
  const { locale } = person
  if (picked.length === 0) {
    const errors = { [fieldIds.picked]: fieldErrorText('required', {}, locale) }
    return { outcome: 'errors', errors } as const
  }
  const actor = await parts.directory.readerOf(person)
  const requests = await loadRequests(
    parts.store,
    picked.map(({ request }) => request),
  )
  const about = await aboutFor(parts, person, actor, purpose.group, requests)
  const form: Form = confirmTogetherForm(requests, about)
  // What was on the first page is approved, and not what it has become while it was read.
  return {
    outcome: 'form',
    form: { ...form, purpose: { ...purpose, shown: picked, confirmed: true } },
  } as const
}

async function approveEach(parts: Parts, person: Person, { purpose, dedupeKey }: Submission) {
  const { locale } = person
  const actor = await parts.directory.actorOf(person)
  const results: ApprovedTogether[] = []
  for (const shown of purpose.shown.slice(0, mostTogether)) {
    const result = await approveOne(parts, actor, purpose.group, { shown, dedupeKey })
    if (result !== null) results.push(result)
  }
  const group = parts.organisation().groups.find(({ id }) => id === purpose.group)?.name ?? purpose.group
  return { outcome: 'told', locale, ...togetherTold(results, { group, locale }) } as const
}

/** A fault with one keeps no other from being recorded; pressing again repeats nothing. Null where there is no such request. */
async function approveOne(
  parts: Parts,
  actor: Actor,
  group: GroupId,
  { shown, dedupeKey }: { readonly shown: Shown; readonly dedupeKey: string },
): Promise<ApprovedTogether | null> {
  const [request] = await loadRequests(parts.store, [shown.request])
  if (request === undefined) return null
  const command = {
    type: 'decide',
    actor,
    digest: shown.digest,
    group,
    decision: { verb: 'approve', comment: '' },
    assessment: null,
    together: true,
  } as const
  try {
    const execution = await execute(parts, request.id, command, `${dedupeKey}:${request.id}`)
    if (execution.outcome !== 'refused') return { request, outcome: 'approved' }
    await parts.store.redraw(request.id, parts.clock.now(), [{ type: 'person', person: actor.person }])
    parts.wake.notify()
    return { request, outcome: execution.refusal }
  } catch (fault) {
    parts.log.error('approving one of several failed', {
      request: request.id,
      name: fault instanceof Error ? fault.name : 'unknown',
    })
    return { request, outcome: 'failed' }
  }
}
