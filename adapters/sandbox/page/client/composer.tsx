import { useId, useState } from 'react'
import type { ConversationView } from '../../protocol.ts'
import { act, type Outcome } from './api.ts'
import { useClient, usePage } from './context.ts'
import { BoltIcon, SendIcon, WarnIcon } from './icons.tsx'
import { Popover } from './popover.tsx'

/** The global shortcut that the app's manifest declares. */
const shortcutId = 'request_approval'

/** Where a person writes: messages, the slash command, and the shortcut menu. */
export function Composer(props: {
  conversation: ConversationView
  threadTs: string | null
  placeholder: string
}) {
  const { user, texts } = useClient()
  const { snapshot, target } = usePage()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const suggestionId = useId()
  const { id: channel } = props.conversation
  const isCommand = text.startsWith('/')
  const suggests = isCommand && snapshot.command.startsWith(text) && text !== snapshot.command
  const wanted = target?.type === 'command' && target.user === user

  const tell = (outcome: Outcome) =>
    setProblem(outcome.outcome === 'failed' ? texts.problems[outcome.problem] : null)
  const send = async () => {
    const said = text.trim()
    if (said === '') return
    setText('')
    const [command = '', ...rest] = said.split(' ')
    tell(
      said.startsWith('/')
        ? await act.command(user, channel, command, rest.join(' '))
        : await act.say(user, channel, said, props.threadTs),
    )
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'Tab' && suggests && !event.shiftKey) {
      event.preventDefault()
      setText(snapshot.command)
    } else if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault()
      if (suggests && text.length > 1) setText(snapshot.command)
      else void send()
    }
  }
  return (
    <div className={wanted ? 'composer pointed' : 'composer'}>
      {problem && (
        <p className="trouble" role="alert">
          <WarnIcon />
          {problem}
        </p>
      )}
      {suggests && (
        <div className="suggestion" id={suggestionId}>
          <button type="button" onClick={() => setText(snapshot.command)}>
            <strong>{snapshot.command}</strong> <span>{snapshot.app.name}</span>
          </button>
        </div>
      )}
      <div className="composer-box">
        <ShortcutMenu run={async () => tell(await act.shortcut(user, shortcutId))} />
        <textarea
          rows={1}
          value={text}
          placeholder={props.placeholder}
          aria-label={props.placeholder}
          aria-describedby={suggests ? suggestionId : undefined}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <button
          type="button"
          className="quiet icon send"
          aria-label={texts.send}
          disabled={text.trim() === ''}
          onClick={send}
        >
          <SendIcon />
        </button>
      </div>
    </div>
  )
}

function ShortcutMenu({ run }: { run: () => void }) {
  const { texts } = useClient()
  const { snapshot } = usePage()
  return (
    <Popover icon={<BoltIcon />} label={texts.shortcuts} buttonClass="quiet icon" place="up menu">
      {(close) => (
        <button
          type="button"
          onClick={() => {
            close()
            run()
          }}
        >
          <BoltIcon />
          <span>
            <strong>{texts.requestApproval}</strong>
            <small>{snapshot.app.name}</small>
          </span>
        </button>
      )}
    </Popover>
  )
}
