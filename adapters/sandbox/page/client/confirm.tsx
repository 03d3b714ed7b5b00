import { useEffect, useRef } from 'react'
import type { Json } from '../../protocol.ts'
import { jsonAt, textAt } from '../../slack-server/json.ts'
import { useClient } from './context.ts'
import { StaticBlocks } from './static-blocks.tsx'

/** Slack's "are you sure?" before a button acts. */
export function Confirm(props: { confirm: Json; accept: () => void; refuse: () => void }) {
  const { texts } = useClient()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const said = (key: string) => {
    const object = jsonAt(props.confirm, key)
    return object ? (textAt(object, 'text') ?? '') : ''
  }
  const text = jsonAt(props.confirm, 'text')
  return (
    <dialog ref={dialog} className="confirm" aria-label={said('title')} onClose={props.refuse}>
      <h3>{said('title')}</h3>
      {text && <StaticBlocks blocks={[{ type: 'section', text }]} />}
      <div className="row end">
        <button type="button" className="plain-button" onClick={props.refuse}>
          {said('deny') || texts.cancel}
        </button>
        <button
          type="button"
          className={`plain-button ${textAt(props.confirm, 'style') === 'danger' ? 'danger-solid' : 'primary'}`}
          onClick={props.accept}
        >
          {said('confirm')}
        </button>
      </div>
    </dialog>
  )
}
