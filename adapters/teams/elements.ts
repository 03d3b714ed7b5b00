/** Small builders of elements. */
import type { MediaAddress } from '../../src/app/media-links.ts'
import type { Destination } from '../../src/app/ports.ts'
import type { Change, Choice, Fact, Tone } from '../../src/view/card.ts'
import type { Cut } from '../../src/view/cut.ts'
import type { Locale, Rich } from '../../src/view/text.ts'
import { clip, visible } from '../../src/view/visible.ts'
import { toneSign, words } from '../../src/view/words.ts'
import { choiceData, opening } from './button.ts'
import type {
  Action,
  AdaptiveCardJson,
  Container,
  ContainerStyle,
  Element,
  RichTextBlock,
  Spacing,
  TextRun,
} from './card-json.ts'
import { type Addressed, heading, richRuns, runs, shortText, textBlock } from './escape.ts'
import { limits } from './limits.ts'

/** What rendering needs to know besides the view: nothing here is looked up while drawing. */
export interface RenderContext {
  /** Where the reader's client may load a file of the request; null where it has no address. */
  readonly addressOf: MediaAddress
  /** Whom the message must reach where not everybody is notified, as in a channel's thread. */
  readonly addressed: readonly Addressed[]
  /** Accounts for whom the card differs from what is posted; their clients ask for their own card. */
  readonly refreshFor: readonly string[]
  /** The id of the delivery that the message is of, which its buttons carry; null for a message that nobody keeps. */
  readonly message: string | null
}

export const plainContext: RenderContext = {
  addressOf: () => null,
  addressed: [],
  refreshFor: [],
  message: null,
}

/** What is known of a message by where it goes. */
export const contextOf = (to: Destination, addressOf: MediaAddress): RenderContext => ({
  ...plainContext,
  addressOf,
  addressed:
    to.type === 'channel'
      ? (to.reaches ?? []).map(({ identity, name }) => ({ id: identity.user, name }))
      : [],
})

export const elementsOf = (list: readonly (Element | null)[]): Element[] =>
  list.filter((element): element is Element => element !== null)

export const subtle = (text: string, spacing: Spacing = 'Small'): RichTextBlock | null =>
  textBlock(runs(text, { isSubtle: true, size: 'Small' }), spacing)

export const bold = (text: string): TextRun[] => runs(text, { weight: 'Bolder' })

/** One block a line, close together. */
export function lines(items: readonly (readonly TextRun[])[], spacing: Spacing = 'Default'): RichTextBlock[] {
  return items
    .filter((item) => item.length > 0)
    .flatMap((item, index) => textBlock(item, index === 0 ? spacing : 'Small') ?? [])
}

export const richLine = (rich: Rich, cut: Cut): TextRun[] => richRuns(cut.rich(rich))

const labelRuns = (label: string): TextRun[] => {
  const shown = clip(visible(label), 80)
  // A question needs no colon after it.
  return bold(shown.endsWith('?') ? `${shown} ` : `${shown}: `)
}

/** "Label: value" as one line. */
export function factLine(fact: Fact, cut: Cut): TextRun[] {
  const value = richLine(fact.value, cut)
  return [...labelRuns(fact.label), ...(value.length === 0 ? runs('–') : value)]
}

/** Facts, one line each, below a heading where they need one. Stacked: beside one another they get too narrow. */
export function factElements(title: string | null, facts: readonly Fact[], cut: Cut): Element[] {
  if (facts.length === 0) return []
  const list = lines(
    facts.map((fact) => factLine(fact, cut)),
    title === null ? 'Medium' : 'Small',
  )
  return title === null ? list : [heading(title, 'Default'), ...list]
}

/** Added bold, removed struck through, with a blank between what is gone and what has come in its place. */
export function changeRuns(changes: readonly Change[]): TextRun[] {
  return changes.flatMap((change, index) => {
    if (change.kind === 'removed') return runs(change.text, { strikethrough: true, isSubtle: true })
    if (change.kind === 'same') return runs(change.text)
    const before = changes[index - 1]
    const glued = before?.kind === 'removed' && !/\s$/u.test(before.text) && !/^\s/u.test(change.text)
    return [...(glued ? runs(' ') : []), ...bold(change.text)]
  })
}

/** Items below one another behind a dot. */
export const bullets = (items: readonly (readonly TextRun[])[]): RichTextBlock[] =>
  items
    .filter((item) => item.length > 0)
    .flatMap((item, index) => textBlock([...runs('• '), ...item], index === 0 ? 'Small' : 'None') ?? [])

const toneStyle: Readonly<Record<Tone, ContainerStyle>> = {
  waiting: 'emphasis',
  action: 'accent',
  positive: 'good',
  negative: 'attention',
  conflict: 'warning',
  over: 'emphasis',
}

/** The band at the top: what it is about, in the colour of what it means. The words say the same without the colour. */
export const banner = (tone: Tone, headline: string): Container => ({
  type: 'Container',
  style: toneStyle[tone],
  bleed: true,
  items: [heading(`${toneSign[tone]} ${headline}`, 'Large', 'None')],
})

/** What the buttons of a card carry. */
export interface ButtonBase {
  readonly request: string
  readonly digest: string
  readonly version: number
  readonly locale: Locale
  /** See `RenderContext.message`. */
  readonly message?: string | null
}

/** Where a button stands: pressing one in a dialog always submits the dialog. */
export type Surface = 'message' | 'dialog'

function acting(choice: Choice, base: ButtonBase, surface: Surface): Action {
  const claim = {
    request: base.request,
    digest: base.digest,
    version: base.version,
    locale: base.locale,
    verb: choice.verb,
    follows: choice.then,
    ...(choice.subject === undefined ? {} : { subject: choice.subject }),
  }
  const data = choiceData(claim, base.message ?? null)
  const title = shortText(choice.label, limits.actions.title)
  const look = {
    title,
    ...(choice.style === 'primary' ? { style: 'positive' as const } : {}),
    ...(choice.style === 'danger' ? { style: 'destructive' as const } : {}),
    ...(choice.consequence === undefined || choice.then === 'confirm'
      ? {}
      : { tooltip: shortText(choice.consequence, limits.actions.tooltip) }),
    associatedInputs: 'none' as const,
  }
  if (surface === 'dialog') return { type: 'Action.Submit', ...look, data }
  // What opens a dialog is asked for by `task/fetch`, which only Action.Submit sends.
  return choice.then === 'form' || choice.verb === 'details'
    ? { type: 'Action.Submit', ...look, data: opening(data) }
    : { type: 'Action.Execute', ...look, verb: 'choice', data }
}

/** A question before the act: it unfolds below the buttons, with the act as its only answer. */
function asking(choice: Choice, base: ButtonBase, surface: Surface): Action {
  const { tooltip: _, ...act } = acting(choice, base, surface)
  const question = choice.consequence ?? words(base.locale).confirmQuestion
  return {
    type: 'Action.ShowCard',
    title: shortText(choice.label, limits.actions.title),
    ...(choice.style === 'danger' ? { style: 'destructive' } : {}),
    ...(choice.style === 'primary' ? { style: 'positive' } : {}),
    card: {
      type: 'AdaptiveCard',
      version: '1.5',
      body: elementsOf([textBlock(runs(clip(visible(question), 1000)))]),
      actions: [act],
    },
  }
}

/**
 * Every choice as a button. Where there are more than Teams shows side by side, the last of the quiet ones move into
 * the menu behind the dots; what is coloured or asks first stays, as long as there is room.
 */
export function choiceActions(
  choices: readonly Choice[],
  base: ButtonBase,
  surface: Surface = 'message',
): readonly Action[] {
  const tucked = tuckedAway(choices)
  return choices.map((choice, index) => {
    const action = choice.then === 'confirm' ? asking(choice, base, surface) : acting(choice, base, surface)
    return tucked.has(index) ? { ...action, mode: 'secondary' } : action
  })
}

/** The positions of choices that go into the menu, which takes one place itself. */
function tuckedAway(choices: readonly Choice[]): ReadonlySet<number> {
  if (choices.length <= limits.actions.primary) return new Set()
  const order = choices
    .map((choice, index) => ({ index, weight: weightOf(choice) }))
    .sort((one, other) => one.weight - other.weight || one.index - other.index)
  return new Set(order.slice(limits.actions.primary - 1).map(({ index }) => index))
}

const weightOf = ({ style, verb }: Choice): number =>
  style === 'primary' ? 0 : verb === 'details' ? 1 : style === 'danger' ? 2 : 3

/** A card with this body. `fallbackText` is for clients that cannot draw it. */
export function cardOf(
  locale: Locale,
  fallback: string,
  body: readonly (Element | null)[],
  actions: readonly Action[] = [],
): AdaptiveCardJson {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: locale,
    fallbackText: shortText(fallback, limits.summary.text),
    body: elementsOf(body),
    ...(actions.length === 0 ? {} : { actions }),
  }
}
