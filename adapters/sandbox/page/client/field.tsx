import type { Json } from '../../protocol.ts'
import { type Input, isTexts, optionsOf } from '../../slack-server/input.ts'
import { jsonAt, textAt } from '../../slack-server/json.ts'
import { Choices, Menu, type Option } from './choices.tsx'
import { useClient, usePage } from './context.ts'
import { fieldOfSeconds, secondsOfField } from './dates.ts'
import { FileField } from './file-field.tsx'

/** How a control is named and described to assistive technology. */
export interface Names {
  readonly id?: string
  readonly label?: string
  readonly describedBy?: string
  readonly invalid?: boolean
  readonly required?: boolean
}

export interface FieldProps {
  readonly element: Json
  readonly value: Input
  readonly change: (input: Input) => void
  readonly names: Names
}

export const attributes = (names: Names) => ({
  id: names.id,
  'aria-label': names.label,
  'aria-describedby': names.describedBy || undefined,
  'aria-invalid': names.invalid || undefined,
  'aria-required': names.required || undefined,
})

const text = (value: Input) => (value === null ? '' : String(value))
const texts = (value: Input) => (isTexts(value) ? value : [])

const optionOf = (json: Json): Option => ({
  value: textAt(json, 'value') ?? '',
  label: textAt(jsonAt(json, 'text') ?? {}, 'text') ?? '',
  description: textAt(jsonAt(json, 'description') ?? {}, 'text'),
})

/** Any input element, with the browser's own controls wherever there is one: they are what assistive tools know. */
export function Field({ element, value, change, names }: FieldProps) {
  const { timezone } = useClient()
  const people = usePeople()
  const placeholder = textAt(jsonAt(element, 'placeholder') ?? {}, 'text') ?? undefined
  const same = { ...attributes(names), placeholder }
  const options = optionsOf(element).map(optionOf)
  const simple = (type: string) => (
    <input
      {...same}
      type={type}
      className="control"
      value={text(value)}
      onChange={(event) => change(event.target.value === '' ? null : event.target.value)}
    />
  )
  switch (element.type) {
    case 'plain_text_input':
      return <TextField element={element} value={value} change={change} names={names} />
    case 'url_text_input':
      return simple('url')
    case 'email_text_input':
      return simple('email')
    case 'number_input':
      return simple('number')
    case 'datepicker':
      return simple('date')
    case 'timepicker':
      return simple('time')
    case 'datetimepicker':
      return (
        <input
          {...same}
          type="datetime-local"
          className="control short"
          value={typeof value === 'number' ? fieldOfSeconds(value, timezone) : ''}
          onChange={(event) => change(secondsOfField(event.target.value, timezone))}
        />
      )
    case 'static_select':
      return (
        <Menu options={options} value={text(value)} change={change} names={names} placeholder={placeholder} />
      )
    case 'users_select':
      return (
        <Menu options={people} value={text(value)} change={change} names={names} placeholder={placeholder} />
      )
    case 'radio_buttons':
      return (
        <Choices
          options={options}
          value={[text(value)]}
          change={([one]) => change(one ?? null)}
          names={names}
          single
        />
      )
    case 'checkboxes':
    case 'multi_static_select':
      return <Choices options={options} value={texts(value)} change={change} names={names} />
    case 'multi_users_select':
      return <Choices options={people} value={texts(value)} change={change} names={names} />
    case 'file_input':
      return <FileField element={element} value={texts(value)} change={change} names={names} />
    default:
      return <CannotDraw />
  }
}

function CannotDraw() {
  const client = useClient()
  return <p className="trouble">{client.texts.cannotDraw}</p>
}

function usePeople(): readonly Option[] {
  const { snapshot } = usePage()
  return snapshot.personas.map((one) => ({ value: one.id, label: one.name, description: null }))
}

/** From this many characters before the limit on, the rest is counted. */
const countFrom = 200

function TextField({ element, value, change, names }: FieldProps) {
  const client = useClient()
  const most = typeof element.max_length === 'number' ? element.max_length : 3_000
  const left = most - [...text(value)].length
  const placeholder = textAt(jsonAt(element, 'placeholder') ?? {}, 'text') ?? undefined
  const same = { ...attributes(names), placeholder, className: 'control', value: text(value) }
  return (
    <>
      {element.multiline === true ? (
        <textarea {...same} rows={4} onChange={(event) => change(event.target.value)} />
      ) : (
        <input {...same} type="text" onChange={(event) => change(event.target.value)} />
      )}
      {left < Math.min(countFrom, most / 4) && (
        <p className={left < 0 ? 'count over' : 'count'}>{client.texts.charactersLeft(left)}</p>
      )}
    </>
  )
}
