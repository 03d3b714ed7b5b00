/** The whole request in a modal: nothing shortened, on as many pages as it takes. */
import type { KnownBlock, ModalView, RichTextBlockElement, RichTextElement } from '@slack/types'
import type { ContentField, Fact, RequestCard } from '../../src/view/card.ts'
import { toneSign, words } from '../../src/view/words.ts'
import {
  blocksOf,
  bold,
  changeRuns,
  choiceBlocks,
  context as contextBlock,
  header,
  lines,
  quote,
  type RenderContext,
  richText,
} from './blocks.ts'
import { encodePage } from './button.ts'
import { type Mention, plainElement, plainText, richElements } from './escape.ts'
import { limits } from './limits.ts'
import { mediaBlocks } from './render-request.ts'

export const detailsCallback = 'details'

/** What a page may hold, well under what Slack takes: the rest is for the headline, the choices and the pages. */
const page = { blocks: 60, bytes: 60_000 } as const

/** Runs in pieces of what one section may hold; text is cut between characters and goes on in the next piece. */
function chunks(elements: readonly RichTextElement[]): RichTextElement[][] {
  const found: RichTextElement[][] = [[]]
  let room: number = limits.richText.text
  const next = (): void => {
    found.push([])
    room = limits.richText.text
  }
  for (const element of elements) {
    if (element.type !== 'text') {
      if (room < 100) next()
      found.at(-1)?.push(element)
      room -= 100
      continue
    }
    let rest = element.text
    while (rest !== '') {
      if (room <= 1) next()
      const high = rest.charCodeAt(room - 1)
      const end = room < rest.length && high >= 0xd800 && high <= 0xdbff ? room - 1 : room
      const piece = rest.slice(0, end)
      found.at(-1)?.push({ ...element, text: piece })
      room -= piece.length
      rest = rest.slice(piece.length)
    }
  }
  return found.filter((piece) => piece.length > 0)
}

/** A labelled text in full; every piece after the first says that it goes on. */
function labelled(
  label: string,
  elements: readonly RichTextElement[],
  continued: string,
  wrap: (piece: RichTextElement[]) => RichTextBlockElement | null,
): (KnownBlock | null)[] {
  const pieces = chunks(elements.length === 0 ? plainElement('–') : elements)
  return pieces.map((piece, index) =>
    richText([lines([bold(index === 0 ? label : `${label} ${continued}`)]), wrap(piece)]),
  )
}

const section = (piece: RichTextElement[]): RichTextBlockElement | null => lines([piece])

function factBlocks(facts: readonly Fact[], continued: string, mention: Mention): (KnownBlock | null)[] {
  return facts.flatMap((fact) => labelled(fact.label, richElements(fact.value, mention), continued, section))
}

function contentBlocks(field: ContentField, continued: string, mention: Mention): (KnownBlock | null)[] {
  const value = richElements(field.value, mention)
  const wrap = field.emphasis === 'body' ? quote : section
  return [
    ...labelled(field.label, value, continued, wrap),
    ...(field.changes === null ? [] : labelled('±', changeRuns(field.changes), continued, wrap)),
  ]
}

function titled(title: string, blocks: readonly (KnownBlock | null)[]): (KnownBlock | null)[] {
  return blocks.length === 0 ? [] : [header(title), ...blocks]
}

function positionBlocks(card: RequestCard, continued: string, mention: Mention): (KnownBlock | null)[] {
  return card.positions.flatMap((position) => {
    const all = [position.summary, ...position.details, ...position.evidence].map((rich) =>
      richElements(rich, mention),
    )
    return labelled(position.name, lines(all)?.elements ?? [], continued, section)
  })
}

function everything(card: RequestCard, context: RenderContext): KnownBlock[] {
  const { mention } = context
  const said = words(card.locale)
  const rich = (lead: string, elements: readonly RichTextElement[]): (KnownBlock | null)[] =>
    labelled(lead, elements, said.continued, section)
  const risk = card.risk
  const changed = card.content.some((field) => field.changes !== null)
  return blocksOf([
    ...rich(card.title, richElements(card.status, mention)),
    card.question === null ? null : richText([quote(richElements(card.question, mention))]),
    risk === null
      ? null
      : richText([
          lines([bold(`${said.risk}: ${risk.label}`), ...risk.reasons.map((reason) => plainElement(reason))]),
        ]),
    ...titled(said.facts, factBlocks(card.facts, said.continued, mention)),
    ...titled(said.need, factBlocks(card.need, said.continued, mention)),
    ...titled(said.content, [
      card.revisionNote === null ? null : richText([lines([richElements(card.revisionNote, mention)])]),
      changed ? contextBlock(said.changes) : null,
      ...card.content.flatMap((field) => contentBlocks(field, said.continued, mention)),
    ]),
    ...mediaBlocks(card.media, card.locale, context),
    ...titled(said.positions, positionBlocks(card, said.continued, mention)),
    ...titled(said.consequences, factBlocks(card.consequences, said.continued, mention)),
    card.deadline === null ? null : richText([lines([richElements(card.deadline.label, mention)])]),
    ...titled(
      said.next,
      card.next.map((step) => richText([lines([richElements(step, mention)])])),
    ),
  ])
}

function pagesOf(blocks: readonly KnownBlock[]): KnownBlock[][] {
  const pages: KnownBlock[][] = [[]]
  let bytes = 0
  for (const block of blocks) {
    const size = Buffer.byteLength(JSON.stringify(block))
    const current = pages.at(-1) ?? []
    if (current.length >= page.blocks || (bytes + size > page.bytes && current.length > 0)) {
      pages.push([block])
      bytes = size
    } else {
      current.push(block)
      bytes += size
    }
  }
  return pages
}

function turning(card: RequestCard, at: number, of: number): KnownBlock[] {
  if (of === 1) return []
  const said = words(card.locale)
  const to = (target: number, label: string, name: string) =>
    target < 0 || target >= of
      ? []
      : [
          {
            type: 'button' as const,
            action_id: `page:${name}`,
            text: plainText(label, limits.button.text),
            value: encodePage({ request: card.request, page: target }),
          },
        ]
  return [
    contextBlock(said.page(at + 1, of)),
    {
      type: 'actions',
      elements: [...to(at - 1, said.previousPage, 'previous'), ...to(at + 1, said.nextPage, 'next')],
    },
  ]
}

/** One page of the details, counted from 0; a page that is not there (any more) is the last one. */
export function detailsView(card: RequestCard, context: RenderContext, wanted = 0): ModalView {
  const pages = pagesOf(everything(card, context))
  const at = Math.min(Math.max(wanted, 0), pages.length - 1)
  const choices = card.choices.filter((choice) => choice.verb !== 'details')
  return {
    type: 'modal',
    callback_id: detailsCallback,
    title: plainText(`${words(card.locale).details} #${card.number}`, limits.view.title),
    close: plainText(words(card.locale).close, limits.view.close),
    blocks: [
      header(`${toneSign[card.tone]} ${card.headline}`),
      ...(pages[at] ?? []),
      ...turning(card, at, pages.length),
      ...choiceBlocks(choices, card),
    ],
  }
}
