/** A person's overview as App Home, and as a modal for "mine". */
import type { KnownBlock, ModalView, HomeView as SlackHome } from '@slack/types'
import { lookOf } from '../../src/codec/look.ts'
import type { HomeChoice, HomeView, ListItem } from '../../src/view/card.ts'
import { everything, type HomeLook } from '../../src/view/cards.ts'
import type { Saying } from '../../src/view/sayings.ts'
import { asPlain, type Locale } from '../../src/view/text.ts'
import { toneSign, words } from '../../src/view/words.ts'
import { blocksOf, context, header, type RenderContext } from './blocks.ts'
import { encodePage } from './button.ts'
import { mrkdwn, plainText } from './escape.ts'
import { limits } from './limits.ts'
import { absenceBlocks } from './render-absence.ts'
import { offerBlocks } from './render-draft.ts'
import { sayingMessage } from './render-notice.ts'

type Section = HomeView['sections'][number]

/** Items shown over all sections; the details of the rest are a command away, and the section says how many there are. */
const room = 60

/** A request of a list, with a button that opens it. */
export function itemBlock(
  item: ListItem,
  { locale }: { readonly locale: Locale },
  render: RenderContext,
): KnownBlock {
  const line = mrkdwn(
    [...item.line, ...(item.detail.length === 0 ? [] : [newline, ...item.detail])],
    render.mention,
    limits.section.text - 3,
  )
  return {
    type: 'section',
    text: { ...line, text: `${toneSign[item.tone]} ${line.text}` },
    accessory: {
      type: 'button',
      action_id: 'open',
      text: plainText(words(locale).details, limits.button.text),
      value: encodePage({ request: item.request, page: 0 }),
    },
  }
}
/** How somebody looks at their App Home travels with it. */
export function decodeLook(metadata: unknown): HomeLook {
  if (typeof metadata !== 'string') return {}
  try {
    return lookOf(JSON.parse(metadata))
  } catch {
    return {}
  }
}

/** Slack takes no empty value of an option. */
const optionOf = ({ id, label }: HomeChoice['options'][number]) => ({
  text: plainText(label, limits.option.text),
  value: id === '' ? everything : id,
})

function menuOf(choice: HomeChoice, action: string) {
  const chosen = choice.options.find(({ id }) => id === choice.value)
  return {
    type: 'static_select' as const,
    action_id: action,
    placeholder: plainText(choice.label, 150),
    options: choice.options.slice(0, 100).map(optionOf),
    ...(chosen === undefined ? {} : { initial_option: optionOf(chosen) }),
  }
}

type Controls = NonNullable<HomeView['controls']>

const filterBlocks = ({ filters }: Controls): KnownBlock[] =>
  filters.length === 0
    ? []
    : [
        {
          type: 'actions',
          block_id: 'home-filters',
          elements: filters.map((choice) => menuOf(choice, `home:filter:${choice.id}`)),
        },
      ]

const searchBlocks = ({ search }: Controls): KnownBlock[] =>
  search === null
    ? []
    : [
        {
          type: 'input',
          block_id: 'home-search',
          dispatch_action: true,
          optional: true,
          label: plainText(search.label, 2000),
          element: {
            type: 'plain_text_input',
            action_id: 'home:search',
            placeholder: plainText(search.placeholder, 150),
            max_length: 200,
            dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
            ...(search.value === '' ? {} : { initial_value: search.value }),
          },
        },
      ]

const divider = { type: 'divider' } as const

const ownBlocks = ({ language, digest, chat }: Controls): KnownBlock[] => [
  divider,
  {
    type: 'section',
    block_id: 'home-language',
    text: { type: 'plain_text', text: language.label },
    accessory: menuOf(language, 'home:language'),
  },
  {
    type: 'section',
    block_id: 'home-digest',
    text: { type: 'plain_text', text: digest.label },
    accessory: menuOf(digest, 'home:digest'),
  },
  ...(chat === undefined
    ? []
    : [
        {
          type: 'section' as const,
          block_id: 'home-chat',
          text: { type: 'plain_text' as const, text: chat.label },
          accessory: menuOf(chat, 'home:chat'),
        },
      ]),
]

function pagingBlocks({ paging }: Section): KnownBlock[] {
  if (paging === undefined) return []
  const button = (turn: 'next' | 'previous', to: { readonly page: number; readonly label: string } | null) =>
    to === null
      ? []
      : [
          {
            type: 'button' as const,
            action_id: `home:page:${turn}:${paging.section}`,
            text: plainText(asPlain(to.label), limits.button.text),
            value: String(to.page),
          },
        ]
  return [
    context(paging.line),
    { type: 'actions', elements: [...button('previous', paging.previous), ...button('next', paging.next)] },
  ]
}

const togetherBlocks = ({ together = [] }: Section): KnownBlock[] =>
  together.length === 0
    ? []
    : [
        {
          type: 'actions',
          elements: together.slice(0, limits.actions.elements).map(({ group, label }) => ({
            type: 'button' as const,
            action_id: `together:${group}`,
            text: plainText(label, limits.button.text),
            value: group,
          })),
        },
      ]

const newline = { type: 'text', text: asPlain('\n') } as const

function sectionBlocks(section: Section, home: HomeView, render: RenderContext, max: number): KnownBlock[] {
  const shown = section.items.slice(0, max)
  const hidden = section.items.length - shown.length
  return blocksOf([
    header(section.title),
    ...(section.items.length === 0 ? [context(section.empty)] : []),
    ...togetherBlocks(section),
    ...shown.map((item) => itemBlock(item, home, render)),
    hidden === 0 ? null : context(words(home.locale).more(hidden)),
    ...pagingBlocks(section),
  ])
}

function homeBlocks(home: HomeView, render: RenderContext, controls: Controls | null): KnownBlock[] {
  const each = Math.max(3, Math.floor(room / Math.max(1, home.sections.length)))
  return blocksOf([
    header(home.greeting),
    home.actions.length === 0
      ? null
      : {
          type: 'actions',
          elements: home.actions.slice(0, limits.actions.elements).map((action) => ({
            type: 'button' as const,
            action_id: action.action === 'new_post' ? 'new:post' : 'new:channel',
            text: plainText(action.label, limits.button.text),
          })),
        },
    ...(home.drafts ?? []).flatMap(offerBlocks),
    ...(controls === null ? [] : [...filterBlocks(controls), ...searchBlocks(controls)]),
    ...home.sections.flatMap((section) => sectionBlocks(section, home, render, each)),
    ...(home.absence === undefined ? [] : [divider, ...absenceBlocks(home.absence)]),
    ...(controls === null ? [] : ownBlocks(controls)),
  ])
}

/** The App Home tab. */
export function homeTab(home: HomeView, render: RenderContext): SlackHome {
  const { controls = null } = home
  return {
    type: 'home',
    callback_id: 'home',
    ...metadataOf(controls),
    blocks: homeBlocks(home, render, controls),
  }
}

const metadataOf = (controls: Controls | null) =>
  controls === null ? {} : { private_metadata: JSON.stringify(controls.look) }

export const homeModalCallback = 'mine'

/** The same overview in a modal, without the search: Slack wants a button to submit where something can be typed. */
export function homeModal(home: HomeView, render: RenderContext): ModalView {
  const { controls = null } = home
  return {
    type: 'modal',
    callback_id: homeModalCallback,
    ...metadataOf(controls),
    title: plainText(words(home.locale).overview, limits.view.title),
    close: plainText(words(home.locale).close, limits.view.close),
    blocks: homeBlocks(home, render, controls === null ? null : { ...controls, search: null }),
  }
}

/** The App Home tab of somebody who has none, with the reason. */
export function sayingTab(saying: Saying): SlackHome {
  return { type: 'home', callback_id: 'home', blocks: sayingMessage(saying).blocks }
}
