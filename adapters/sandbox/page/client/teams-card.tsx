import * as AdaptiveCards from 'adaptivecards'
import { useEffect, useRef, useState } from 'react'
import type { Json } from '../../protocol.ts'
import { isJson } from '../../slack-server/json.ts'
import type { Problem } from './api.ts'
import { useClient, usePage } from './context.ts'
import { CloseIcon, WarnIcon } from './icons.tsx'
import { useMedia } from './preferences.ts'
import type { TeamsOutcome } from './teams-api.ts'
import { cardForClient } from './teams-card-data.ts'
import { titleOfChoice } from './teams-choices.ts'
import { type TeamsTheme, teamsHostConfig } from './teams-host-config.ts'

/** A pressed button of a card, with what stands in the card's inputs. */
export interface Press {
  readonly type: 'execute' | 'submit'
  readonly verb: string
  readonly data: Json
}

// Without this the renderer warns at every text. It gets no markdown from us: see `adapters/teams/escape.ts`.
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (_text, result) => {
  result.didProcess = false
}

const enteredIn = (drawn: AdaptiveCards.AdaptiveCard): ReadonlyMap<string, unknown> =>
  new Map(drawn.getAllInputs().map((input) => [input.id ?? '', input.value]))

/** `<at>` is Teams' own: the renderer shows it as it is written. */
function drawMentions(root: HTMLElement): void {
  for (const block of root.querySelectorAll('.ac-textBlock')) {
    const text = block.textContent ?? ''
    if (!text.includes('<at>')) continue
    const pieces = text.split(/<at>(.*?)<\/at>/u)
    block.replaceChildren(
      ...pieces.map((piece, index) => {
        const element = document.createElement('span')
        element.textContent = piece
        if (index % 2 === 1) element.className = 'teams-mention'
        return element
      }),
    )
  }
}

function pressOf(action: AdaptiveCards.Action): Press | null {
  const data = 'data' in action && isJson(action.data) ? { ...action.data } : {}
  if (action instanceof AdaptiveCards.ExecuteAction) return { type: 'execute', verb: action.verb ?? '', data }
  return action instanceof AdaptiveCards.SubmitAction ? { type: 'submit', verb: '', data } : null
}

function draw(card: unknown, theme: TeamsTheme, press: (press: Press) => void) {
  const drawn = new AdaptiveCards.AdaptiveCard()
  drawn.hostConfig = new AdaptiveCards.HostConfig(teamsHostConfig(theme))
  drawn.onExecuteAction = (action) => {
    if (action instanceof AdaptiveCards.OpenUrlAction) {
      if (/^https?:/iu.test(action.url ?? '')) window.open(action.url, '_blank', 'noopener')
      return
    }
    const pressed = pressOf(action)
    if (pressed !== null) press(pressed)
  }
  // The pattern is global and shared, so that without this every second card's language would count as wrong.
  const { regEx } = AdaptiveCards.AdaptiveCard.langProperty
  if (regEx !== undefined) regEx.lastIndex = 0
  drawn.parse(card, new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5))
  return drawn
}

export function useTeamsTheme(): TeamsTheme {
  const { theme } = usePage()
  return useMedia('(prefers-contrast: more)') ? 'contrast' : theme
}

/** An Adaptive Card, drawn by Microsoft's renderer with Teams' settings. */
export function TeamsCard(props: {
  card: Json
  press: (press: Press) => Promise<TeamsOutcome>
  /** What the tour wants pressed here. */
  wanted: string | null
}) {
  const { texts, locale, timezone } = useClient()
  const theme = useTeamsTheme()
  const place = useRef<HTMLFormElement>(null)
  const last = useRef<{ content: string; drawn: AdaptiveCards.AdaptiveCard } | null>(null)
  const [waiting, setWaiting] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [told, setTold] = useState<string | null>(null)
  const content = JSON.stringify(props.card)
  const press = useRef(props.press)
  press.current = props.press

  useEffect(() => {
    const element = place.current
    if (element === null) return
    let gone = false
    const run = async (pressed: Press) => {
      setWaiting(true)
      setProblem(null)
      setTold(null)
      const outcome = await press.current(pressed)
      if (gone) return
      setWaiting(false)
      if (outcome.outcome === 'failed') setProblem(outcome.problem)
      else setTold(outcome.told)
    }
    // The same card in other colours keeps what was typed.
    const entered = last.current?.content === content ? enteredIn(last.current.drawn) : new Map()
    const card = cardForClient(JSON.parse(content), { entered, locale, timezone })
    const drawn = draw(card, theme, (pressed) => void run(pressed))
    last.current = { content, drawn }
    const rendered = drawn.render()
    element.replaceChildren(...(rendered === undefined ? [] : [rendered]))
    drawMentions(element)
    return () => {
      gone = true
    }
  }, [content, theme, locale, timezone])

  const title = props.wanted === null ? null : titleOfChoice(props.card, props.wanted)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another drawing has other buttons.
  useEffect(() => {
    for (const button of place.current?.querySelectorAll('.ac-pushButton') ?? []) {
      const isWanted = title !== null && button.textContent === title
      button.classList.toggle('pointed', isWanted)
      if (isWanted) button.scrollIntoView({ block: 'nearest' })
    }
  }, [title, content, theme])

  return (
    <>
      {told !== null && (
        <p className="teams-told" role="status">
          <span>{told}</span>
          <button type="button" className="quiet icon" aria-label={texts.close} onClick={() => setTold(null)}>
            <CloseIcon />
          </button>
        </p>
      )}
      {/* A form of its own, so that choices of the same name in two clients are two. */}
      <form
        className="teams-cards"
        data-theme={theme}
        aria-busy={waiting}
        ref={place}
        onSubmit={(event) => event.preventDefault()}
      />
      {problem !== null && (
        <p className="trouble" role="alert" title={texts.problems[problem]}>
          <WarnIcon />
          {texts.teams.trouble}
        </p>
      )}
    </>
  )
}
