/** The card of a request: headline, status, need, content, facts, risk, positions, what comes next, in a phone's order. */
import type { ContentField, PositionLine, RequestCard } from '../../src/view/card.ts'
import type { Cut } from '../../src/view/cut.ts'
import { repeatsContent, stateSign } from '../../src/view/drawing.ts'
import type { Locale, Rich } from '../../src/view/text.ts'
import { clip, visible } from '../../src/view/visible.ts'
import { words } from '../../src/view/words.ts'
import type { Element, TextRun, ToggleVisibility } from './card-json.ts'
import {
  banner,
  bold,
  bullets,
  changeRuns,
  elementsOf,
  factElements,
  lines,
  type RenderContext,
  richLine,
  subtle,
} from './elements.ts'
import { heading, merged, richRuns, runs, shortText, textBlock } from './escape.ts'
import { limits } from './limits.ts'
import { mediaElements } from './render-media.ts'

export function requestBody(card: RequestCard, cut: Cut, context: RenderContext): (Element | null)[] {
  const said = words(card.locale)
  const title = repeatsContent(card) ? [] : bold(cut.plain(card.title))
  return [
    banner(card.tone, card.headline),
    ...lines([title, richLine(card.status, cut)], 'Medium'),
    questionElement(card, cut),
    cut.shortened ? subtle(said.shortened) : null,
    ...factElements(null, card.need, cut),
    card.revisionNote === null ? null : textBlock(richLine(card.revisionNote, cut), 'Medium'),
    ...contentElements(card, cut),
    ...mediaElements(card, context),
    ...factElements(null, card.facts, cut),
    riskElement(card, cut),
    ...positionElements(said.positions, card.positions, cut),
    ...factElements(card.consequences.length === 0 ? null : said.consequences, card.consequences, cut),
    ...nextElements(card, cut),
  ]
}

function questionElement({ question }: RequestCard, cut: Cut): Element | null {
  const block =
    question === null ? null : textBlock(richRuns(cut.rich(question), { weight: 'Bolder' }), 'None')
  return block === null ? null : { type: 'Container', style: 'emphasis', spacing: 'Medium', items: [block] }
}

/**
 * One paragraph, because the reasons are short sentences and a phone's screen is short too. Whoever rules has the
 * groups' own assessments, so the reasons of the first one stay in the details.
 */
function riskElement(card: RequestCard, cut: Cut): Element | null {
  if (card.risk === null) return null
  const { label, reasons } = card.risk
  const told = card.question === null ? reasons : []
  const why = told.map((reason) => ` ${cut.plain(reason)}`).join('')
  const stop = told.length === 0 ? '' : '.'
  return textBlock(
    [...bold(`${words(card.locale).risk}: `), ...runs(`${cut.plain(label)}${stop}${why}`)],
    'Medium',
  )
}

function contentValue(field: ContentField, cut: Cut): TextRun[] {
  const kind = field.emphasis === 'body' ? 'body' : 'text'
  const value =
    field.changes === null
      ? richRuns(cut.rich(field.value, kind))
      : changeRuns(cut.changes(field.changes, kind))
  return value.length === 0 ? runs('–') : merged(value)
}

/** What would be published stands on a ground of its own; the answers about it are lines. */
export function contentField(field: ContentField, value: readonly TextRun[]): Element[] {
  const label = clip(visible(field.label), 80)
  if (field.emphasis === 'fact') return lines([[...bold(`${label}: `), ...value]], 'Small')
  return elementsOf([
    textBlock(bold(label), 'Medium'),
    { type: 'Container', style: 'emphasis', spacing: 'Small', items: elementsOf([textBlock(value, 'None')]) },
  ])
}

/** So much text that it pushes what is new off a phone's screen. */
const longContent = 700

/**
 * Whoever decides sees the content at once. Whoever wrote it, or only looks on, may unfold it where it is long: it is on
 * the card all the same.
 */
function contentElements(card: RequestCard, cut: Cut): Element[] {
  if (card.content.length === 0) return []
  const said = words(card.locale)
  const changed = card.content.some((field) => field.changes !== null)
  const fields = elementsOf([
    changed ? subtle(said.changes) : null,
    ...card.content.flatMap((field) => contentField(field, contentValue(field, cut))),
  ])
  const deciding = card.role === 'reviewer' || card.role === 'executive' || changed
  if (deciding || JSON.stringify(fields).length < longContent * 2) return fields
  const toggle: ToggleVisibility = {
    type: 'Action.ToggleVisibility',
    title: shortText(said.unfold, limits.actions.title),
    targetElements: ['content'],
  }
  return [
    { type: 'ActionSet', spacing: 'Medium', actions: [toggle] },
    { type: 'Container', id: 'content', isVisible: false, spacing: 'Small', items: fields },
  ]
}

/** Each side's name, state and details. */
export function positionElements(title: string, positions: readonly PositionLine[], cut: Cut): Element[] {
  if (positions.length === 0) return []
  return [
    heading(title, 'Default'),
    ...positions.flatMap((position, index): Element[] => [
      ...lines(
        [
          [
            ...runs(`${stateSign[position.state]} `),
            ...bold(`${clip(visible(position.name), 80)}: `),
            ...richLine(position.summary, cut),
          ],
        ],
        (positions[index - 1]?.details.length ?? 0) === 0 ? 'Small' : 'Medium',
      ),
      ...bullets(position.details.map((detail) => richLine(detail, cut))),
    ]),
  ]
}

/** What comes next: the deadline, and what to do. */
export function nextElements(
  card: {
    readonly locale: Locale
    readonly deadline: { readonly label: Rich } | null
    readonly next: readonly Rich[]
  },
  cut: Cut,
): Element[] {
  const deadline = card.deadline === null ? [] : [...runs('🕑 '), ...richLine(card.deadline.label, cut)]
  const steps = card.next.map((step) => richLine(step, cut))
  const list = lines([deadline, ...steps], steps.length === 0 ? 'Medium' : 'Small')
  return steps.length === 0 ? list : [heading(words(card.locale).next, 'Default'), ...list]
}
