/** A person's overview as App Home, and as a modal for "mine". */
import type { KnownBlock, ModalView, HomeView as SlackHome } from '@slack/types'
import type { HomeView } from '../../src/view/card.ts'
import type { Saying } from '../../src/view/sayings.ts'
import { asPlain } from '../../src/view/text.ts'
import { toneSign, words } from '../../src/view/words.ts'
import { blocksOf, context, header, type RenderContext } from './blocks.ts'
import { encodePage } from './button.ts'
import { mrkdwn, plainText } from './escape.ts'
import { limits } from './limits.ts'
import { offerBlocks } from './render-draft.ts'
import { sayingMessage } from './render-notice.ts'

type Section = HomeView['sections'][number]
type Item = Section['items'][number]

/** Items shown over all sections; the details of the rest are a command away, and the section says how many there are. */
const room = 60

function itemBlock(item: Item, home: HomeView, render: RenderContext): KnownBlock {
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
      text: plainText(words(home.locale).details, limits.button.text),
      value: encodePage({ request: item.request, page: 0 }),
    },
  }
}
const newline = { type: 'text', text: asPlain('\n') } as const

function sectionBlocks(section: Section, home: HomeView, render: RenderContext, max: number): KnownBlock[] {
  const shown = section.items.slice(0, max)
  const hidden = section.items.length - shown.length
  return blocksOf([
    header(section.title),
    ...(section.items.length === 0 ? [context(section.empty)] : []),
    ...shown.map((item) => itemBlock(item, home, render)),
    hidden === 0 ? null : context(words(home.locale).more(hidden)),
  ])
}

function homeBlocks(home: HomeView, render: RenderContext): KnownBlock[] {
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
    ...home.sections.flatMap((section) => sectionBlocks(section, home, render, each)),
  ])
}

/** The App Home tab. */
export function homeTab(home: HomeView, render: RenderContext): SlackHome {
  return { type: 'home', callback_id: 'home', blocks: homeBlocks(home, render) }
}

/** The same overview in a modal. */
export function homeModal(home: HomeView, render: RenderContext): ModalView {
  return {
    type: 'modal',
    callback_id: 'mine',
    title: plainText(words(home.locale).overview, limits.view.title),
    close: plainText(words(home.locale).close, limits.view.close),
    blocks: homeBlocks(home, render),
  }
}

/** The App Home tab of somebody who has none, with the reason. */
export function sayingTab(saying: Saying): SlackHome {
  return { type: 'home', callback_id: 'home', blocks: sayingMessage(saying).blocks }
}
