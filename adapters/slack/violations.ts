/** Checks blocks, messages and views against the table in `limit-table.ts`: what Slack would refuse, in words. */
import { elementShapes } from './limit-elements.ts'
import {
  type Check,
  isObject,
  type Json,
  list,
  optional,
  report,
  type Shape,
  shape,
  string,
  text,
} from './limit-shapes.ts'
import { limits } from './limit-table.ts'

const blockId: Record<string, Check> = { block_id: optional(string(limits.blockId.max)) }

const blockShapes: Record<string, Shape> = {
  header: { fields: { text: text(limits.header.text, 'plain_text'), ...blockId } },
  divider: { fields: { ...blockId } },
  section: {
    fields: {
      text: optional(text(limits.section.text)),
      fields: optional(list(1, limits.section.fields, text(limits.section.field))),
      accessory: optional(shape(() => elementShapes)),
      expand: optional(() => undefined),
      ...blockId,
    },
    also: (block, path, tell) => {
      if (block.text === undefined && block.fields === undefined) tell(`${path}: text or fields`)
    },
  },
  context: {
    fields: {
      elements: list(1, limits.context.elements, (value, path, tell) => {
        if (isObject(value) && value.type === 'image') return
        text(limits.context.text)(value, path, tell)
      }),
      ...blockId,
    },
  },
  actions: {
    fields: {
      elements: list(
        1,
        limits.actions.elements,
        shape(() => elementShapes),
      ),
      ...blockId,
    },
  },
  image: {
    fields: {
      alt_text: string(limits.image.altText),
      title: optional(text(limits.image.title, 'plain_text')),
      image_url: optional(string(3000)),
      slack_file: optional((value, path, tell) => {
        if (!isObject(value) || (typeof value.id === 'string') === (typeof value.url === 'string')) {
          tell(`${path}: a slack_file has an id or a url`)
        }
      }),
      ...blockId,
    },
    also: (block, path, tell) => {
      if ((block.image_url === undefined) === (block.slack_file === undefined)) {
        tell(`${path}: image_url or slack_file`)
      }
    },
  },
  input: {
    fields: {
      label: text(limits.input.label, 'plain_text'),
      hint: optional(text(limits.input.hint, 'plain_text')),
      optional: optional(() => undefined),
      dispatch_action: optional(() => undefined),
      element: shape(() => elementShapes),
      ...blockId,
    },
  },
  rich_text: {
    fields: {
      elements: list(
        1,
        Number.POSITIVE_INFINITY,
        shape(() => elementShapes),
      ),
      ...blockId,
    },
  },
}

/** Blocks that only one surface knows. */
const surfaces: Record<'message' | 'modal' | 'home', readonly string[]> = {
  message: Object.keys(blockShapes),
  modal: Object.keys(blockShapes),
  home: Object.keys(blockShapes),
}

function duplicates(values: readonly unknown[]): unknown[] {
  return values.filter((value, index) => value !== undefined && values.indexOf(value) !== index)
}

function actionIds(block: { [key: string]: Json }): unknown[] {
  const elements = Array.isArray(block.elements) ? block.elements : [block.element, block.accessory]
  return elements.map((element) => (isObject(element) ? element.action_id : undefined))
}

function checkBlocks(
  blocks: Json | undefined,
  max: number,
  surface: keyof typeof surfaces,
  tell: (message: string) => void,
): void {
  if (!Array.isArray(blocks)) {
    tell('blocks: not a list')
    return
  }
  if (blocks.length > max) tell(`blocks: ${blocks.length} of at most ${max}`)
  blocks.forEach((block, index) => {
    const path = `blocks[${index}]`
    shape(() => blockShapes)(block, path, tell)
    if (!isObject(block)) return
    if (!surfaces[surface].includes(String(block.type))) tell(`${path}: not for a ${surface}`)
    for (const id of duplicates(actionIds(block))) tell(`${path}: action_id ${String(id)} twice`)
    const element = block.element
    if (isObject(element) && element.type === 'file_input' && surface !== 'modal') {
      tell(`${path}: file_input is for modals only`)
    }
  })
  for (const id of duplicates(blocks.map((block) => (isObject(block) ? block.block_id : undefined)))) {
    tell(`blocks: block_id ${String(id)} twice`)
  }
}

/** What a message's blocks weigh; see `limits.message.size`. */
export function sizeOfBlocks(blocks: readonly unknown[]): number {
  const weigh = (value: unknown, key: string): number => {
    if (typeof value === 'string')
      return ['text', 'alt_text', 'fallback', 'url'].includes(key) ? value.length : 0
    if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + weigh(item, key), 0)
    if (typeof value !== 'object' || value === null) return 0
    const own = 'type' in value && key === 'elements' ? limits.message.sizeOfElement : 0
    return Object.entries(value).reduce((sum, [name, item]) => sum + weigh(item, name), own)
  }
  return blocks.reduce<number>((sum, block) => sum + limits.message.sizeOfBlock + weigh(block, ''), 0)
}

function checkView(view: { [key: string]: Json }, tell: (message: string) => void): void {
  const modal = view.type === 'modal'
  checkBlocks(view.blocks, limits.view.blocks, modal ? 'modal' : 'home', tell)
  const fields: Record<string, Check> = {
    type: () => undefined,
    blocks: () => undefined,
    private_metadata: optional(string(limits.view.privateMetadata)),
    callback_id: optional(string(limits.view.callbackId)),
    external_id: optional(string(255)),
    ...(modal
      ? {
          title: text(limits.view.title, 'plain_text'),
          submit: optional(text(limits.view.submit, 'plain_text')),
          close: optional(text(limits.view.close, 'plain_text')),
          clear_on_close: optional(() => undefined),
          notify_on_close: optional(() => undefined),
        }
      : {}),
  }
  report(view, fields, 'view', tell)
  const blocks = Array.isArray(view.blocks) ? view.blocks : []
  const inputs = blocks.some((block) => isObject(block) && block.type === 'input')
  if (modal && inputs && view.submit === undefined) tell('view: a modal with inputs needs submit')
  if (new TextEncoder().encode(JSON.stringify(view)).length > limits.view.bytes) tell('view: too large')
}

/**
 * Everything in a message (`{ text, blocks }`) or a view (`{ type: 'modal' | 'home', … }`) that Slack would refuse, one
 * sentence each with the path; empty when it is fine. Unknown blocks and fields count as refused.
 */
export function violations(subject: unknown): string[] {
  const found: string[] = []
  const tell = (message: string): void => void found.push(message)
  const value: Json = JSON.parse(JSON.stringify(subject ?? null))
  if (!isObject(value)) return ['not an object']
  if (value.type === 'modal' || value.type === 'home') {
    checkView(value, tell)
    return found
  }
  const content = value.text
  if (typeof content !== 'string' || content === '') tell('text: a message needs text for notifications')
  else if (content.length > limits.message.text) tell(`text: longer than ${limits.message.text}`)
  checkBlocks(value.blocks, limits.message.blocks, 'message', tell)
  const size = Array.isArray(value.blocks) ? sizeOfBlocks(value.blocks) : 0
  if (size > limits.message.size) tell(`blocks: ${size} of at most ${limits.message.size} in all`)
  return found
}
