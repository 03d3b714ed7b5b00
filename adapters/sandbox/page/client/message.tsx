import { useState } from 'react'
import type { MessageView } from '../../protocol.ts'
import { act } from './api.ts'
import { Avatar } from './avatar.tsx'
import { Blocks } from './blocks.tsx'
import { useClient, usePage } from './context.ts'
import { timeOf } from './dates.ts'
import { BoltIcon, EyeIcon, MoreIcon, WarnIcon } from './icons.tsx'
import { pointsAt } from './pointing.ts'
import { Popover } from './popover.tsx'
import { useReader } from './reader.ts'
import { useInputs } from './use-inputs.ts'

export function Message(props: {
  message: MessageView
  channel: string
  replies: number
  openThread: ((ts: string) => void) | null
}) {
  const { message, channel, openThread } = props
  const { person, texts, user } = useClient()
  const { target, snapshot } = usePage()
  const reader = useReader()
  const author = person(message.user)
  const inputs = useInputs(message.blocks)
  const at = Number(message.ts) * 1000
  const classes = [
    'message',
    message.onlyForYou ? 'private' : '',
    pointsAt(target, user, message) ? 'wanted' : '',
  ]
  return (
    <article className={classes.join(' ')} aria-label={`${author.name}, ${timeOf(reader, at)}`}>
      {message.onlyForYou && (
        <p className="only-you">
          <EyeIcon />
          {texts.onlyYou}
        </p>
      )}
      <Avatar person={author} />
      <div className="message-body">
        <p className="message-head">
          <strong>{author.name}</strong>
          {author.isBot && <span className="app-tag">{texts.app}</span>}
          <time dateTime={new Date(at).toISOString()}>{timeOf(reader, at)}</time>
        </p>
        {message.blocks.length > 0 ? (
          <Blocks blocks={message.blocks} place={{ channel, ts: message.ts }} inputs={inputs} errors={{}} />
        ) : (
          <Blocks
            blocks={[{ type: 'section', text: { type: 'mrkdwn', text: message.text } }]}
            place={{ channel, ts: message.ts }}
            inputs={inputs}
            errors={{}}
          />
        )}
        {message.edited && message.blocks.length === 0 && <span className="edited">{texts.edited}</span>}
        {message.reactions.length > 0 && (
          <p className="reactions">
            {message.reactions.map((one) => (
              <span key={one.name}>
                :{one.name}: {one.count}
              </span>
            ))}
          </p>
        )}
        {!message.onlyForYou && message.user !== 'USLACKBOT' && (
          <MessageMenu channel={channel} ts={message.ts} />
        )}
        {openThread && !message.onlyForYou && message.user !== 'USLACKBOT' && (
          <button
            type="button"
            className={props.replies > 0 ? 'thread-link has-replies' : 'thread-link'}
            onClick={() => openThread(message.ts)}
          >
            {props.replies > 0 ? texts.replies(props.replies) : texts.reply}
            <span className="unseen"> · {snapshot.app.name}</span>
          </button>
        )}
      </div>
    </article>
  )
}

/** The message shortcut that the app's manifest declares. */
const shortcutId = 'request_approval_for_message'

/** What an app offers to do with a message. */
function MessageMenu({ channel, ts }: { channel: string; ts: string }) {
  const { user, texts } = useClient()
  const { snapshot } = usePage()
  const [problem, setProblem] = useState<string | null>(null)
  const run = async () => {
    const outcome = await act.messageShortcut(user, shortcutId, channel, ts)
    setProblem(outcome.outcome === 'failed' ? texts.problems[outcome.problem] : null)
  }
  return (
    <span className="message-menu">
      <Popover icon={<MoreIcon />} label={texts.moreActions} buttonClass="plain-button icon" place="end menu">
        {(close) => (
          <button
            type="button"
            data-shortcut={shortcutId}
            onClick={() => {
              close()
              void run()
            }}
          >
            <BoltIcon />
            <span>
              <strong>{texts.requestApprovalForMessage}</strong>
              <small>{snapshot.app.name}</small>
            </span>
          </button>
        )}
      </Popover>
      {problem && (
        <span className="trouble" role="alert" title={problem}>
          <WarnIcon />
          {texts.notResponding}
        </span>
      )}
    </span>
  )
}
