import { useCallback, useEffect, useMemo, useState } from 'react'
import type { ClientView, TourTarget } from '../../protocol.ts'
import { type Live, useSandbox } from './api.ts'
import { Column } from './column.tsx'
import { PageContext, type PageKnows } from './context.ts'
import { LogDrawer } from './log-drawer.tsx'
import { PeopleStrip } from './people-strip.tsx'
import { pointsAt } from './pointing.ts'
import { useLanguage, useMedia, useRemembered, useTheme } from './preferences.ts'
import { textsOf } from './texts.ts'
import { TopBar } from './top-bar.tsx'
import { TourAgain, TourStrip } from './tour-strip.tsx'

const mostColumns = 4
const firstShown = ['U0MARA0001', 'U0SAM00003', 'U0LENA0005']

/** Makes sure that these people are seen, in this order where space is short. */
function withShown(shown: readonly string[], wanted: readonly string[], room: number): readonly string[] {
  if (wanted.slice(0, room).every((user) => shown.slice(0, room).includes(user))) return shown
  const kept = shown.filter((user) => !wanted.includes(user))
  return [...wanted, ...kept].slice(0, Math.max(wanted.length, Math.min(mostColumns, shown.length)))
}

export function App() {
  const [language, setLanguage] = useLanguage()
  const [theme, setTheme, shownTheme] = useTheme()
  const [shown, setShown] = useRemembered<readonly string[]>(
    'people',
    firstShown,
    (stored) => stored.split(',').filter(Boolean),
    (value) => value.join(),
  )
  const [logOpen, setLogOpen] = useState(false)
  const isNarrow = useMedia('(max-width: 760px)')
  const isMedium = useMedia('(max-width: 1180px)')
  const room = isNarrow ? 1 : isMedium ? 2 : mostColumns
  const { live, lost } = useSandbox(shown)
  const texts = textsOf(language)

  const tour = live?.snapshot.tour
  const step = tour?.status === 'running' ? tour.steps[tour.current] : undefined
  const stepKey = step ? `${tour?.current}` : ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new step brings its people; a visitor may then choose others.
  useEffect(() => {
    if (step) setShown(withShown(shown, step.personas, room))
  }, [stepKey, room])

  const toggle = useCallback(
    (user: string) => {
      if (isNarrow) setShown([user, ...shown.filter((one) => one !== user)].slice(0, mostColumns))
      else if (shown.includes(user)) setShown(shown.filter((one) => one !== user))
      else setShown([...shown, user].slice(-mostColumns))
    },
    [isNarrow, shown, setShown],
  )

  if (!live) return <p className="page-wait">{lost ? texts.lost : texts.connecting}</p>
  const visible = shown.filter((user) => live.snapshot.personas.some((one) => one.id === user)).slice(0, room)
  return (
    <Known live={live} language={language} theme={shownTheme}>
      <a className="skip" href="#clients">
        {texts.skip}
      </a>
      <TopBar theme={theme} setTheme={setTheme} setLanguage={setLanguage} openLog={() => setLogOpen(true)} />
      {lost && (
        <p className="page-note" role="alert">
          {texts.lost}
        </p>
      )}
      <TourStrip />
      <div className="people-row">
        <PeopleStrip visible={visible} toggle={toggle} />
        <TourAgain />
      </div>
      <main id="clients" className="columns" data-count={visible.length}>
        {visible.map((user) => (
          <Column
            key={user}
            user={user}
            close={visible.length > 1 && !isNarrow ? () => toggle(user) : null}
          />
        ))}
      </main>
      {logOpen && <LogDrawer close={() => setLogOpen(false)} />}
    </Known>
  )
}

/** The group conversation with the button that the tour points at. */
function meetingOf(clients: readonly ClientView[], target: TourTarget | null): string | null {
  const found = clients.flatMap((client) =>
    client.conversations.filter(
      (one) =>
        target?.type === 'button' &&
        target.where === 'mpim' &&
        one.type === 'mpim' &&
        one.messages.some((message) => pointsAt(target, client.user, message)),
    ),
  )
  return found[0]?.id ?? null
}

function Known(props: {
  live: Live
  language: 'en' | 'de'
  theme: 'light' | 'dark'
  children: React.ReactNode
}) {
  const { live, language, theme } = props
  const value = useMemo((): PageKnows => {
    const { tour, clients } = live.snapshot
    const target = tour.status === 'running' ? (tour.steps[tour.current]?.target ?? null) : null
    return {
      snapshot: live.snapshot,
      texts: textsOf(language),
      language,
      theme,
      now: () => Date.now() + live.clockOffset,
      target,
      meeting: meetingOf(clients, target),
    }
  }, [live, language, theme])
  return <PageContext value={value}>{props.children}</PageContext>
}
