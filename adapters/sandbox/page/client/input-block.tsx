import { useEffect, useId, useRef } from 'react'
import type { Json } from '../../protocol.ts'
import type { Input } from '../../slack-server/input.ts'
import { jsonAt, textAt } from '../../slack-server/json.ts'
import { act, type Place } from './api.ts'
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

/** Slack's client waits for a pause in typing, too. */
const pause = 400

/** Tells the app at once what is entered into a block that asks for it; no answer is shown. */
function useTelling(block: Json, place: Place, inputs: EnteredInputs): (input: Input) => void {
  const { user } = useClient()
  const waiting = useRef<number | undefined>(undefined)
  useEffect(() => () => window.clearTimeout(waiting.current), [])
  return (input) => {
    if (block.dispatch_action !== true) return
    const blockId = textAt(block, 'block_id') ?? ''
    const actionId = textAt(jsonAt(block, 'element') ?? {}, 'action_id') ?? ''
    const entered = { ...inputs.entered, [blockId]: { ...inputs.entered[blockId], [actionId]: input } }
    window.clearTimeout(waiting.current)
    waiting.current = window.setTimeout(
      () => void act.action(user, place, { blockId, actionId, input, inputs: entered }),
      pause,
    )
  }
}

/** A field of a modal with its label, its hint and what is wrong with it. */
export function InputBlock(props: {
  block: Json
  place: Place
  inputs: EnteredInputs
  error: string | null
}) {
  const { block, place, inputs, error } = props
  const { texts } = useClient()
  const tell = useTelling(block, place, inputs)
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
      change={(input) => {
        inputs.set(blockId, actionId, input)
        tell(input)
      }}
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
