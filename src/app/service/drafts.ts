import type { Media } from '../../domain/request/content.ts'
import { currentRevision, isOpen } from '../../domain/request/queries.ts'
import { draftIntro, draftOffer, draftWords, fileProblemText } from '../../view/drafts.ts'
import type { FormValues } from '../../view/form.ts'
import { fieldIds, valuesOf } from '../../view/forms.ts'
import { asPlain, type Rich } from '../../view/text.ts'
import { cleanText } from '../clean-text.ts'
import { fetchFiles, filesToFetch, withoutFiles } from '../drafts/files.ts'
import { loadRequest } from '../load.ts'
import type { Parts } from '../parts.ts'
import type { Draft, Person } from '../ports.ts'
import type { FilledForm, RefusedAnswer, Service } from '../service.ts'
import { refused } from './answers.ts'
import { asking } from './asking.ts'
import { mayNotAsk } from './compose.ts'
import { openForm } from './open-form.ts'

/** The longest text that a form takes over; it says so when more was there, because a form must stay usable. */
const longestText = 9000

export function composeFromMessage(parts: Parts): Service['composeFromMessage'] {
  return ({ identity, text, link, files }) =>
    asking(parts, identity, async (person) => {
      const refusal = mayNotAsk(await parts.directory.actorOf(person))
      if (refusal !== null) return refused(refusal, person.locale)
      // Somebody else may have written it: what nobody can see in it must not stand in the form either.
      const words = cleanText(text)
      const values: FormValues = {
        [fieldIds.text]: { type: 'text', text: words.slice(0, longestText).toWellFormed() },
        ...(link === null
          ? {}
          : { [fieldIds.link]: { type: 'text', text: cleanText(link, 'one') } as const }),
        [fieldIds.media]: { type: 'files', added: files, kept: [] },
      }
      const draft = newDraft(parts, person, { kind: 'post', values, source: 'message', origin: null })
      parts.drafts.keep(draft)
      const said = draftWords(person.locale)
      const cut = words.length > longestText ? [said.cut(longestText)] : []
      return opened(parts, person, draft, [said.fromMessage(), ...cut])
    })
}

export function continueDraft(parts: Parts): Service['continueDraft'] {
  return ({ identity, draft: id }) =>
    withDraft(parts, identity, id, async (draft, person) =>
      opened(parts, person, draft, [draftIntro(draft, readingOf(parts, person))]),
    )
}

export function fetchDraftFiles(parts: Parts): Service['fetchDraftFiles'] {
  return ({ identity, draft: id }) =>
    withDraft(parts, identity, id, async (before, person) => {
      const fetched = await fetchFiles(before, parts)
      // What was typed in the meantime counts, and so do files that were attached in it.
      const latest = (await parts.drafts.find(id, person.id)) ?? before
      const done = filesToFetch(before.values).map((file) => file.id)
      const draft: Draft = {
        ...latest,
        values: withoutFetched(latest.values, done),
        media: unique([...latest.media, ...fetched.draft.media]),
      }
      parts.drafts.keep(draft)
      const problems = fetched.problems.map((problem) => fileProblemText(problem, person.locale))
      return opened(parts, person, draft, [draftIntro(draft, readingOf(parts, person)), ...problems])
    })
}

export function discardDraft(parts: Parts): Service['discardDraft'] {
  return ({ identity, draft: id }) =>
    asking(parts, identity, async (person) => {
      if ((await parts.drafts.find(id, person.id)) !== null) await parts.drafts.drop(id)
      const { title, discarded } = draftWords(person.locale)
      return {
        outcome: 'discarded',
        locale: person.locale,
        title: asPlain(title),
        message: asPlain(discarded),
      } as const
    })
}

export function composeFromRequest(parts: Parts): Service['composeFromRequest'] {
  return ({ identity, request: id }) =>
    asking(parts, identity, async (person) => {
      const { locale } = person
      const refusal = mayNotAsk(await parts.directory.actorOf(person))
      if (refusal !== null) return refused(refusal, locale)
      const request = await loadRequest(parts.store, id)
      if (request === null) return refused({ code: 'unknown_request', params: {} }, locale)
      if (request.requester !== person.id) return refused({ code: 'not_requester', params: {} }, locale)
      if (isOpen(request)) return refused({ code: 'not_now', params: { status: request.status } }, locale)
      const { content } = currentRevision(request)
      const stored = content.kind === 'post' ? await stillStored(content.media, parts) : []
      const words = draftWords(locale)
      const gone = content.kind === 'post' && stored.length < content.media.length ? [words.mediaGone()] : []
      return openForm(parts, person, {
        kind: content.kind,
        draft: parts.ids.next(),
        from: request.id,
        values: valuesOf(content),
        media: stored,
        notes: [words.fromRequest(request.number), ...gone],
      })
    })
}

/** What the person may go on with, as a list. */
export async function offersFor(parts: Parts, person: Person, limit = 5) {
  const drafts = await parts.drafts.of(person.id, limit)
  return drafts.map((draft) => draftOffer(draft, readingOf(parts, person)))
}

export function newDraft(
  parts: Parts,
  { id: owner }: Pick<Person, 'id'>,
  about: Pick<Draft, 'kind' | 'values' | 'source' | 'origin'>,
): Draft {
  return { ...about, id: parts.ids.next(), owner, media: [], updatedAt: parts.clock.now() }
}

export const readingOf = (parts: Parts, { locale }: Pick<Person, 'locale'>) => ({
  locale,
  timezone: parts.organisation().timezone,
})

const opened = (parts: Parts, person: Person, draft: Draft, notes: readonly Rich[]): FilledForm =>
  openForm(parts, person, {
    kind: draft.kind,
    draft: draft.id,
    values: draft.values,
    media: draft.media,
    notes,
  })

function withDraft(
  parts: Parts,
  identity: Parameters<Service['continueDraft']>[0]['identity'],
  id: string,
  use: (draft: Draft, person: Person) => Promise<FilledForm>,
): Promise<FilledForm | RefusedAnswer> {
  return asking(parts, identity, async (person) => {
    const refusal = mayNotAsk(await parts.directory.actorOf(person))
    if (refusal !== null) return refused(refusal, person.locale)
    const draft = await parts.drafts.find(id, person.id)
    if (draft !== null) return use(draft, person)
    const asked = await loadRequest(parts.store, id)
    const code = asked?.requester === person.id ? 'already_exists' : 'draft_gone'
    return refused({ code, params: {} }, person.locale)
  })
}

function withoutFetched(values: FormValues, fetched: readonly string[]): FormValues {
  const rest = filesToFetch(values).filter(({ id }) => !fetched.includes(id))
  const others = withoutFiles(values)
  return rest.length === 0
    ? others
    : { ...others, [fieldIds.media]: { type: 'files', added: rest, kept: [] } }
}

const unique = (media: readonly Media[]): readonly Media[] =>
  media.filter((one, index) => media.findIndex(({ sha256 }) => sha256 === one.sha256) === index)

export async function stillStored(media: readonly Media[], { blobs }: Pick<Parts, 'blobs'>) {
  const found = await Promise.all(media.map(({ sha256 }) => blobs.get(sha256)))
  return media.filter((_, index) => found[index] !== null)
}
