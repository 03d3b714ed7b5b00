/** A person's overview: as the bot's answer to "mine" and as a dialog. */
import type { HomeView, ListItem } from '../../src/view/card.ts'
import { Cut } from '../../src/view/cut.ts'
import type { Inline, Locale } from '../../src/view/text.ts'
import { toneSign, words } from '../../src/view/words.ts'
import { newData, opening, pageData, togetherData } from './button.ts'
import type { AdaptiveCardJson, Element } from './card-json.ts'
import { cardOf, elementsOf, lines, type Surface, subtle } from './elements.ts'
import { heading, richRuns, runs, shortText, textBlock } from './escape.ts'
import { limits, sizeOf } from './limits.ts'
import { absenceElements } from './render-absence.ts'
import { chatChoice } from './render-chats.ts'
import { offerElements } from './render-draft.ts'

type Section = HomeView['sections'][number]

/** How many items of a section are shown at most and how long their texts may be, until the card fits. */
const sizes = [
  { items: 20, text: 300 },
  { items: 12, text: 160 },
  { items: 8, text: 80 },
  { items: 3, text: 40 },
] as const
type Size = (typeof sizes)[number]

/** A request of a list: the whole row opens it. */
export function itemElement(
  item: ListItem,
  { locale }: { readonly locale: Locale },
  surface: Surface,
  cut: Cut,
): Element {
  const data = pageData({ request: item.request, page: 0 })
  const line = (list: readonly Inline[], detail: boolean) =>
    richRuns(cut.rich(list), detail ? { isSubtle: true } : {})
  return {
    type: 'ColumnSet',
    spacing: 'Small',
    separator: true,
    selectAction: {
      type: 'Action.Submit',
      title: `${words(locale).details} #${item.number}`,
      data: surface === 'message' ? opening(data) : data,
    },
    columns: [
      { type: 'Column', width: 'auto', items: elementsOf([textBlock(runs(toneSign[item.tone]), 'None')]) },
      {
        type: 'Column',
        width: 'stretch',
        items: lines([line(item.line, false), line(item.detail, true)], 'None'),
      },
      {
        type: 'Column',
        width: 'auto',
        verticalContentAlignment: 'Center',
        items: elementsOf([textBlock(runs('›', { color: 'Accent', weight: 'Bolder' }), 'None')]),
      },
    ],
  }
}

function togetherElement({ together = [] }: Section, surface: Surface): Element | null {
  if (together.length === 0) return null
  return {
    type: 'ActionSet',
    actions: together.slice(0, limits.actions.primary).map(({ group, label }) => ({
      type: 'Action.Submit',
      title: shortText(label, limits.actions.title),
      data: surface === 'message' ? opening(togetherData(group)) : togetherData(group),
    })),
  }
}

function sectionElements(section: Section, home: HomeView, surface: Surface, size: Size): (Element | null)[] {
  const shown = section.items.slice(0, size.items)
  const hidden = section.items.length - shown.length
  return [
    heading(section.title, 'Default', 'Large'),
    section.items.length === 0 ? subtle(section.empty) : null,
    togetherElement(section, surface),
    ...shown.map((item) => itemElement(item, home, surface, new Cut({ body: size.text, text: size.text }))),
    hidden === 0 ? null : subtle(words(home.locale).more(hidden)),
  ]
}

function homeCard(home: HomeView, surface: Surface, size: Size): AdaptiveCardJson {
  const cut = new Cut({ body: 300, text: 300 })
  const chat = home.controls?.chat
  return cardOf(home.locale, home.greeting, [
    heading(cut.plain(home.greeting), 'Large', 'None'),
    home.actions.length === 0
      ? null
      : {
          type: 'ActionSet',
          actions: home.actions.slice(0, limits.actions.primary).map(({ action, label }) => {
            const data = newData(action === 'new_post' ? 'post' : 'channel')
            return {
              type: 'Action.Submit',
              title: shortText(label, limits.actions.title),
              data: surface === 'message' ? opening(data) : data,
            }
          }),
        },
    ...(home.drafts ?? []).slice(0, 5).flatMap((offer) => offerElements(offer, surface)),
    ...home.sections.flatMap((section) => sectionElements(section, home, surface, size)),
    ...(home.absence === undefined ? [] : absenceElements(home.absence, surface)),
    // A dialog's buttons submit the dialog: there it is not offered.
    ...(chat === undefined || surface === 'dialog' ? [] : chatChoice(chat)),
  ])
}

/** The overview, as a message of the bot or as what a dialog shows. */
export function renderHome(home: HomeView, surface: Surface = 'message'): AdaptiveCardJson {
  const drawn = sizes.map((size) => () => homeCard(home, surface, size))
  let last = homeCard(home, surface, sizes[0])
  for (const draw of drawn) {
    last = draw()
    if (sizeOf(last) <= limits.card.bytes) return last
  }
  return last
}
