/** The whole request in a dialog: nothing shortened, on as many pages as it takes. */
import type { Fact, RequestCard } from '../../src/view/card.ts'
import { stateSign } from '../../src/view/drawing.ts'
import { asPlain } from '../../src/view/text.ts'
import { words } from '../../src/view/words.ts'
import { pageData } from './button.ts'
import type { Action, Element, TextRun } from './card-json.ts'
import {
  banner,
  bold,
  bullets,
  cardOf,
  changeRuns,
  choiceActions,
  elementsOf,
  lines,
  type RenderContext,
  subtle,
} from './elements.ts'
import { heading, merged, richRuns, runs, shortText, textBlock } from './escape.ts'
import { limits, sizeOf } from './limits.ts'
import type { Dialog } from './render.ts'
import { mediaElements } from './render-media.ts'
import { contentField } from './render-request.ts'

/** What a page may hold, well under what Teams takes: the rest is for the headline, the choices and the pages. */
const page = { bytes: 48_000, characters: 6000 } as const

/** Runs in pieces of what one block may hold; text is cut between characters and goes on in the next piece. */
function chunks(list: readonly TextRun[]): TextRun[][] {
  const found: TextRun[][] = [[]]
  let room: number = page.characters
  for (const run of list) {
    let rest = run.text
    while (rest !== '') {
      // A date is not to be cut: it is one function.
      if (room <= 1 || (rest.startsWith('{{') && rest.length > room)) {
        found.push([])
        room = page.characters
      }
      const high = rest.charCodeAt(room - 1)
      const end = room < rest.length && high >= 0xd800 && high <= 0xdbff ? room - 1 : room
      const piece = rest.slice(0, end)
      found.at(-1)?.push({ ...run, text: piece })
      // What a run weighs besides its text.
      room -= piece.length + 20
      rest = rest.slice(piece.length)
    }
  }
  return found.filter((piece) => piece.length > 0)
}

/** A labelled text in full; every piece after the first says that it goes on. */
function labelled(
  label: string,
  value: readonly TextRun[],
  continued: string,
  wrap: (name: string, piece: readonly TextRun[]) => readonly Element[],
): Element[] {
  const pieces = chunks(value.length === 0 ? runs('–') : merged(value))
  return pieces.flatMap((piece, index) => wrap(index === 0 ? label : `${label} ${continued}`, piece))
}

const line = (name: string, piece: readonly TextRun[]): readonly Element[] =>
  lines([[...bold(name.endsWith('?') ? `${name} ` : `${name}: `), ...piece]], 'Small')

const factsOf = (facts: readonly Fact[], continued: string): Element[] =>
  facts.flatMap((fact) => labelled(fact.label, richRuns(fact.value), continued, line))

const titled = (title: string, list: readonly (Element | null)[]): (Element | null)[] =>
  list.length === 0 ? [] : [heading(title, 'Default', 'Large'), ...list]

function positionElements(card: RequestCard, continued: string): Element[] {
  return card.positions.flatMap(({ name, state, summary, details, evidence }) => [
    ...labelled(`${stateSign[state]} ${name}`, richRuns(summary), continued, line),
    ...bullets([...details, ...evidence].flatMap((rich) => chunks(richRuns(rich)))),
  ])
}

function contentElements(card: RequestCard, continued: string): Element[] {
  return card.content.flatMap((field) => [
    ...labelled(field.label, richRuns(field.value), continued, (name, piece) =>
      contentField({ ...field, label: asPlain(name) }, piece),
    ),
    ...(field.changes === null ? [] : labelled('±', changeRuns(field.changes), continued, line)),
  ])
}

function everything(card: RequestCard, context: RenderContext): Element[] {
  const said = words(card.locale)
  const changed = card.content.some((field) => field.changes !== null)
  const risk = card.risk
  return elementsOf([
    ...lines([bold(card.title), richRuns(card.status)], 'Medium'),
    card.question === null ? null : textBlock(richRuns(card.question, { weight: 'Bolder' }), 'Medium'),
    ...(risk === null
      ? []
      : lines([bold(`${said.risk}: ${risk.label}`), ...risk.reasons.map((why) => runs(why))])),
    ...titled(said.facts, factsOf(card.facts, said.continued)),
    ...titled(said.need, factsOf(card.need, said.continued)),
    ...titled(said.content, [
      card.revisionNote === null ? null : textBlock(richRuns(card.revisionNote)),
      changed ? subtle(said.changes) : null,
      ...contentElements(card, said.continued),
    ]),
    ...mediaElements(card, context),
    ...titled(said.positions, positionElements(card, said.continued)),
    ...titled(said.consequences, factsOf(card.consequences, said.continued)),
    card.deadline === null ? null : textBlock(richRuns(card.deadline.label), 'Medium'),
    ...titled(
      said.next,
      card.next.map((step) => textBlock(richRuns(step), 'Small')),
    ),
  ])
}

function pagesOf(list: readonly Element[]): Element[][] {
  const pages: Element[][] = [[]]
  let bytes = 0
  for (const element of list) {
    const size = sizeOf(element)
    const current = pages.at(-1) ?? []
    if (bytes + size > page.bytes && current.length > 0) {
      pages.push([element])
      bytes = size
    } else {
      current.push(element)
      bytes += size
    }
  }
  return pages
}

function turning(card: RequestCard, at: number, of: number): (Element | null)[] {
  if (of === 1) return []
  const said = words(card.locale)
  const to = (target: number, title: string): Action[] =>
    target < 0 || target >= of
      ? []
      : [
          {
            type: 'Action.Submit',
            title,
            data: pageData({ request: card.request, page: target }),
            associatedInputs: 'none',
          },
        ]
  return [
    subtle(said.page(at + 1, of), 'Large'),
    { type: 'ActionSet', actions: [...to(at - 1, said.previousPage), ...to(at + 1, said.nextPage)] },
  ]
}

/** One page of the details, counted from 0; a page that is not there (any more) is the last one. */
export function renderDetails(card: RequestCard, context: RenderContext, wanted = 0): Dialog {
  const pages = pagesOf(everything(card, context))
  const at = Math.min(Math.max(wanted, 0), pages.length - 1)
  const choices = card.choices.filter((choice) => choice.verb !== 'details')
  return {
    title: shortText(`${words(card.locale).details} #${card.number}`, limits.dialog.title),
    width: 'large',
    height: 'large',
    card: cardOf(
      card.locale,
      card.headline,
      [banner(card.tone, card.headline), ...(pages[at] ?? []), ...turning(card, at, pages.length)],
      choiceActions(choices, card, 'dialog'),
    ),
  }
}
