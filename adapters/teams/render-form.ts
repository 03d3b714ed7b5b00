/** A form as a dialog. `form-values.ts` reads the answers back by the ids that are given here. */
import { wallClockAt } from '../../src/calendar/wall-clock.ts'
import type { Field, FieldErrors, FieldOption, Form } from '../../src/view/form.ts'
import type { Locale } from '../../src/view/text.ts'
import { visible } from '../../src/view/visible.ts'
import { words } from '../../src/view/words.ts'
import { formData, pageData } from './button.ts'
import type { ChoiceSetInput, Element, Input, RichTextBlock } from './card-json.ts'
import { bullets, cardOf, elementsOf, lines, subtle } from './elements.ts'
import { heading, isInert, plainText, richRuns, runs, shortText, textBlock } from './escape.ts'
import { limits } from './limits.ts'
import type { Dialog } from './render.ts'

/** The ids of inputs say what kind of answer comes back: submitted data are flat strings. */
export const inputKinds = ['text', 'choice', 'choices', 'date', 'time', 'kept', 'links'] as const
export type InputKind = (typeof inputKinds)[number]
export const inputId = (kind: InputKind, field: string): string => `${kind}:${field}`

export interface FormContext {
  /** IANA name: dates are entered as clocks there show them. */
  readonly timezone: string
  /** Tells this opening of the form from every other one; letters, digits, `-` and `_`. */
  readonly opening: string
  /** What was wrong with what was sent; the form then holds what was typed. `''` is about all of it. */
  readonly errors: FieldErrors
  /**
   * Teams' dialogs take no files. `links`: addresses may be typed instead; `chat`: files that are sent to the bot are
   * added to the draft.
   */
  readonly files: readonly ('links' | 'chat')[]
}

interface Drawing {
  readonly locale: Locale
  readonly context: FormContext
}

/** Everything that inputs have in common. A label is drawn without markup. */
function base(kind: InputKind, field: Field, locale: Locale, label: string = field.label) {
  return {
    id: inputId(kind, field.id),
    label: shortText(label, 300),
    spacing: 'Medium' as const,
    ...(field.required ? { isRequired: true as const, errorMessage: words(locale).required } : {}),
  }
}

function textInput(field: Field & { type: 'text' }, { locale }: Drawing): Input {
  return {
    type: 'Input.Text',
    ...base('text', field, locale),
    ...(field.lines === 'many' ? { isMultiline: true } : {}),
    maxLength: Math.max(field.maxLength, field.value.length, 1),
    ...(field.value === '' ? {} : { value: field.value }),
  }
}

/** Not `Url` style: some clients then refuse what the server would explain. */
const urlInput = (field: Field & { type: 'url' }, { locale }: Drawing): Input => ({
  type: 'Input.Text',
  ...base('text', field, locale),
  ...(field.value === '' ? {} : { value: field.value }),
})

/** In the value of several choices they are parted by commas. */
export const optionValue = (id: string): string => encodeURIComponent(id.toWellFormed())

/** Unfolded options draw markup: where one could be markup, all are numbered and stand above the input in full. */
function titlesOf(
  options: readonly { readonly label: string }[],
  unfolded: boolean,
  locale: Locale,
): { readonly titles: readonly string[]; readonly inFull: readonly RichTextBlock[] } {
  const asTyped = options.map(({ label }) => shortText(label, 500))
  if (!unfolded || options.every(({ label }) => isInert(visible(label))))
    return { titles: asTyped, inFull: [] }
  const full = options.map(({ label }, index) => [...runs(`${index + 1}. `), ...runs(label)])
  return {
    titles: options.map((_, index) => `${index + 1}`),
    inFull: lines([runs(`${words(locale).chooseFrom}:`), ...full]),
  }
}

function choiceElements(
  field: Field & { type: 'choice' | 'choices' },
  { locale }: Drawing,
): (Element | null)[] {
  const { options } = field
  if (options.length === 0) return []
  const several = field.type === 'choices'
  const unfolded = field.as !== 'menu' && options.length <= limits.choices.expanded
  const { titles, inFull } = titlesOf(options, unfolded || several, locale)
  const chosen: readonly string[] = several ? field.value : field.value === null ? [] : [field.value]
  const input: ChoiceSetInput = {
    type: 'Input.ChoiceSet',
    ...base(several ? 'choices' : 'choice', field, locale),
    style: unfolded ? 'expanded' : options.length > limits.choices.expanded ? 'filtered' : 'compact',
    ...(several ? { isMultiSelect: true } : {}),
    wrap: true,
    choices: choicesOf(options, titles),
    ...(chosen.length === 0 ? {} : { value: chosen.map(optionValue).join(',') }),
  }
  return [...inFull, input]
}

const choicesOf = (options: readonly Pick<FieldOption, 'id'>[], titles: readonly string[]) =>
  options.map(({ id }, index) => ({ title: titles[index] ?? '–', value: optionValue(id) }))

function instantElements(
  field: Field & { type: 'instant' },
  { locale, context }: Drawing,
): (Element | null)[] {
  const said = words(locale)
  const shown = field.value === null ? null : wallClockAt(context.timezone, field.value)
  return [
    {
      type: 'Input.Date',
      ...base('date', field, locale, `${field.label}: ${said.date}`),
      ...(shown === null ? {} : { value: shown.date }),
    },
    {
      type: 'Input.Time',
      ...base('time', field, locale, `${field.label}: ${said.time}`),
      spacing: 'Small',
      ...(shown === null ? {} : { value: shown.time }),
    },
    subtle(said.inZone(context.timezone)),
  ]
}

function filesElements(field: Field & { type: 'files' }, { locale, context }: Drawing): (Element | null)[] {
  const said = words(locale)
  const { required: _, ...optional } = field
  const about = { ...optional, required: false }
  const stored = titlesOf(
    field.value.map(({ name }) => ({ label: name })),
    true,
    locale,
  )
  const kept: readonly (Element | null)[] =
    field.value.length === 0
      ? []
      : [
          ...stored.inFull,
          {
            type: 'Input.ChoiceSet',
            ...base('kept', about, locale, `${field.label}: ${said.keptFiles}`),
            style: 'expanded',
            isMultiSelect: true,
            wrap: true,
            choices: choicesOf(
              field.value.map(({ sha256 }) => ({ id: sha256 })),
              stored.titles,
            ),
            value: field.value.map(({ sha256 }) => optionValue(sha256)).join(','),
          },
          subtle(said.keptFilesHint),
        ]
  return [
    ...kept,
    ...(field.value.length === 0 ? lines([runs(field.label, { weight: 'Bolder' })], 'Medium') : []),
    context.files.includes('chat') ? subtle(said.filesByChat) : null,
    context.files.includes('links')
      ? {
          type: 'Input.Text',
          ...base('links', about, locale, said.fileLinks),
          spacing: 'Small',
          isMultiline: true,
        }
      : null,
    context.files.length === 0 ? subtle(said.noFiles) : null,
  ]
}

function inputElements(field: Field, drawing: Drawing): readonly (Element | null)[] {
  switch (field.type) {
    case 'text':
      return [textInput(field, drawing)]
    case 'url':
      return [urlInput(field, drawing)]
    case 'choice':
    case 'choices':
      return choiceElements(field, drawing)
    case 'instant':
      return instantElements(field, drawing)
    case 'files':
      return filesElements(field, drawing)
    default:
      return field satisfies never
  }
}

const errorElement = (text: string): Element | null =>
  textBlock(runs(text, { color: 'Attention', weight: 'Bolder' }), 'Medium')

/** A field with what is wrong with it above, where a reader and a screen reader come first, and its hint below. */
function fieldElements(field: Field, drawing: Drawing): (Element | null)[] {
  const wrong = drawing.context.errors[field.id]
  return [
    wrong === undefined ? null : errorElement(`⚠ ${field.label}: ${wrong}`),
    ...inputElements(field, drawing),
    field.hint === undefined || field.hint === '' ? null : subtle(field.hint),
  ]
}

/** A request that the form is about: the whole row opens all of it. */
const aboutElement = ({
  request,
  lines: said,
  details,
}: NonNullable<Form['sections'][number]['about']>): Element => ({
  type: 'ColumnSet',
  spacing: 'Medium',
  separator: true,
  selectAction: { type: 'Action.Submit', title: details, data: pageData({ request, page: 0 }) },
  columns: [
    {
      type: 'Column',
      width: 'stretch',
      items: lines(
        said.map((line, index) => richRuns(line, index === 1 ? { isSubtle: true } : {})),
        'None',
      ),
    },
  ],
})

/** What is wrong in general, or with something that the form does not ask for any more. */
function generalErrors(form: Form, { errors }: FormContext): (Element | null)[] {
  if (Object.keys(errors).length === 0) return []
  const asked = form.sections.flatMap(({ fields }) => fields.map(({ id }) => id))
  const others = Object.entries(errors).flatMap(([id, text]) => (asked.includes(id) ? [] : [text]))
  return [
    {
      type: 'Container',
      style: 'attention',
      items: elementsOf([
        ...lines(
          [...(others.length === 0 ? [words(form.locale).checkFields] : []), ...others].map((text) =>
            runs(text, { weight: 'Bolder' }),
          ),
          'None',
        ),
      ]),
    },
  ]
}

/** The dialog that asks what the form asks. What the form is for travels in the data of its button. */
export function renderForm(form: Form, context: FormContext): Dialog {
  const drawing = { locale: form.locale, context }
  const intro = form.intro.map((line) => richRuns(line))
  const body = elementsOf([
    ...generalErrors(form, context),
    ...(intro.length > 3 ? bullets(intro) : lines(intro)),
    ...form.sections.flatMap((section) => [
      section.title === null ? null : heading(section.title, 'Default', 'Large'),
      section.about === undefined ? null : aboutElement(section.about),
      ...section.fields.flatMap((field) => fieldElements(field, drawing)),
    ]),
  ])
  const inputs = body.flatMap((element) => (element.type.startsWith('Input.') ? (element.id ?? []) : []))
  return {
    title: shortText(form.title, limits.dialog.title),
    width: 'medium',
    height: inputs.length > 3 ? 'large' : 'medium',
    card: cardOf(form.locale, form.title, body, [
      {
        type: 'Action.Submit',
        title: shortText(plainText(form.submit), limits.actions.title),
        style: 'positive',
        data: {
          ...formData({ purpose: form.purpose, locale: form.locale }, context.timezone, context.opening),
          inputs,
        },
      },
    ]),
  }
}
