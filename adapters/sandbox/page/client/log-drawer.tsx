import { useEffect, useRef, useState } from 'react'
import { fetchLog, type LogEntry, page } from './api.ts'
import { usePage } from './context.ts'
import { CloseIcon, WarnIcon } from './icons.tsx'

/** Every exchange between the bot and the emulated chats, newest first. */
export function LogDrawer({ close }: { close: () => void }) {
  const { texts, snapshot } = usePage()
  const [entries, setEntries] = useState<readonly LogEntry[]>([])
  const [onlyErrors, setOnlyErrors] = useState(false)
  const dialog = useRef<HTMLDialogElement>(null)

  useEffect(() => dialog.current?.showModal(), [])
  const { version } = snapshot
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version means new entries.
  useEffect(() => {
    fetchLog().then(setEntries, () => {})
  }, [version])

  const shown = onlyErrors ? entries.filter((entry) => entry.outcome === 'error') : entries
  return (
    <dialog ref={dialog} className="drawer" aria-label={texts.log} onClose={close}>
      <div className="drawer-head">
        <h2>{texts.log}</h2>
        <label className="check">
          <input
            type="checkbox"
            checked={onlyErrors}
            onChange={(event) => setOnlyErrors(event.target.checked)}
          />
          {texts.logDrawer.onlyErrors}
        </label>
        <button type="button" className="quiet icon" aria-label={texts.close} onClick={close}>
          <CloseIcon />
        </button>
      </div>
      <p className="drawer-intro">{texts.logDrawer.intro}</p>
      {snapshot.throttled !== null && (
        <p className="drawer-intro">
          <button
            type="button"
            className="plain-button"
            aria-pressed={snapshot.throttled > 0}
            onClick={() => page.throttle()}
          >
            {texts.logDrawer.throttle}
          </button>{' '}
          {snapshot.throttled > 0 && texts.logDrawer.throttled(snapshot.throttled)}
        </p>
      )}
      {snapshot.groupChats !== null && (
        <p className="drawer-intro">
          <button
            type="button"
            className="plain-button"
            aria-pressed={!snapshot.groupChats}
            onClick={() => page.groupChats()}
          >
            {texts.logDrawer.forbidChats}
          </button>{' '}
          {!snapshot.groupChats && texts.logDrawer.chatsForbidden}
        </p>
      )}
      {shown.length === 0 && <p className="drawer-intro">{texts.logDrawer.empty}</p>}
      <ul className="log">
        {shown.map((entry) => (
          <li key={entry.id}>
            <Entry entry={entry} />
          </li>
        ))}
      </ul>
    </dialog>
  )
}

function Entry({ entry }: { entry: LogEntry }) {
  const { texts, snapshot, language } = usePage()
  const at = new Intl.DateTimeFormat(language, {
    timeZone: snapshot.timezone,
    timeStyle: 'medium',
    hourCycle: 'h23',
  }).format(entry.at)
  return (
    <details className={`log-entry ${entry.outcome}`}>
      <summary>
        <span className={`log-way ${entry.direction}`}>
          {(entry.direction === 'from_bot' ? texts.logDrawer.fromBot : texts.logDrawer.toBot)(
            entry.chat === 'teams' ? 'Teams' : 'Slack',
          )}
        </span>
        <code>{entry.title}</code>
        <span className="log-time">
          {at} · {texts.logDrawer.milliseconds(entry.milliseconds)}
        </span>
        {entry.problems.map((problem) => (
          <span key={problem} className="trouble">
            <WarnIcon />
            {problem}
          </span>
        ))}
      </summary>
      <h3>{texts.logDrawer.sent}</h3>
      <pre>{JSON.stringify(entry.sent, null, 2)}</pre>
      <h3>{texts.logDrawer.received}</h3>
      <pre>{JSON.stringify(entry.received, null, 2)}</pre>
    </details>
  )
}
