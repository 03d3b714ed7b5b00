import { useId } from 'react'
import { useClient } from './context.ts'
import { attributes, type Names } from './field.tsx'

export interface Option {
  readonly value: string
  readonly label: string
  readonly description: string | null
}

export function Menu(props: {
  options: readonly Option[]
  value: string
  change: (value: string | null) => void
  names: Names
  placeholder: string | undefined
}) {
  const { texts } = useClient()
  return (
    <select
      {...attributes(props.names)}
      className="control"
      value={props.value}
      onChange={(event) => props.change(event.target.value || null)}
    >
      <option value="">{props.placeholder ?? texts.choose}</option>
      {props.options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
          {option.description === null ? '' : ` – ${option.description}`}
        </option>
      ))}
    </select>
  )
}

/** Radio buttons or checkboxes; long lists of them scroll. */
export function Choices(props: {
  options: readonly Option[]
  value: readonly string[]
  change: (value: readonly string[]) => void
  names: Names
  single?: boolean
}) {
  const name = useId()
  const { options, value, change, names, single } = props
  const toggle = (one: string) => {
    if (single) change([one])
    else change(value.includes(one) ? value.filter((each) => each !== one) : [...value, one])
  }
  return (
    <div className={options.length > 7 ? 'choices long' : 'choices'}>
      {options.map((option) => (
        <label key={option.value} className="check">
          <input
            type={single ? 'radio' : 'checkbox'}
            name={name}
            checked={value.includes(option.value)}
            aria-describedby={names.describedBy || undefined}
            aria-invalid={names.invalid || undefined}
            onChange={() => toggle(option.value)}
          />
          <span>
            {option.label}
            {option.description !== null && <small>{option.description}</small>}
          </span>
        </label>
      ))}
    </div>
  )
}
