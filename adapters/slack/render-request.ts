/** The card of a request: header, status, risk, need, content, positions, deadline, buttons, in a phone's order. */
import type { KnownBlock, RichTextBlockElement, RichTextElement } from '@slack/types'
import type { Media } from '../../src/domain/request/content.ts'
import type { ContentField, Fact, PositionLine, RequestCard } from '../../src/view/card.ts'
import type { Cut } from '../../src/view/cut.ts'
import { isPicture, repeatsContent, sizeInWords, stateSign } from '../../src/view/drawing.ts'
import { asText } from '../../src/view/rich.ts'
import type { Locale, Rich } from '../../src/view/text.ts'
import { toneSign, words } from '../../src/view/words.ts'
import {
  blocksOf,
  bold,
  changeRuns,
  choiceBlocks,
  context as contextBlock,
  factLine,
  header,
  lines,
  list,
  quote,
  type RenderContext,
  richText,
} from './blocks.ts'
import { chatAction } from './button.ts'
import { clip, type Mention, plainElement, plainText, richElements, visible } from './escape.ts'
import { limits } from './limits.ts'

export function requestBlocks(card: RequestCard, cut: Cut, context: RenderContext): KnownBlock[] {
  const { mention } = context
  const said = words(card.locale)
  const changed = card.content.some((field) => field.changes !== null)
  const title = repeatsContent(card) ? [] : bold(cut.plain(card.title))
  return blocksOf([
    header(`${toneSign[card.tone]} ${card.headline}`),
    richText([
      lines([title, richElements(cut.rich(card.status), mention)]),
      card.question === null ? null : quote(richElements(cut.rich(card.question), mention)),
    ]),
    cut.shortened ? contextBlock(said.shortened) : null,
    factsBlock(null, card.need, cut, mention),
    card.revisionNote === null
      ? null
      : richText([lines([richElements(cut.rich(card.revisionNote), mention)])]),
    changed ? contextBlock(said.changes) : null,
    contentBlock(card, cut, mention),
    ...mediaBlocks(card.media, card.locale, context),
    factsBlock(null, card.facts, cut, mention),
    riskBlock(card, cut),
    positionsBlock(said.positions, card.positions, cut, mention),
    factsBlock(said.consequences, card.consequences, cut, mention),
    nextBlock(card, cut, mention),
    ...choiceBlocks(card.choices, card),
    ...chatBlocks(card),
  ])
}

/** Below everything, because it is not about the request. */
function chatBlocks({ chatQuestion }: RequestCard): KnownBlock[] {
  if (chatQuestion === undefined) return []
  return [
    contextBlock(asText(chatQuestion.line)),
    {
      type: 'actions',
      elements: chatQuestion.options.map(({ chat, label }) => ({
        type: 'button',
        action_id: `${chatAction}${chat}`,
        text: plainText(label, limits.button.text),
        value: chat,
      })),
    },
  ]
}

/**
 * One paragraph, because the reasons are short sentences and a phone's screen is short too. Whoever rules has the
 * groups' own assessments, so the reasons of the first one stay in the details.
 */
function riskBlock(card: RequestCard, cut: Cut): KnownBlock | null {
  if (card.risk === null) return null
  const { label, reasons } = card.risk
  const told = card.question === null ? reasons : []
  const why = told.map((reason) => ` ${cut.plain(reason)}`).join('')
  const stop = told.length === 0 ? '' : '.'
  return richText([
    lines([[...bold(`${words(card.locale).risk}: `), ...plainElement(`${cut.plain(label)}${stop}${why}`)]]),
  ])
}

/** Facts, one line each, below a heading where they need one; nothing when there are none. */
export function factsBlock(
  title: string | null,
  facts: readonly Fact[],
  cut: Cut,
  mention: Mention,
): KnownBlock | null {
  if (facts.length === 0) return null
  return richText([
    lines([title === null ? [] : bold(title), ...facts.map((fact) => factLine(fact, cut, mention))]),
  ])
}

function contentValue(field: ContentField, cut: Cut, mention: Mention): RichTextElement[] {
  const kind = field.emphasis === 'body' ? 'body' : 'text'
  if (field.changes !== null) return changeRuns(cut.changes(field.changes, kind))
  return richElements(cut.rich(field.value, kind), mention)
}

function contentField(field: ContentField, cut: Cut, mention: Mention): (RichTextBlockElement | null)[] {
  const value = contentValue(field, cut, mention)
  const shown = value.length === 0 ? plainElement('–') : value
  const label = clip(visible(field.label), 80)
  if (field.emphasis === 'fact') return [lines([[...bold(`${label}: `), ...shown]])]
  return [lines([bold(label)]), quote(shown)]
}

function contentBlock(card: RequestCard, cut: Cut, mention: Mention): KnownBlock | null {
  if (card.content.length === 0) return null
  return richText(card.content.flatMap((field) => contentField(field, cut, mention)))
}

/** Pictures that Slack holds are shown; every file is named with its type and size. */
export function mediaBlocks(media: readonly Media[], locale: Locale, context: RenderContext): KnownBlock[] {
  if (media.length === 0) return []
  const named = media.map((file) =>
    plainElement(
      `${clip(visible(file.name), 80)} (${clip(visible(file.mimeType), 60)}, ${sizeInWords(file.bytes, locale)})`,
    ),
  )
  const pictures = media.flatMap((file): KnownBlock[] => {
    const id = isPicture(file) ? context.fileOf(file.sha256) : null
    if (id === null) return []
    return [{ type: 'image', slack_file: { id }, alt_text: plainText(file.name, 200).text }]
  })
  return blocksOf([
    richText([lines([bold(words(locale).media)]), list(named)]),
    ...pictures.slice(0, limits.fileInput.files),
  ])
}

/** Each side's name, state and details. */
export function positionsBlock(
  title: string,
  positions: readonly PositionLine[],
  cut: Cut,
  mention: Mention,
): KnownBlock | null {
  if (positions.length === 0) return null
  const sides = positions.flatMap((position) => [
    lines([
      [
        ...plainElement(`${stateSign[position.state]} `),
        ...bold(`${clip(visible(position.name), 80)}: `),
        ...richElements(cut.rich(position.summary), mention),
      ],
    ]),
    list(position.details.map((detail) => richElements(cut.rich(detail), mention))),
  ])
  return richText([lines([bold(title)]), ...sides])
}

/** A deadline says when in the reader's own time zone, whatever its sentence says. */
export function deadlineLine(
  deadline: { readonly at: number; readonly label: Rich } | null,
  cut: Cut,
  mention: Mention,
): RichTextElement[] {
  if (deadline === null) return []
  return [...plainElement('🕑 '), ...richElements(cut.rich(deadline.label), mention)]
}

/** What comes next: the deadline, and what to do. */
export function nextBlock(
  card: {
    readonly locale: Locale
    readonly deadline: { readonly at: number; readonly label: Rich } | null
    readonly next: readonly Rich[]
  },
  cut: Cut,
  mention: Mention,
): KnownBlock | null {
  const steps = card.next.map((step) => richElements(cut.rich(step), mention))
  return richText([
    lines([
      ...(steps.length === 0 ? [] : [bold(words(card.locale).next)]),
      deadlineLine(card.deadline, cut, mention),
      ...steps,
    ]),
  ])
}
