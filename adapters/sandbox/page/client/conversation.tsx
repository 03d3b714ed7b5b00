import { Fragment, useState } from 'react'
import type { ConversationView, MessageView } from '../../protocol.ts'
import { Composer } from './composer.tsx'
import { useClient, usePage } from './context.ts'
import { useTitle } from './conversation-list.tsx'
import { dayOf } from './dates.ts'
import { BackIcon, CheckIcon } from './icons.tsx'
import { Message } from './message.tsx'
import { useReader } from './reader.ts'
import { useFollow } from './use-follow.ts'

export function Conversation({ conversation }: { conversation: ConversationView }) {
  const { texts } = useClient()
  const [thread, setThread] = useState<string | null>(null)
  const root = conversation.messages.find((one) => one.ts === thread)
  const title = useTitle()(conversation)
  if (root)
    return (
      <div className="messages-pane">
        <header className="thread-head">
          <button type="button" className="quiet" onClick={() => setThread(null)}>
            <BackIcon />
            {texts.back}
          </button>
          <h3>{texts.thread}</h3>
        </header>
        <MessageList
          messages={conversation.messages.filter((one) => one.ts === thread || one.threadTs === thread)}
          conversation={conversation}
          openThread={null}
        />
        <Composer conversation={conversation} threadTs={root.ts} placeholder={texts.composerThread} />
      </div>
    )
  return (
    <div className="messages-pane">
      <MessageList
        messages={conversation.messages.filter((one) => one.threadTs === null)}
        conversation={conversation}
        openThread={setThread}
      />
      <Composer conversation={conversation} threadTs={null} placeholder={texts.composer(title)} />
    </div>
  )
}

function MessageList(props: {
  messages: readonly MessageView[]
  conversation: ConversationView
  openThread: ((ts: string) => void) | null
}) {
  const { conversation, messages } = props
  const signature = messages.map((one) => one.ts).join()
  const { list, onScroll } = useFollow(signature)
  const reader = useReader()
  const repliesTo = (ts: string) => conversation.messages.filter((one) => one.threadTs === ts).length
  let lastDay = ''
  return (
    <div className="messages" ref={list} onScroll={onScroll}>
      {messages.length === 0 && <Empty conversation={conversation} />}
      {messages.length > 0 && <div className="messages-filler" />}
      {messages.map((message) => {
        const day = dayOf(reader, Number(message.ts) * 1000)
        const isNewDay = day !== lastDay
        lastDay = day
        return (
          <Fragment key={message.ts}>
            {isNewDay && (
              <div className="day">
                <span>{day}</span>
              </div>
            )}
            <Message
              message={message}
              channel={conversation.id}
              replies={repliesTo(message.ts)}
              openThread={props.openThread}
            />
          </Fragment>
        )
      })}
    </div>
  )
}

function Empty({ conversation }: { conversation: ConversationView }) {
  const { texts } = useClient()
  const { snapshot } = usePage()
  if (!conversation.hasApp || conversation.type !== 'im') return <p className="empty">{texts.emptyOther}</p>
  return (
    <div className="empty">
      <span className="empty-mark" aria-hidden="true">
        <CheckIcon />
      </span>
      <p className="empty-title">{texts.emptyDirect}</p>
      <p>{texts.emptyDirectHint(snapshot.command)}</p>
    </div>
  )
}
