/** Messages and dialogs that say one thing: a notice in the chat, a refusal, a fault, what was recorded, the help. */
import type { DoneAnswer, ToldAnswer } from '../../src/app/service.ts'
import type { RequestKind } from '../../src/domain/request/content.ts'
import type { DraftOffer, NoticeCard } from '../../src/view/card.ts'
import { Cut } from '../../src/view/cut.ts'
import { type Saying, sayings } from '../../src/view/sayings.ts'
import type { Locale } from '../../src/view/text.ts'
import { clip, visible } from '../../src/view/visible.ts'
import { words } from '../../src/view/words.ts'
import { mineData, newData, opening, type PressData, pageData } from './button.ts'
import type { AdaptiveCardJson, Element, Submit } from './card-json.ts'
import {
  banner,
  bold,
  cardOf,
  choiceActions,
  elementsOf,
  lines,
  richLine,
  type Surface,
  subtle,
} from './elements.ts'
import { heading, runs, shortText, textBlock } from './escape.ts'
import { limits } from './limits.ts'
import type { Dialog, TeamsMessage } from './render.ts'
import { offerElements } from './render-draft.ts'

export function noticeBody(card: NoticeCard, cut: Cut): (Element | null)[] {
  return [
    banner(card.tone, card.headline),
    ...lines(
      card.lines.map((line) => richLine(line, cut)),
      'Medium',
    ),
    cut.shortened ? subtle(words(card.locale).shortened) : null,
  ]
}

/** A text that a person typed, to be given back when it could not be taken. */
export interface TypedText {
  readonly label: string
  readonly text: string
}

/** What was typed, complete, to be copied. */
function typedElements(typed: readonly TypedText[], locale: Locale): Element[] {
  if (typed.length === 0) return []
  return elementsOf([
    subtle(words(locale).typed, 'Large'),
    ...typed.flatMap(({ label, text }): (Element | null)[] => [
      textBlock(bold(clip(visible(label), 200)), 'Medium'),
      {
        type: 'Container',
        style: 'emphasis',
        spacing: 'Small',
        items: elementsOf([textBlock(runs(text === '' ? '–' : text), 'None')]),
      },
    ]),
  ])
}

/** Room for what we say ourselves; what a person typed is never said here but given back below, in full. */
const ownWords = { body: 1500, text: 1500 } as const

function sayingElements(saying: Saying, titled: boolean): Element[] {
  const cut = new Cut(ownWords)
  return elementsOf([
    titled ? heading(cut.plain(saying.title), 'Large', 'None') : null,
    ...lines(
      saying.lines.map((line) => richLine(line, cut)),
      titled ? 'Medium' : 'None',
    ),
  ])
}

/** A dialog that says something and gives back what was typed. */
export function sayingDialog(saying: Saying, typed: readonly TypedText[] = []): Dialog {
  const fits = saying.title.length <= limits.dialog.title && saying.lines.length > 0
  return {
    title: shortText(fits ? saying.title : 'Countersign', limits.dialog.title),
    width: 'medium',
    height: typed.length === 0 ? 'small' : 'large',
    card: cardOf(saying.locale, saying.title, [
      ...sayingElements(saying, !fits),
      ...typedElements(typed, saying.locale),
    ]),
  }
}

/** What was recorded, and what the person may do about it at once. */
export function doneDialog(answer: DoneAnswer): Dialog {
  const dialog = sayingDialog(sayings.done(answer))
  const { request, locale, told } = answer
  if (told === undefined || told.choices.length === 0) return dialog
  const actions = choiceActions(told.choices, { ...told, request, locale }, 'dialog')
  return { ...dialog, height: 'medium', card: { ...dialog.card, actions } }
}

/** What became of several requests; whichever needs another look is a press away. */
export function toldDialog(answer: ToldAnswer): Dialog {
  const dialog = sayingDialog(sayings.told(answer))
  const actions = answer.open.map(({ request, label }) => ({
    type: 'Action.Submit' as const,
    title: shortText(label, limits.actions.title),
    data: pageData({ request, page: 0 }),
  }))
  return actions.length === 0 ? dialog : { ...dialog, height: 'medium', card: { ...dialog.card, actions } }
}

/** The same as a message, for where no dialog is open. */
export function sayingMessage(saying: Saying): TeamsMessage {
  return {
    card: cardOf(saying.locale, saying.title, sayingElements(saying, true)),
    summary: shortText(saying.title, limits.summary.text),
  }
}

/** The way to one form, for somebody who typed what they want: a dialog opens at a press only. */
export function beginCard(
  help: Pick<Saying, 'locale' | 'title'> & { readonly drafts?: readonly DraftOffer[] },
  kind: RequestKind,
): AdaptiveCardJson {
  const said = words(help.locale)
  const title = kind === 'post' ? said.newPost : said.newChannel
  const drafts = (help.drafts ?? []).filter((offer) => offer.kind === kind)
  return cardOf(help.locale, title, [
    heading(title, 'Large', 'None'),
    {
      type: 'ActionSet',
      actions: [{ type: 'Action.Submit', title, style: 'positive', data: opening(newData(kind)) }],
    },
    ...drafts.slice(0, 5).flatMap((offer) => offerElements(offer, 'message')),
  ])
}

/** What Countersign does, where to begin, drafts to go on with, and below that the rest of the help. */
export function menuCard(
  help: Saying & { readonly drafts?: readonly DraftOffer[] },
  surface: Surface,
): AdaptiveCardJson {
  const said = words(help.locale)
  const cut = new Cut(ownWords)
  const [first, ...rest] = help.lines
  const button = (title: string, data: PressData, style?: 'positive'): Submit => ({
    type: 'Action.Submit',
    title,
    ...(style === undefined ? {} : { style }),
    data: surface === 'message' ? opening(data) : data,
  })
  return cardOf(help.locale, help.title, [
    heading(cut.plain(help.title), 'Large', 'None'),
    ...(first === undefined ? [] : lines([richLine(first, cut)])),
    {
      type: 'ActionSet',
      actions: [
        button(said.newPost, newData('post'), 'positive'),
        button(said.newChannel, newData('channel')),
        button(said.overview, mineData()),
      ],
    },
    ...(help.drafts ?? []).slice(0, 5).flatMap((offer) => offerElements(offer, surface)),
    ...lines(
      rest.map((line) => richLine(line, cut)),
      'Medium',
    ),
  ])
}
