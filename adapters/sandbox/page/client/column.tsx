import { useEffect, useMemo, useState } from 'react'
import type { ClientView, ConversationView, PersonaSummary, Snapshot } from '../../protocol.ts'
import { act } from './api.ts'
import { Avatar } from './avatar.tsx'
import { ClientContext, type ClientKnows, usePage } from './context.ts'
import { Conversation } from './conversation.tsx'
import { ConversationList } from './conversation-list.tsx'
import { Home } from './home.tsx'
import { CloseIcon, SwapIcon } from './icons.tsx'
import { Modal } from './modal.tsx'
import { pointsAt } from './pointing.ts'
import { TeamsBody } from './teams-body.tsx'
import { textsOf } from './texts.ts'

const unknownPerson = { name: '?', hue: 0, isBot: false }

function knowledgeOf(snapshot: Snapshot, persona: PersonaSummary): ClientKnows {
  const people = new Map(snapshot.people.map((one) => [one.id, one]))
  return {
    user: persona.id,
    locale: persona.locale,
    timezone: persona.timezone,
    texts: textsOf(persona.locale.startsWith('de') ? 'de' : 'en'),
    person: (id) => people.get(id) ?? { id, ...unknownPerson },
  }
}

/** One person's client, of the chat that they read in. */
export function Column(props: { user: string; close: (() => void) | null }) {
  const { snapshot, texts, target } = usePage()
  const persona = snapshot.personas.find((one) => one.id === props.user)
  const client = snapshot.clients.find((one) => one.user === props.user)
  const knows = useMemo(() => (persona ? knowledgeOf(snapshot, persona) : null), [snapshot, persona])
  const teams = snapshot.teamsClients.find((one) => one.user === props.user)
  if (!persona || !knows) return null
  const isActing = target !== null && 'user' in target && target.user === props.user
  return (
    <ClientContext value={knows}>
      <section
        className={`client ${isActing ? 'acting' : ''}`}
        aria-label={texts.clientOf[persona.chat](persona.name)}
        data-chat={persona.chat}
      >
        <ColumnHead persona={persona} close={props.close} />
        {client && <ColumnBody persona={persona} client={client} />}
        {teams && <TeamsBody persona={persona} client={teams} />}
      </section>
    </ClientContext>
  )
}

function ColumnHead({ persona, close }: { persona: PersonaSummary; close: (() => void) | null }) {
  const { texts, language } = usePage()
  const isGerman = persona.locale.startsWith('de')
  const speak = (locale: string) => act.locale(persona.id, locale)
  return (
    <header className="client-head">
      <Avatar person={persona} />
      <div className="client-who">
        <h2>{persona.name}</h2>
        <p>{persona.title[language]}</p>
      </div>
      <ChatSwitch persona={persona} />
      <fieldset className="segments small">
        <legend className="unseen">{texts.localeOf(persona.name)}</legend>
        <button
          type="button"
          aria-pressed={!isGerman}
          aria-label="English"
          lang="en"
          title={texts.localeOf(persona.name)}
          onClick={() => speak('en-GB')}
        >
          EN
        </button>
        <button
          type="button"
          aria-pressed={isGerman}
          aria-label="Deutsch"
          lang="de"
          title={texts.localeOf(persona.name)}
          onClick={() => speak('de-DE')}
        >
          DE
        </button>
      </fieldset>
      {close && (
        <button
          type="button"
          className="quiet icon"
          aria-label={texts.closeColumn(persona.name)}
          title={texts.closeColumn(persona.name)}
          onClick={close}
        >
          <CloseIcon />
        </button>
      )}
    </header>
  )
}

const chatNames = { slack: 'Slack', teams: 'Teams' } as const

/** Where this person reads, and the way into the other chat. */
function ChatSwitch({ persona }: { persona: PersonaSummary }) {
  const { texts } = usePage()
  const other = persona.chat === 'slack' ? 'teams' : 'slack'
  if (!persona.switchable) return null
  const label = texts.switchChat(persona.name.split(' ')[0] ?? '', chatNames[other])
  return (
    <button
      type="button"
      className={`chat-switch ${persona.chat}`}
      aria-label={label}
      title={label}
      onClick={() => act.chat(persona.id, other)}
    >
      {chatNames[persona.chat]}
      <SwapIcon />
    </button>
  )
}

const directOf = (conversations: readonly ConversationView[]) =>
  conversations.find((one) => one.type === 'im') ?? conversations[0]

function ColumnBody({ persona, client }: { persona: PersonaSummary; client: ClientView }) {
  const { texts, target, meeting, snapshot } = usePage()
  const [chosen, setChosen] = useState<string | null>(null)
  const where = target?.type === 'button' ? target.where : null
  const pointedAll = client.conversations.filter((one) =>
    one.messages.some((message) => pointsAt(target, persona.id, message)),
  )
  const pointed = pointedAll.find((one) => one.type === where) ?? pointedAll[0]
  const pointedId = client.conversations.find((one) => one.id === meeting)?.id ?? pointed?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step of the tour opens its conversation once.
  useEffect(() => {
    if (snapshot.tour.status === 'running') setChosen(pointedId ?? null)
  }, [pointedId, snapshot.tour.current, snapshot.tour.status])

  const isHome = chosen === 'home'
  const open = client.conversations.find((one) => one.id === chosen) ?? directOf(client.conversations)
  const openId = open?.id
  const unread = open?.unread ?? 0
  useEffect(() => {
    if (!isHome && openId !== undefined && unread > 0) void act.read(persona.id, openId)
  }, [isHome, openId, unread, persona.id])

  const choose = (id: string) => {
    if (id === 'home') void act.home(persona.id)
    setChosen(id)
  }
  const modal = client.modals.at(-1)
  const note = texts.kinds[persona.kind]
  return (
    <div className="client-body">
      <div className="client-inner" inert={modal !== undefined}>
        <ConversationList
          conversations={client.conversations}
          current={isHome ? 'home' : (openId ?? '')}
          choose={choose}
        />
        <div className="client-pane">
          {note !== '' && <p className="kind-note">{note}</p>}
          {isHome || !open ? <Home view={client.home} /> : <Conversation key={open.id} conversation={open} />}
        </div>
      </div>
      {modal && <Modal key={modal.id} view={modal} depth={client.modals.length} />}
    </div>
  )
}
