import { useId } from 'react'
import type { Json } from '../../protocol.ts'
import { jsonAt, textAt } from '../../slack-server/json.ts'
import { useClient } from './context.ts'
import { Field } from './field.tsx'
import { WarnIcon } from './icons.tsx'
import type { EnteredInputs } from './use-inputs.ts'

/** Fields made of several controls are named by a legend, all others by a label. */
const grouped = new Set([
  'radio_buttons',
  'checkboxes',
  'multi_static_select',
  'multi_users_select',
  'file_input',
])

/** A field of a modal with its label, its hint and what is wrong with it. */
export function InputBlock(props: { block: Json; inputs: EnteredInputs; error: string | null }) {
  const { block, inputs, error } = props
  const { texts } = useClient()
  const id = useId()
  const element = jsonAt(block, 'element')
  if (!element) return null
  const blockId = textAt(block, 'block_id') ?? ''
  const actionId = textAt(element, 'action_id') ?? ''
  const hint = textAt(jsonAt(block, 'hint') ?? {}, 'text')
  const described = [hint === null ? '' : `${id}-hint`, error === null ? '' : `${id}-error`].join(' ').trim()
  const isGroup = grouped.has(textAt(element, 'type') ?? '')
  const label = (
    <>
      {textAt(jsonAt(block, 'label') ?? {}, 'text')}{' '}
      {block.optional === true && <span className="optional">{texts.optional}</span>}
    </>
  )
  const field = (
    <Field
      element={element}
      value={inputs.get(blockId, actionId, element)}
      change={(input) => inputs.set(blockId, actionId, input)}
      names={{ id, describedBy: described, invalid: error !== null, required: block.optional !== true }}
    />
  )
  const below = (
    <>
      {hint !== null && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error !== null && (
        <p className="field-error" id={`${id}-error`}>
          <WarnIcon />
          {error}
        </p>
      )}
    </>
  )
  const className = error === null ? 'input-block' : 'input-block invalid'
  if (isGroup)
    return (
      <fieldset className={className} data-block={blockId} aria-describedby={described || undefined}>
        <legend>{label}</legend>
        {field}
        {below}
      </fieldset>
    )
  return (
    <div className={className} data-block={blockId}>
      <label htmlFor={id}>{label}</label>
      {field}
      {below}
    </div>
  )
}
