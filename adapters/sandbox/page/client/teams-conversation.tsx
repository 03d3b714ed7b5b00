import { Fragment } from 'react'
import type { TeamsConversationView, TeamsMessageView } from '../../protocol.ts'
import { useClient } from './context.ts'
import { dayOf } from './dates.ts'
import { CheckIcon } from './icons.tsx'
import { useReader } from './reader.ts'
import { TeamsComposer } from './teams-composer.tsx'
import { TeamsMessage } from './teams-message.tsx'
import { useFollow } from './use-follow.ts'

export function TeamsConversation(props: { conversation: TeamsConversationView; title: string }) {
  const { conversation, title } = props
  const { messages, type } = conversation
  const { list, onScroll } = useFollow(messages.map(({ id }) => id).join())
  const reader = useReader()
  const heads = messages.filter(({ thread }) => thread === null)
  let lastDay = ''
  return (
    <div className="messages-pane">
      <div className="messages teams-messages" ref={list} onScroll={onScroll}>
        {messages.length === 0 ? <Empty type={type} /> : <div className="messages-filler" />}
        {heads.map((message) => {
          const day = dayOf(reader, message.at)
          const isNewDay = day !== lastDay
          lastDay = day
          return (
            <Fragment key={message.id}>
              {isNewDay && (
                <div className="day">
                  <span>{day}</span>
                </div>
              )}
              {type === 'channel' ? (
                <Thread head={message} conversation={conversation} title={title} />
              ) : (
                <TeamsMessage
                  message={message}
                  spot={{ conversation: conversation.id, message: message.id }}
                />
              )}
            </Fragment>
          )
        })}
      </div>
      <TeamsComposer conversation={conversation} title={title} />
    </div>
  )
}

/** A channel's post with its answers, and the place to answer. */
function Thread(props: { head: TeamsMessageView; conversation: TeamsConversationView; title: string }) {
  const { head, conversation, title } = props
  const { texts } = useClient()
  const answers = conversation.messages.filter(({ thread }) => thread === head.id)
  const at = ({ id }: TeamsMessageView) => ({ conversation: conversation.id, message: id })
  return (
    <section className="teams-thread" aria-label={texts.thread}>
      <TeamsMessage message={head} spot={at(head)} />
      {answers.length > 0 && (
        <div className="teams-answers">
          <p className="teams-answers-count">{texts.replies(answers.length)}</p>
          {answers.map((message) => (
            <TeamsMessage key={message.id} message={message} spot={at(message)} />
          ))}
        </div>
      )}
      <TeamsComposer conversation={conversation} title={title} answers={head.id} />
    </section>
  )
}

function Empty({ type }: Pick<TeamsConversationView, 'type'>) {
  const { texts } = useClient()
  return (
    <div className="empty">
      <span className="empty-mark" aria-hidden="true">
        <CheckIcon />
      </span>
      {type === 'personal' ? (
        <>
          <p className="empty-title">{texts.emptyDirect}</p>
          <p>{texts.teams.emptyHint}</p>
        </>
      ) : (
        <p className="empty-title">{texts.emptyOther}</p>
      )}
    </div>
  )
}
