import { useEffect, useRef, useState } from 'react'
import type { Json } from '../../protocol.ts'
import type { Input } from '../../slack-server/input.ts'
import { jsonAt, listAt, textAt } from '../../slack-server/json.ts'
import { act, type Place, type Problem } from './api.ts'
import { Confirm } from './confirm.tsx'
import { useClient, usePage } from './context.ts'
import { Field } from './field.tsx'
import { MoreIcon, WarnIcon } from './icons.tsx'
import { matches } from './pointing.ts'
import { Popover } from './popover.tsx'
import type { EnteredInputs } from './use-inputs.ts'

const said = (object: Json | null) => (object ? (textAt(object, 'text') ?? '') : '')

/** An element that tells the app at once: a button, or a choice outside of an input block. */
export function ActingElement(props: {
  blockId: string
  element: Json
  place: Place
  inputs: EnteredInputs
}) {
  const { blockId, element, place, inputs } = props
  const { user, texts } = useClient()
  const [waiting, setWaiting] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [asking, setAsking] = useState<{ input: Input } | null>(null)
  const actionId = textAt(element, 'action_id') ?? ''
  const confirm = jsonAt(element, 'confirm')

  const run = async (input: Input) => {
    setAsking(null)
    setProblem(null)
    setWaiting(true)
    const inputsNow = { ...inputs.entered, [blockId]: { ...inputs.entered[blockId], [actionId]: input } }
    const outcome = await act.action(user, place, { blockId, actionId, input, inputs: inputsNow })
    setProblem(outcome.outcome === 'failed' ? outcome.problem : null)
    setWaiting(false)
  }
  const choose = (input: Input) => {
    if (element.type !== 'button' && element.type !== 'overflow') inputs.set(blockId, actionId, input)
    if (confirm) setAsking({ input })
    else void run(input)
  }
  return (
    <span className={problem ? 'act failed' : 'act'}>
      {element.type === 'button' ? (
        <ActButton element={element} waiting={waiting} click={() => choose(null)} />
      ) : element.type === 'overflow' ? (
        <Overflow element={element} choose={choose} />
      ) : (
        <Field
          element={element}
          value={inputs.get(blockId, actionId, element)}
          change={choose}
          names={{ label: said(jsonAt(element, 'placeholder')) || texts.choose }}
        />
      )}
      {problem && (
        <span className="trouble" role="alert" title={texts.problems[problem]}>
          <WarnIcon />
          {texts.notResponding}
        </span>
      )}
      {asking && confirm && (
        <Confirm confirm={confirm} accept={() => run(asking.input)} refuse={() => setAsking(null)} />
      )}
    </span>
  )
}

function ActButton({ element, waiting, click }: { element: Json; waiting: boolean; click: () => void }) {
  const { user } = useClient()
  const { target } = usePage()
  const actionId = textAt(element, 'action_id') ?? ''
  const wanted = target?.type === 'button' && target.user === user && matches(target.action, actionId)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (wanted) button.current?.scrollIntoView({ block: 'nearest' })
  }, [wanted])
  const url = textAt(element, 'url')
  return (
    <button
      ref={button}
      type="button"
      data-action={actionId}
      className={`plain-button ${textAt(element, 'style') ?? ''} ${wanted ? 'pointed' : ''}`}
      aria-label={textAt(element, 'accessibility_label') ?? undefined}
      aria-busy={waiting}
      onClick={() => {
        if (url !== null && /^https?:/i.test(url)) window.open(url, '_blank', 'noopener')
        click()
      }}
    >
      {waiting && <span className="spinner" aria-hidden="true" />}
      {said(jsonAt(element, 'text'))}
    </button>
  )
}

function Overflow({ element, choose }: { element: Json; choose: (input: Input) => void }) {
  const { texts } = useClient()
  return (
    <Popover icon={<MoreIcon />} label={texts.moreActions} buttonClass="plain-button icon" place="end menu">
      {(close) =>
        listAt(element, 'options').map((option) => (
          <button
            key={textAt(option, 'value')}
            type="button"
            onClick={() => {
              close()
              choose(textAt(option, 'value'))
            }}
          >
            {said(jsonAt(option, 'text'))}
          </button>
        ))
      }
    </Popover>
  )
}
