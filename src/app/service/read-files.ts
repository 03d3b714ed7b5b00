import type { Digest } from '../../domain/flavour.ts'
import type { Media } from '../../domain/request/content.ts'
import type { PlatformFile } from '../../view/form.ts'
import { cleanText } from '../clean-text.ts'
import type { Deps } from '../deps.ts'
import type { Problems } from './read-values.ts'

const longestName = 200
export const megabyte = 1024 * 1024

/**
 * The media of a revision: those kept from the one before, then those newly attached, fetched and stored under their
 * hashes. One that cannot be fetched is a problem of the field, and nothing that was typed is lost by it.
 */
export async function readFiles(
  field: string,
  entered: { readonly added: readonly PlatformFile[]; readonly kept: readonly Digest[] },
  before: readonly Media[],
  deps: Pick<Deps, 'attachments' | 'blobs' | 'organisation'>,
  problems: Problems,
): Promise<readonly Media[]> {
  const { maxBytes } = deps.organisation().media
  const added: Media[] = []
  // One after the other: the largest files of a form together would not fit into memory with those of other people.
  for (const { id } of entered.added) {
    const file = await fetchFile({ id }, deps)
    if (file.ok) added.push(file.media)
    else if (file.reason === 'too_large')
      problems.add(field, 'file_too_large', { max: Math.floor(maxBytes / megabyte) })
    else problems.add(field, 'file_unavailable')
  }
  const kept = before.filter(({ sha256 }) => entered.kept.includes(sha256))
  const all = [...kept, ...added]
  return all.filter((media, index) => all.findIndex(({ sha256 }) => sha256 === media.sha256) === index)
}

/** Fetches one file and stores it under its hash. */
export async function fetchFile(
  { id }: PlatformFile,
  deps: Pick<Deps, 'attachments' | 'blobs' | 'organisation'>,
): Promise<
  | { readonly ok: true; readonly media: Media }
  | { readonly ok: false; readonly reason: 'too_large' | 'unavailable' }
> {
  const { maxBytes } = deps.organisation().media
  const file = await deps.attachments.fetch({ id }, { maxBytes })
  if (!file.ok) return { ok: false, reason: file.reason === 'too_large' ? 'too_large' : 'unavailable' }
  if (file.bytes.byteLength > maxBytes) return { ok: false, reason: 'too_large' }
  const about = { mimeType: file.mimeType, name: nameOf(file.name), source: file.source }
  const sha256 = await deps.blobs.put(file.bytes, about)
  return {
    ok: true,
    media: { sha256, name: about.name, mimeType: about.mimeType, bytes: file.bytes.byteLength },
  }
}

const nameOf = (name: string) => cleanText(name, 'one').slice(0, longestName).toWellFormed() || 'file'
