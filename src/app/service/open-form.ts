import type { Media, RequestKind } from '../../domain/request/content.ts'
import { draftWords } from '../../view/drafts.ts'
import type { FormValues } from '../../view/form.ts'
import { composeForm, fillForm } from '../../view/forms.ts'
import type { Rich } from '../../view/text.ts'
import { filesToFetch } from '../drafts/files.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../ports.ts'
import type { FilledForm } from '../service.ts'
import { settingsOf } from './compose.ts'

/** What a form for a new request opens with. */
export interface Opening {
  readonly kind: RequestKind
  readonly draft: string
  /** The request whose stored media may be used again. */
  readonly from?: string
  readonly values: FormValues
  readonly media: readonly Media[]
  readonly notes: readonly Rich[]
}

export function openForm(parts: Parts, person: Person, opening: Opening): FilledForm {
  const { kind, draft, from, values, media, notes } = opening
  const { locale } = person
  const form = fillForm(composeForm(kind, locale, settingsOf(parts)), values, media)
  const files = kind === 'post' ? filesToFetch(values).length : 0
  const waiting = files === 0 ? [] : [draftWords(locale).fetching(files)]
  return {
    outcome: 'form',
    form: {
      ...form,
      purpose: { type: 'compose', kind, draft, ...(from === undefined ? {} : { from }) },
      intro: [...form.intro, ...notes, ...waiting],
    },
    draft,
    fetching: files > 0,
  }
}
