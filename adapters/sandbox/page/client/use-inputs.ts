import { useState } from 'react'
import type { Json } from '../../protocol.ts'
import type { Input, Inputs } from '../../slack-server/input.ts'
import { initialInput } from '../../slack-server/input.ts'
import { isJson, listAt, textAt } from '../../slack-server/json.ts'

/** What stands in the elements of some blocks: what was entered, and what the bot put there before that. */
export interface EnteredInputs {
  readonly entered: Inputs
  get(blockId: string, actionId: string, element: Json): Input
  set(blockId: string, actionId: string, input: Input): void
}

const elementKeys = (blocks: readonly Json[]) =>
  new Set(
    blocks.flatMap((block) =>
      [...listAt(block, 'elements'), block.element, block.accessory]
        .filter(isJson)
        .map((element) => `${textAt(block, 'block_id')} ${textAt(element, 'action_id')}`),
    ),
  )

/**
 * Keeps entries for as long as their element exists: as in Slack, a view that is updated keeps what was entered in
 * blocks that keep their ids.
 */
export function useInputs(blocks: readonly Json[]): EnteredInputs {
  const [entered, setEntered] = useState<Inputs>({})
  const known = elementKeys(blocks)
  const kept = Object.fromEntries(
    Object.entries(entered).map(([block, actions]) => [
      block,
      Object.fromEntries(Object.entries(actions).filter(([action]) => known.has(`${block} ${action}`))),
    ]),
  )
  return {
    entered: kept,
    get(blockId, actionId, element) {
      const value = kept[blockId]?.[actionId]
      return value === undefined ? initialInput(element) : value
    },
    set: (blockId, actionId, input) =>
      setEntered((before) => ({ ...before, [blockId]: { ...before[blockId], [actionId]: input } })),
  }
}
