import { Fragment } from 'react'
import type { TeamsConversationView } from '../../protocol.ts'
import { useClient } from './context.ts'
import { dayOf } from './dates.ts'
import { CheckIcon } from './icons.tsx'
import { useReader } from './reader.ts'
import { TeamsComposer } from './teams-composer.tsx'
import { TeamsMessage } from './teams-message.tsx'
import { useFollow } from './use-follow.ts'

export function TeamsConversation(props: { conversation: TeamsConversationView; title: string }) {
  const { conversation, title } = props
  const { messages } = conversation
  const { list, onScroll } = useFollow(messages.map(({ id }) => id).join())
  const reader = useReader()
  let lastDay = ''
  return (
    <div className="messages-pane">
      <div className="messages teams-messages" ref={list} onScroll={onScroll}>
        {messages.length === 0 ? <Empty /> : <div className="messages-filler" />}
        {messages.map((message) => {
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
              <TeamsMessage message={message} spot={{ conversation: conversation.id, message: message.id }} />
            </Fragment>
          )
        })}
      </div>
      <TeamsComposer conversation={conversation} title={title} />
    </div>
  )
}

function Empty() {
  const { texts } = useClient()
  return (
    <div className="empty">
      <span className="empty-mark" aria-hidden="true">
        <CheckIcon />
      </span>
      <p className="empty-title">{texts.emptyDirect}</p>
      <p>{texts.teams.emptyHint}</p>
    </div>
  )
}
