import { useEffect, useState } from 'react'
import type { TeamsMessageView } from '../../protocol.ts'
import { Avatar } from './avatar.tsx'
import { useClient, usePage } from './context.ts'
import { timeOf } from './dates.ts'
import { BoltIcon, MoreIcon, PaperclipIcon, WarnIcon } from './icons.tsx'
import { Popover } from './popover.tsx'
import { useReader } from './reader.ts'
import { type Spot, type TeamsOutcome, teamsAct } from './teams-api.ts'
import { type Press, TeamsCard } from './teams-card.tsx'
import { wantedOn } from './teams-choices.ts'

export function TeamsMessage({ message, spot }: { message: TeamsMessageView; spot: Spot }) {
  const { person, texts, user } = useClient()
  const { target, snapshot } = usePage()
  const reader = useReader()
  const { id, refreshes, edits } = message
  // Teams asks for a person's own view of a card when it comes into view, and again after each change.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each state of the message.
  useEffect(() => {
    if (refreshes) void teamsAct.refreshes(user, spot)
  }, [id, edits, refreshes, user])
  const author = person(message.from ?? snapshot.app.user)
  const isOwn = message.from === user
  const wanted = wantedOn(target, user, message)
  const press = ({ type, verb, data }: Press): Promise<TeamsOutcome> =>
    type === 'execute' ? teamsAct.executes(user, spot, { verb, data }) : teamsAct.fetches(user, spot, data)
  return (
    <article
      className={`teams-message ${isOwn ? 'own' : ''}`}
      aria-label={`${author.name}, ${timeOf(reader, message.at)}`}
    >
      {!isOwn && <Avatar person={author} />}
      <div className="teams-bubble">
        <p className="message-head">
          {!isOwn && <strong>{author.name}</strong>}
          <time dateTime={new Date(message.at).toISOString()}>{timeOf(reader, message.at)}</time>
          <MessageMenu spot={spot} />
        </p>
        {message.text !== '' && <p className="teams-text">{message.text}</p>}
        {message.files.map((name) => (
          <p key={name} className="teams-file">
            <PaperclipIcon />
            {name}
          </p>
        ))}
        {message.card !== null && <TeamsCard card={message.card} press={press} wanted={wanted} />}
        {edits > 0 && message.card === null && <span className="edited">{texts.edited}</span>}
      </div>
    </article>
  )
}

/** What the message extension offers to do with a message. */
function MessageMenu({ spot }: { spot: Spot }) {
  const { user, texts } = useClient()
  const { snapshot } = usePage()
  const [failed, setFailed] = useState(false)
  const run = async () => {
    const outcome = await teamsAct.command(user, 'requestApproval', spot)
    setFailed(outcome.outcome === 'failed')
  }
  return (
    <span className="teams-menu">
      <Popover icon={<MoreIcon />} label={texts.moreActions} buttonClass="quiet icon small" place="end menu">
        {(close) => (
          <button
            type="button"
            onClick={() => {
              close()
              void run()
            }}
          >
            <BoltIcon />
            <span>
              <strong>{texts.teams.message}</strong>
              <small>{snapshot.app.name}</small>
            </span>
          </button>
        )}
      </Popover>
      {failed && (
        <span className="trouble" role="alert">
          <WarnIcon />
          {texts.teams.trouble}
        </span>
      )}
    </span>
  )
}
