import type { Media } from '../../domain/request/content.ts'
import { currentRevision } from '../../domain/request/queries.ts'
import type { FormPurpose, FormValues } from '../../view/form.ts'
import { fieldIds, isBlank } from '../../view/forms.ts'
import { codeOf } from '../faults.ts'
import { loadRequest } from '../load.ts'
import type { Parts } from '../parts.ts'
import type { Identity } from '../ports.ts'
import type { Service } from '../service.ts'

export type ComposePurpose = Extract<FormPurpose, { type: 'compose' }>

export function keepDraft(parts: Parts): Service['keepDraft'] {
  return async ({ identity, purpose, values }) => {
    if (purpose.type === 'compose') await keepTyped(parts, identity, purpose, values)
  }
}

/** Keeps what was typed for whoever is known by that account, without asking the platform again. Never throws. */
export async function keepTyped(
  parts: Parts,
  identity: Identity,
  purpose: ComposePurpose,
  values: FormValues,
): Promise<void> {
  const { draft: id, kind } = purpose
  if (id === undefined || isBlank(values)) return
  try {
    const owner = await parts.people.byIdentity(identity)
    if (owner?.standing !== 'active') return
    const before = await parts.drafts.find(id, owner.id)
    const usable = before?.media ?? (await mediaOf(parts, owner.id, purpose))
    const files = values[fieldIds.media]
    parts.drafts.keep({
      id,
      owner: before?.owner ?? owner.id,
      kind,
      values,
      // A form that opened before the files of its draft were fetched knows nothing of them.
      media:
        files?.type === 'files' && before === null
          ? usable.filter(({ sha256 }) => files.kept.includes(sha256))
          : usable,
      source: before?.source ?? 'typed',
      origin: before?.origin ?? null,
      updatedAt: parts.clock.now(),
    })
  } catch (fault) {
    parts.log.warn('a draft was not kept', { code: codeOf(fault) })
  }
}

/** The stored media that a form for a new request may keep: those of its draft, or of the request it was copied from. */
export async function mediaOf(
  parts: Parts,
  owner: string,
  { draft, from }: ComposePurpose,
): Promise<readonly Media[]> {
  const kept = draft === undefined ? null : await parts.drafts.find(draft, owner)
  if (kept !== null) return kept.media
  const request = from === undefined ? null : await loadRequest(parts.store, from)
  if (request === null || request.requester !== owner) return []
  const { content } = currentRevision(request)
  return content.kind === 'post' ? content.media : []
}
