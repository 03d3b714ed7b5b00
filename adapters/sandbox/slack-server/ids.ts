import { randomBytes } from 'node:crypto'
import { isJson, type Json, listAt, textAt } from './json.ts'

const shortId = () => randomBytes(4).toString('base64url').slice(0, 5)

const withActionId = (element: unknown): unknown =>
  isJson(element) && element.type !== 'image' && textAt(element, 'action_id') === null
    ? { ...element, action_id: shortId() }
    : element

/** Slack gives every block and every interactive element an id where the app left it out. */
export function withIds(blocks: readonly Json[]): readonly Json[] {
  return blocks.map((block) => ({
    ...block,
    block_id: textAt(block, 'block_id') ?? shortId(),
    ...(block.type === 'actions' ? { elements: listAt(block, 'elements').map(withActionId) } : {}),
    ...(block.type === 'input' ? { element: withActionId(block.element) } : {}),
    ...(isJson(block.accessory) ? { accessory: withActionId(block.accessory) } : {}),
  }))
}

/** An interactive element and the block that holds it. */
export interface Placed {
  readonly block: Json
  readonly blockId: string
  readonly actionId: string
  readonly element: Json
  readonly type: string
}

/** Every interactive element of these blocks, in reading order. */
export function interactiveElements(blocks: readonly Json[]): readonly Placed[] {
  return blocks.flatMap((block) => {
    const elements =
      block.type === 'actions'
        ? listAt(block, 'elements')
        : [block.type === 'input' ? block.element : block.accessory].filter(isJson)
    return elements.flatMap((element) => {
      const actionId = textAt(element, 'action_id')
      const type = textAt(element, 'type')
      if (actionId === null || type === null || type === 'image') return []
      return [{ block, blockId: textAt(block, 'block_id') ?? '', actionId, element, type }]
    })
  })
}
