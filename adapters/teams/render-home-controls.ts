/** What can be chosen about the overview: both parts are folded away until somebody wants them. */
import type { HomeChoice, HomeView } from '../../src/view/card.ts'
import { everything, isNarrowed } from '../../src/view/cards.ts'
import type { Locale } from '../../src/view/text.ts'
import { words } from '../../src/view/words.ts'
import { homeData, type PressData } from './button.ts'
import type { Action, Container, Element, Input, ToggleVisibility } from './card-json.ts'
import { elementsOf, type Surface } from './elements.ts'
import { shortText } from './escape.ts'
import { limits } from './limits.ts'
import { inputId, optionValue } from './render-form.ts'

type Controls = NonNullable<HomeView['controls']>

const folded = { find: 'home-find', settings: 'home-settings' } as const

/** A button that draws the overview anew in its place. `inputs`: whether what was typed goes along. */
export function homeAction(title: string, data: PressData, surface: Surface, inputs = false): Action {
  const look = {
    title: shortText(title, limits.actions.title),
    data,
    ...(inputs ? {} : { associatedInputs: 'none' as const }),
  }
  return surface === 'message'
    ? { type: 'Action.Execute', verb: 'home', ...look }
    : { type: 'Action.Submit', ...look }
}

const toggle = (title: string, target: string): ToggleVisibility => ({
  type: 'Action.ToggleVisibility',
  title,
  targetElements: [target],
})

/** Clients take no empty value. */
const choiceValue = (id: string): string => (id === '' ? everything : optionValue(id))

const choiceInput = ({ id, label, options, value }: HomeChoice): Input => ({
  type: 'Input.ChoiceSet',
  id: inputId('choice', id),
  label: shortText(label, 300),
  style: 'compact',
  choices: options.map((option) => ({ title: shortText(option.label, 500), value: choiceValue(option.id) })),
  value: choiceValue(value),
})

function unfolding(id: string, isOpen: boolean, items: readonly (Element | null)[]): Container {
  return {
    type: 'Container',
    id,
    style: 'emphasis',
    ...(isOpen ? {} : { isVisible: false as const }),
    items: elementsOf(items),
  }
}

/** The button that unfolds search and filters; null where there is too little to look for. */
export const findToggle = ({ search }: Controls, locale: Locale): Action | null =>
  search === null ? null : toggle(words(locale).find, folded.find)

/** Open where something is left out because of it. */
export function findElement(
  { search, filters, look }: Controls,
  locale: Locale,
  surface: Surface,
): Element | null {
  if (search === null) return null
  const said = words(locale)
  const isOpen = isNarrowed(look)
  return unfolding(folded.find, isOpen, [
    {
      type: 'Input.Text',
      id: inputId('text', 'words'),
      label: shortText(search.label, 300),
      placeholder: shortText(search.placeholder, 150),
      maxLength: 200,
      ...(search.value === '' ? {} : { value: search.value }),
    },
    ...filters.map(choiceInput),
    {
      type: 'ActionSet',
      actions: [
        homeAction(said.show, homeData('find', look), surface, true),
        ...(isOpen ? [homeAction(said.showAll, homeData('show', {}), surface)] : []),
      ],
    },
  ])
}

/** Language, digest and chat. */
export function settingsElements(controls: Controls, locale: Locale, surface: Surface): Element[] {
  const said = words(locale)
  const { language, digest, chat, look } = controls
  const choices = [language, digest, ...(chat === undefined ? [] : [chat])]
  const was = Object.fromEntries(choices.map(({ id, value }) => [id, value]))
  return [
    {
      type: 'ActionSet',
      separator: true,
      spacing: 'Large',
      actions: [toggle(said.settings, folded.settings)],
    },
    unfolding(folded.settings, false, [
      ...choices.map(choiceInput),
      { type: 'ActionSet', actions: [homeAction(said.save, homeData('keep', look, was), surface, true)] },
    ]),
  ]
}
