import type { ConversationView } from '../../protocol.ts'
import { useClient, usePage } from './context.ts'
import { CheckIcon, HashIcon, HomeIcon, LockIcon, PeopleIcon } from './icons.tsx'

const icons = { im: CheckIcon, mpim: PeopleIcon, public: HashIcon, private: LockIcon } as const

/** A conversation's name as Slack shows it to this person. */
export function useTitle(): (conversation: ConversationView) => string {
  const { person } = useClient()
  const { snapshot } = usePage()
  return (conversation) => {
    if (conversation.type === 'im') return snapshot.app.name
    if (conversation.type !== 'mpim') return conversation.name
    const others = conversation.others.filter((id) => id !== snapshot.app.user)
    return others.map((id) => person(id).name.split(' ')[0]).join(', ')
  }
}

const order = { im: 0, mpim: 1, private: 2, public: 3 } as const

export function ConversationList(props: {
  conversations: readonly ConversationView[]
  current: string
  choose: (id: string) => void
}) {
  const { texts } = useClient()
  const title = useTitle()
  const sorted = [...props.conversations].sort((one, other) => order[one.type] - order[other.type])
  return (
    <nav className="conversations" aria-label={texts.conversations}>
      <ul>
        {sorted.map((conversation) => {
          const Icon = icons[conversation.type]
          return (
            <li key={conversation.id}>
              <button
                type="button"
                className={conversation.unread > 0 ? 'unread' : ''}
                aria-current={props.current === conversation.id ? 'page' : undefined}
                onClick={() => props.choose(conversation.id)}
              >
                <Icon />
                <span className="conversation-name">{title(conversation)}</span>
                {conversation.unread > 0 && (
                  <span className="badge">
                    <span aria-hidden="true">{conversation.unread}</span>
                    <span className="unseen">{texts.unread(conversation.unread)}</span>
                  </span>
                )}
              </button>
            </li>
          )
        })}
        <li>
          <button
            type="button"
            aria-current={props.current === 'home' ? 'page' : undefined}
            onClick={() => props.choose('home')}
          >
            <HomeIcon />
            <span className="conversation-name">{texts.home}</span>
          </button>
        </li>
      </ul>
    </nav>
  )
}
