/** Messages and modals that say one thing: a notice in the chat, a refusal, a fault, what was recorded. */
import type { KnownBlock, ModalView } from '@slack/types'
import type { DoneAnswer, ToldAnswer } from '../../src/app/service.ts'
import type { DraftOffer, NoticeCard } from '../../src/view/card.ts'
import { Cut } from '../../src/view/cut.ts'
import { type Saying, sayings } from '../../src/view/sayings.ts'
import type { Locale, Rich } from '../../src/view/text.ts'
import { toneSign, words } from '../../src/view/words.ts'
import {
  blocksOf,
  bold,
  choiceBlocks,
  context as contextBlock,
  header,
  lines,
  type RenderContext,
  richText,
} from './blocks.ts'
import { encodePage } from './button.ts'
import { clip, escapeMrkdwn, plainText, richElements, visible } from './escape.ts'
import { limits } from './limits.ts'
import { offerBlocks } from './render-draft.ts'

export function noticeBlocks(card: NoticeCard, cut: Cut, context: RenderContext): KnownBlock[] {
  return blocksOf([
    header(`${toneSign[card.tone]} ${card.headline}`),
    richText([lines(card.lines.map((line) => richElements(cut.rich(line), context.mention)))]),
    cut.shortened ? contextBlock(words(card.locale).shortened) : null,
    ...choiceBlocks(card.choices, card),
  ])
}

/** A text that a person typed, to be given back when it could not be taken. */
export interface TypedText {
  readonly label: string
  readonly text: string
}

function pieces(text: string, size: number): string[] {
  const shown = visible(text)
  const found: string[] = []
  for (let start = 0; start < shown.length; ) {
    const end = start + size
    const high = shown.charCodeAt(end - 1)
    const stop = end < shown.length && high >= 0xd800 && high <= 0xdbff ? end - 1 : end
    found.push(shown.slice(start, stop))
    start = stop
  }
  return found
}

/** What was typed, complete, in blocks that are easy to copy from. */
function typedBlocks(typed: readonly TypedText[], locale: Locale): KnownBlock[] {
  if (typed.length === 0) return []
  return blocksOf([
    { type: 'divider' },
    contextBlock(words(locale).typed),
    ...typed.flatMap((answer) =>
      pieces(answer.text, limits.richText.text).map((piece, index) =>
        richText([
          index === 0 ? lines([bold(clip(visible(answer.label), 200))]) : null,
          { type: 'rich_text_preformatted', elements: [{ type: 'text', text: piece }] },
        ]),
      ),
    ),
  ])
}

const nobody: RenderContext = { mention: () => null, fileOf: () => null }

/** Room for what we say ourselves; what a person typed is never said here but given back below, in full. */
const ownWords = { body: 1500, text: 1500 } as const

function linesBlock(said: readonly Rich[]): KnownBlock | null {
  const cut = new Cut(ownWords)
  return richText([lines(said.map((item) => richElements(cut.rich(item), nobody.mention)))])
}

function sayingBlocks(saying: Saying): KnownBlock[] {
  const cut = new Cut(ownWords)
  return blocksOf([
    richText([
      lines([
        bold(cut.plain(saying.title)),
        ...saying.lines.map((item) => richElements(cut.rich(item), nobody.mention)),
      ]),
    ]),
  ])
}

const fitsAsTitle = ({ title }: Saying): boolean => title.length <= limits.view.title

/** What a modal says below its title: the title once more only where there was no room for it above. */
const bodyOf = (saying: Saying): KnownBlock[] =>
  fitsAsTitle(saying) && saying.lines.length > 0 ? blocksOf([linesBlock(saying.lines)]) : sayingBlocks(saying)

/** A modal that says something and gives back what was typed. Has no submit button. */
export function sayingView(saying: Saying, typed: readonly TypedText[] = []): ModalView {
  const blocks = [...bodyOf(saying), ...typedBlocks(typed, saying.locale)]
  return {
    type: 'modal',
    callback_id: 'saying',
    title: plainText(fitsAsTitle(saying) ? saying.title : 'Countersign', limits.view.title),
    close: plainText(words(saying.locale).close, limits.view.close),
    clear_on_close: true,
    blocks: blocks.slice(0, limits.view.blocks),
  }
}

/** What was recorded, and what the person may do about it at once. */
export function doneView(answer: DoneAnswer): ModalView {
  const view = sayingView(sayings.done(answer))
  const { request, locale, told } = answer
  if (told === undefined) return view
  return { ...view, blocks: [...view.blocks, ...choiceBlocks(told.choices, { ...told, request, locale })] }
}

/** What became of several requests; whichever needs another look is a press away. */
export function toldView(answer: ToldAnswer): ModalView {
  const view = sayingView(sayings.told(answer))
  if (answer.open.length === 0) return view
  const buttons = answer.open.slice(0, limits.actions.elements).map(({ request, label }) => ({
    type: 'button' as const,
    action_id: `page:${request}`,
    text: plainText(label, limits.button.text),
    value: encodePage({ request, page: 0 }),
  }))
  return { ...view, blocks: [...view.blocks, { type: 'actions', elements: buttons }] }
}

/** The same as a message, for where no modal can be opened. */
export function sayingMessage(saying: Saying): { text: string; blocks: KnownBlock[] } {
  const text = clip(escapeMrkdwn(saying.title), limits.message.text)
  return { text: text === '' ? 'Countersign' : text, blocks: sayingBlocks(saying) }
}

/** The modal behind the bare command: what Countersign does, where to begin, and below that the rest of the help. */
export function menuView(help: Saying & { readonly drafts?: readonly DraftOffer[] }): ModalView {
  const said = words(help.locale)
  const [first, ...rest] = help.lines
  return {
    ...sayingView(help),
    callback_id: 'menu',
    blocks: blocksOf([
      first === undefined ? null : linesBlock([first]),
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            action_id: 'new:post',
            style: 'primary',
            text: plainText(said.newPost, limits.button.text),
          },
          { type: 'button', action_id: 'new:channel', text: plainText(said.newChannel, limits.button.text) },
          { type: 'button', action_id: 'mine', text: plainText(said.overview, limits.button.text) },
        ],
      },
      ...(help.drafts ?? []).slice(0, 5).flatMap(offerBlocks),
      linesBlock(rest),
    ]),
  }
}
