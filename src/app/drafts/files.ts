import type { Media } from '../../domain/request/content.ts'
import type { FileProblem } from '../../view/drafts.ts'
import type { FormValues, PlatformFile } from '../../view/form.ts'
import { fieldIds } from '../../view/forms.ts'
import type { Deps } from '../deps.ts'
import type { Draft } from '../ports.ts'
import { fetchFile, megabyte } from '../service/read-files.ts'

/** Files of a draft that the platform names and that are not fetched yet. */
export function filesToFetch(values: FormValues): readonly PlatformFile[] {
  const value = values[fieldIds.media]
  return value?.type === 'files' ? value.added : []
}

/** The values without files that wait to be fetched; the stored ones are the draft's media. */
export function withoutFiles(values: FormValues): FormValues {
  const { [fieldIds.media]: _files, ...rest } = values
  return rest
}

/** The draft with its files fetched and stored, and what could not be taken. */
export async function fetchFiles(
  draft: Draft,
  deps: Pick<Deps, 'attachments' | 'blobs' | 'organisation'>,
): Promise<{ readonly draft: Draft; readonly problems: readonly FileProblem[] }> {
  const { maxBytes, maxFiles } = deps.organisation().media
  const media: Media[] = [...draft.media]
  const problems: FileProblem[] = []
  const wanted = filesToFetch(draft.values)
  for (const [index, file] of wanted.entries()) {
    if (media.length >= maxFiles) {
      problems.push({ problem: 'too_many', most: maxFiles, left: wanted.length - index })
      break
    }
    const fetched = await fetchFile(file, deps)
    if (fetched.ok) {
      if (!media.some(({ sha256 }) => sha256 === fetched.media.sha256)) media.push(fetched.media)
    } else if (fetched.reason === 'too_large')
      problems.push({
        problem: 'too_large',
        name: file.name ?? '',
        megabytes: Math.floor(maxBytes / megabyte),
      })
    else problems.push({ problem: 'not_fetched', name: file.name ?? '' })
  }
  return { draft: { ...draft, values: withoutFiles(draft.values), media }, problems }
}
