/** A person's overview: as the bot's answer to "mine" and as a dialog. */
import type { HomeView, ListItem } from '../../src/view/card.ts'
import { type HomeLook, turnedTo } from '../../src/view/cards.ts'
import { Cut } from '../../src/view/cut.ts'
import type { Inline, Locale } from '../../src/view/text.ts'
import { toneSign, words } from '../../src/view/words.ts'
import { homeData, newData, opening, pageData, togetherData } from './button.ts'
import type { Action, AdaptiveCardJson, Element } from './card-json.ts'
import { cardOf, elementsOf, lines, type Surface, subtle } from './elements.ts'
import { heading, richRuns, runs, shortText, textBlock } from './escape.ts'
import { limits, sizeOf } from './limits.ts'
import type { Dialog, TeamsMessage } from './render.ts'
import { absenceElements } from './render-absence.ts'
import { offerElements } from './render-draft.ts'
import { findElement, findToggle, homeAction, settingsElements } from './render-home-controls.ts'

type Section = HomeView['sections'][number]

/**
 * How long the texts of items may be, until the card fits. What fits on a page of the overview fits on the card; only
 * of longer lists than those items would be left out, and counted.
 */
const sizes = [
  { items: 60, text: 300 },
  { items: 60, text: 160 },
  { items: 60, text: 80 },
  { items: 60, text: 40 },
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

function pagingElements({ paging }: Section, look: HomeLook, surface: Surface): (Element | null)[] {
  if (paging === undefined) return []
  const turn = (to: { readonly page: number; readonly label: string } | null): Action[] =>
    to === null
      ? []
      : [homeAction(to.label, homeData('show', turnedTo(look, paging.section, to.page)), surface)]
  return [
    subtle(paging.line),
    { type: 'ActionSet', spacing: 'Small', actions: [...turn(paging.previous), ...turn(paging.next)] },
  ]
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
    ...pagingElements(section, home.controls?.look ?? {}, surface),
  ]
}

/** What can be begun from here, and the way to what is folded away. */
function beginnings({ actions, controls, locale }: HomeView, surface: Surface): Element | null {
  const find = controls === undefined ? null : findToggle(controls, locale)
  const all: readonly Action[] = [
    ...actions.slice(0, limits.actions.primary - 1).map(({ action, label }): Action => {
      const data = newData(action === 'new_post' ? 'post' : 'channel')
      return {
        type: 'Action.Submit',
        title: shortText(label, limits.actions.title),
        data: surface === 'message' ? opening(data) : data,
        associatedInputs: 'none',
      }
    }),
    ...(find === null ? [] : [find]),
  ]
  return all.length === 0 ? null : { type: 'ActionSet', actions: all }
}

function homeCard(home: HomeView, surface: Surface, size: Size): AdaptiveCardJson {
  const { controls, locale, absence } = home
  const cut = new Cut({ body: 300, text: 300 })
  return cardOf(locale, home.greeting, [
    heading(cut.plain(home.greeting), 'Large', 'None'),
    beginnings(home, surface),
    controls === undefined ? null : findElement(controls, locale, surface),
    ...(home.drafts ?? []).slice(0, 5).flatMap((offer) => offerElements(offer, surface)),
    ...home.sections.flatMap((section) => sectionElements(section, home, surface, size)),
    ...(absence === undefined ? [] : absenceElements(absence, surface, controls?.look ?? {})),
    ...(controls === undefined ? [] : settingsElements(controls, locale, surface)),
  ])
}

/** The overview, as a message of the bot or as what a dialog shows. */
export function renderHome(home: HomeView, surface: Surface = 'message'): AdaptiveCardJson {
  let last = homeCard(home, surface, sizes[0])
  for (const size of sizes.slice(1)) {
    if (sizeOf(last) <= limits.card.bytes) return last
    last = homeCard(home, surface, size)
  }
  return last
}

/** The same as a message. */
export const homeMessage = (home: HomeView): TeamsMessage => ({
  card: renderHome(home),
  summary: shortText(home.greeting, limits.summary.text),
})

/** The same as a dialog, whose own buttons draw it anew in its place. */
export const homeDialog = (home: HomeView): Dialog => ({
  title: words(home.locale).overview,
  width: 'medium',
  height: 'large',
  card: renderHome(home, 'dialog'),
})
