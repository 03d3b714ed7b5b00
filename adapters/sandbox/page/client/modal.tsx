import { useEffect, useId, useRef, useState } from 'react'
import type { ViewView } from '../../protocol.ts'
import { jsonAt, listAt, textAt } from '../../slack-server/json.ts'
import { act, type Outcome } from './api.ts'
import { Blocks } from './blocks.tsx'
import { useClient } from './context.ts'
import { BackIcon, CheckIcon, CloseIcon, WarnIcon } from './icons.tsx'
import type { Texts } from './texts.ts'
import { useInputs } from './use-inputs.ts'

const label = (view: ViewView, key: string): string | null => {
  const object = jsonAt(view.definition, key)
  return object && textAt(object, 'text')
}

function errorsOf(outcome: Outcome, texts: Texts): Readonly<Record<string, string>> {
  if (outcome.outcome === 'errors') return outcome.errors
  if (outcome.outcome !== 'invalid') return {}
  return Object.fromEntries(
    Object.entries(outcome.problems).map(([block, { code, limit }]) => {
      const said = texts.fields[code]
      return [block, typeof said === 'function' ? said(limit ?? 0) : said]
    }),
  )
}

const focusable = 'input, textarea, select, button'

/** Slack's modal: the topmost of at most three. Only this person's client waits for it. */
export function Modal({ view, depth }: { view: ViewView; depth: number }) {
  const { user, texts } = useClient()
  const titleId = useId()
  const dialog = useRef<HTMLDivElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const blocks = listAt(view.definition, 'blocks')
  const inputs = useInputs(blocks)
  const [sending, setSending] = useState(false)
  const [outcome, setOutcome] = useState<Outcome>({ outcome: 'done' })
  const errors = errorsOf(outcome, texts)
  const submit = label(view, 'submit')

  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>(focusable) ?? dialog.current
    first?.focus({ preventScroll: true })
  }, [])
  const firstError = Object.keys(errors)[0]
  useEffect(() => {
    if (firstError === undefined) return
    const field = dialog.current?.querySelector<HTMLElement>(`[data-block="${CSS.escape(firstError)}"]`)
    field?.scrollIntoView({ block: 'center' })
    field?.querySelector<HTMLElement>(focusable)?.focus({ preventScroll: true })
  }, [firstError])

  const close = (all: boolean) => act.close(user, view.id, all)
  const send = async (event: React.FormEvent) => {
    event.preventDefault()
    if (sending) return
    setSending(true)
    setOutcome({ outcome: 'done' })
    const answered = await act.submit(user, view.id, inputs.entered)
    setOutcome(answered)
    setSending(false)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only catches Escape from within the dialog.
    <div className="modal-veil" onKeyDown={(event) => event.key === 'Escape' && close(false)}>
      <div className="modal" role="dialog" aria-labelledby={titleId} ref={dialog} tabIndex={-1}>
        <header className="modal-head">
          {depth > 1 ? (
            <button type="button" className="quiet icon" aria-label={texts.back} onClick={() => close(false)}>
              <BackIcon />
            </button>
          ) : (
            <span className="avatar small app" aria-hidden="true">
              <CheckIcon />
            </span>
          )}
          <h3 id={titleId}>{label(view, 'title') ?? ''}</h3>
          <button type="button" className="quiet icon" aria-label={texts.close} onClick={() => close(true)}>
            <CloseIcon />
          </button>
        </header>
        <form className="modal-form" ref={form} onSubmit={send} noValidate>
          <div className="modal-body">
            {outcome.outcome === 'failed' && (
              <p className="trouble box" role="alert">
                <WarnIcon />
                <span>
                  {texts.trouble} {texts.problems[outcome.problem]}
                </span>
              </p>
            )}
            <Blocks blocks={blocks} place={{ view: view.id }} inputs={inputs} errors={errors} />
          </div>
          <footer className="modal-foot">
            <button type="button" className="plain-button" onClick={() => close(false)}>
              {label(view, 'close') ?? texts.close}
            </button>
            {submit !== null && (
              <button type="submit" className="plain-button primary" disabled={sending}>
                {sending && <span className="spinner" aria-hidden="true" />}
                {submit}
              </button>
            )}
          </footer>
        </form>
      </div>
    </div>
  )
}
