import {
  type ChannelContent,
  type Content,
  mfaMethods,
  type PostContent,
  personalDataLevels,
  postFeatures,
  type RequestKind,
} from '../../domain/request/content.ts'
import { type Messages, messagesIn } from '../catalogue.ts'
import type { Field, Form } from '../form.ts'
import { asPlain, type Locale } from '../text.ts'
import { fieldIds } from './field-ids.ts'
import {
  choiceField,
  choicesField,
  filesField,
  instantField,
  lengths,
  lineField,
  mostCheckboxes,
  optionOf,
  optionsOf,
  paragraphField,
  urlField,
} from './fields.ts'
import type { FormSettings } from './settings.ts'

type Sections = Form['sections']
type Words = keyof Messages['forms']['field']

/**
 * The form for a new request. Field ids are those of `fieldIds`; the app reads them back by these names.
 * `prefill` for "use as template" and drafts.
 */
export function composeForm(
  kind: RequestKind,
  locale: Locale,
  settings: FormSettings,
  prefill?: Content,
): Form {
  const { forms } = messagesIn(locale)
  const { title, submit } = forms.compose[kind]
  return {
    purpose: { type: 'compose', kind },
    locale,
    title: asPlain(title),
    submit: asPlain(submit),
    cancel: asPlain(forms.cancel),
    intro: [forms.intro.compose()],
    sections: [...contentSections(kind, locale, settings, prefill), informing(messagesIn(locale))],
  }
}

/** Not content: a revision asks nobody again, and approvers do not decide about it. */
const informing = ({ forms }: Messages): Sections[number] => ({
  title: asPlain(forms.section.informing),
  fields: [
    paragraphField({ id: fieldIds.keepInformed, words: forms.field.keepInformed, required: false }, ''),
  ],
})

/** Every field of a content; `prefill` of another kind is no help and is left out. */
export function contentSections(
  kind: RequestKind,
  locale: Locale,
  settings: FormSettings,
  prefill?: Content,
): Sections {
  const messages = messagesIn(locale)
  switch (kind) {
    case 'post':
      return postSections(messages, settings, prefill?.kind === 'post' ? prefill : undefined)
    case 'channel':
      return channelSections(messages, settings, prefill?.kind === 'channel' ? prefill : undefined)
    default:
      return kind satisfies never
  }
}

const platformsOf = ({ platforms }: FormSettings) => platforms.map(({ id, name }) => optionOf(id, name))

function postSections({ forms, terms }: Messages, settings: FormSettings, from?: PostContent): Sections {
  const basis = (id: string, words: Words, required = true) => ({ id, words: forms.field[words], required })
  const media = { id: fieldIds.media, words: forms.media(settings.maxFiles), required: false }
  return [
    {
      title: null,
      fields: [
        choicesField(basis(fieldIds.channels, 'channels'), platformsOf(settings), from?.channels ?? []),
        paragraphField(basis(fieldIds.text, 'text'), from?.text, lengths.post),
        filesField(media, settings.maxFiles, from?.media ?? []),
        urlField(basis(fieldIds.link, 'link', false), from?.link ?? ''),
        choicesField(
          basis(fieldIds.features, 'features', false),
          optionsOf(postFeatures, terms.feature),
          from?.features ?? [],
        ),
      ],
    },
    {
      title: asPlain(forms.section.planning),
      fields: [
        instantField(basis(fieldIds.slot, 'slot', false), from?.slot ?? null),
        ...needFields(forms, from),
        lineField(basis(fieldIds.audience, 'audience'), from?.audience),
      ],
    },
  ]
}

function needFields({ field }: Messages['forms'], from?: Content): readonly Field[] {
  return [
    paragraphField({ id: fieldIds.needWhy, words: field.needWhy, required: true }, from?.need.why),
    paragraphField({ id: fieldIds.needIfLate, words: field.needIfLate, required: true }, from?.need.ifLate),
  ]
}

function channelSections(
  { forms, terms }: Messages,
  settings: FormSettings,
  from?: ChannelContent,
): Sections {
  const basis = (id: string, words: Words, required = true) => ({ id, words: forms.field[words], required })
  const line = (id: string, words: Words, value?: string) => lineField(basis(id, words), value)
  const paragraph = (id: string, words: Words, value?: string) => paragraphField(basis(id, words), value)
  const platforms = platformsOf(settings)
  const asRadio = platforms.length <= mostCheckboxes ? 'radio' : 'menu'
  return [
    {
      title: asPlain(forms.section.goal),
      fields: [
        choiceField(basis(fieldIds.platform, 'platform'), platforms, from?.platform ?? null, asRadio),
        line(fieldIds.handle, 'handle', from?.handle),
        paragraph(fieldIds.purpose, 'purpose', from?.purpose),
        ...needFields(forms, from),
        line(fieldIds.audience, 'audience', from?.audience),
      ],
    },
    {
      title: asPlain(forms.section.security),
      fields: [
        line(fieldIds.owner, 'owner', from?.owner),
        line(fieldIds.deputy, 'deputy', from?.deputy),
        paragraph(fieldIds.access, 'access', from?.access),
        choiceField(basis(fieldIds.mfa, 'mfa'), optionsOf(mfaMethods, terms.mfa), from?.mfa ?? null, 'radio'),
        line(fieldIds.recoveryContact, 'recoveryContact', from?.recoveryContact),
        paragraph(fieldIds.tools, 'tools', from?.tools),
      ],
    },
    {
      title: asPlain(forms.section.operation),
      fields: [
        choiceField(
          basis(fieldIds.personalData, 'personalData'),
          optionsOf(personalDataLevels, terms.personalData),
          from?.personalData ?? null,
          'radio',
        ),
        paragraph(fieldIds.staffing, 'staffing', from?.staffing),
        paragraph(fieldIds.retirement, 'retirement', from?.retirement),
      ],
    },
  ]
}
