import { useEffect, useId, useRef } from 'react'
import type { TeamsDialogView } from '../../protocol.ts'
import { useClient } from './context.ts'
import { CheckIcon, CloseIcon } from './icons.tsx'
import { type TeamsOutcome, teamsAct } from './teams-api.ts'
import { type Press, TeamsCard } from './teams-card.tsx'

/** A dialog in front of somebody's Teams. Only this person's client waits for it. */
export function TeamsDialog({ dialog, tell }: { dialog: TeamsDialogView; tell: (told: string) => void }) {
  const { user, texts } = useClient()
  const titleId = useId()
  const window = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const fields = window.current?.querySelector<HTMLElement>('.teams-cards :is(input, textarea, select)')
    const field = fields ?? window.current
    field?.focus({ preventScroll: true })
  }, [])
  const close = () => void teamsAct.closes(user)
  const press = async ({ data }: Press): Promise<TeamsOutcome> => {
    const outcome = await teamsAct.submits(user, data)
    if (outcome.outcome === 'done' && outcome.told !== null) tell(outcome.told)
    return outcome
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only catches Escape from within the dialog.
    <div className="modal-veil" onKeyDown={(event) => event.key === 'Escape' && close()}>
      <div className="modal teams-dialog" role="dialog" aria-labelledby={titleId} ref={window} tabIndex={-1}>
        <header className="modal-head">
          <span className="avatar small app" aria-hidden="true">
            <CheckIcon />
          </span>
          <h3 id={titleId}>{dialog.title}</h3>
          <button type="button" className="quiet icon" aria-label={texts.close} onClick={close}>
            <CloseIcon />
          </button>
        </header>
        <div className="modal-body">
          {dialog.card === null ? (
            <p className="teams-said">{dialog.text}</p>
          ) : (
            <TeamsCard card={dialog.card} press={press} wanted={null} />
          )}
        </div>
      </div>
    </div>
  )
}
