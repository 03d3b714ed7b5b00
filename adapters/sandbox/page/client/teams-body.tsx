import { useEffect, useRef, useState } from 'react'
import type { PersonaSummary, TeamsClientView, TeamsConversationView } from '../../protocol.ts'
import { useClient, usePage } from './context.ts'
import { CheckIcon, CloseIcon, LockIcon, PeopleIcon } from './icons.tsx'
import { teamsAct } from './teams-api.ts'
import { wantedOn } from './teams-choices.ts'
import { TeamsConversation } from './teams-conversation.tsx'
import { TeamsDialog } from './teams-dialog.tsx'

const icons = { personal: CheckIcon, groupChat: PeopleIcon, channel: LockIcon } as const

const order = { personal: 0, groupChat: 1, channel: 2 } as const

/** A conversation's name as Teams shows it to this person. */
function useTitle(): (conversation: TeamsConversationView) => string {
  const { person } = useClient()
  const { snapshot } = usePage()
  return ({ type, name, others }) => {
    if (type === 'channel') return name
    return type === 'personal'
      ? snapshot.app.name
      : others.map((id) => person(id).name.split(' ')[0]).join(', ')
  }
}

interface Toast {
  /** Null for an answer to what was done in a dialog. */
  readonly conversation: string | null
  readonly text: string
}

/** What Teams shows in its corner of a message in a conversation that is not open. */
function useToast(client: TeamsClientView, open: string): [Toast | null, (toast: Toast | null) => void] {
  const [toast, setToast] = useState<Toast | null>(null)
  const known = useRef<ReadonlySet<string> | null>(null)
  useEffect(() => {
    const messages = client.conversations.flatMap((one) =>
      one.messages.map((message) => ({ conversation: one.id, message })),
    )
    const fresh = messages.filter(({ message }) => known.current?.has(message.id) === false)
    known.current = new Set(messages.map(({ message }) => message.id))
    const last = fresh.findLast(
      ({ conversation, message }) => conversation !== open && message.from !== client.user,
    )
    if (last !== undefined)
      setToast({ conversation: last.conversation, text: last.message.summary || last.message.text })
  }, [client, open])
  useEffect(() => {
    if (toast === null) return
    const timer = setTimeout(() => setToast(null), 8_000)
    return () => clearTimeout(timer)
  }, [toast])
  return [toast, setToast]
}

/** The conversation that the tour points into; null when it does not. */
function usePointed(client: TeamsClientView): string | null {
  const { target } = usePage()
  const where = target?.type === 'button' && target.where === 'mpim' ? 'groupChat' : 'personal'
  const found = client.conversations.filter((one) =>
    one.messages.some((message) => wantedOn(target, client.user, message) !== null),
  )
  return (found.find(({ type }) => type === where) ?? found[0])?.id ?? null
}

/** One person's Teams below its head. */
export function TeamsBody({ persona, client }: { persona: PersonaSummary; client: TeamsClientView }) {
  const { snapshot } = usePage()
  const { texts } = useClient()
  const title = useTitle()
  const [chosen, setChosen] = useState<string | null>(null)
  const pointed = usePointed(client)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step of the tour opens its conversation once.
  useEffect(() => {
    if (snapshot.tour.status === 'running') setChosen(pointed)
  }, [pointed, snapshot.tour.current, snapshot.tour.status])
  const open =
    client.conversations.find(({ id }) => id === chosen) ??
    client.conversations.find(({ type }) => type === 'personal')
  const openId = open?.id
  const unread = open?.unread ?? 0
  useEffect(() => {
    if (openId !== undefined && unread > 0) void teamsAct.read(persona.id, openId)
  }, [openId, unread, persona.id])
  const [toast, setToast] = useToast(client, openId ?? '')
  const tell = (text: string) => setToast({ conversation: null, text })
  const note = texts.kinds[persona.kind]
  return (
    <div className="client-body teams">
      <div className="client-inner" inert={client.dialog !== null}>
        <TeamsList client={client} current={openId ?? ''} choose={setChosen} title={title} />
        <div className="client-pane">
          {note !== '' && <p className="kind-note">{note}</p>}
          {open && <TeamsConversation key={open.id} conversation={open} title={title(open)} />}
        </div>
      </div>
      {toast !== null && toast.conversation !== openId && (
        <div className="teams-toast" role="status">
          <button
            type="button"
            className="teams-toast-text"
            onClick={() => {
              if (toast.conversation !== null) setChosen(toast.conversation)
              setToast(null)
            }}
          >
            <strong>{snapshot.app.name}</strong>
            <span>{toast.text}</span>
          </button>
          <button
            type="button"
            className="quiet icon"
            aria-label={texts.close}
            onClick={() => setToast(null)}
          >
            <CloseIcon />
          </button>
        </div>
      )}
      {client.dialog !== null && <TeamsDialog key={client.dialog.id} dialog={client.dialog} tell={tell} />}
    </div>
  )
}

function TeamsList(props: {
  client: TeamsClientView
  current: string
  choose: (id: string) => void
  title: (conversation: TeamsConversationView) => string
}) {
  const { texts } = useClient()
  const sorted = [...props.client.conversations].sort((one, other) => order[one.type] - order[other.type])
  return (
    <nav className="conversations" aria-label={texts.conversations}>
      <ul>
        {sorted.map((conversation) => {
          const { id, unread, type } = conversation
          const Icon = icons[type]
          return (
            <li key={id}>
              <button
                type="button"
                className={unread > 0 ? 'unread' : ''}
                aria-current={props.current === id ? 'page' : undefined}
                onClick={() => props.choose(id)}
              >
                <Icon />
                <span className="conversation-name">{props.title(conversation)}</span>
                {unread > 0 && (
                  <span className="badge">
                    <span aria-hidden="true">{unread}</span>
                    <span className="unseen">{texts.unread(unread)}</span>
                  </span>
                )}
              </button>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
