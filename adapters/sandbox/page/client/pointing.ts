import type { Json, MessageView, TourTarget } from '../../protocol.ts'
import { isJson, listAt, textAt } from '../../slack-server/json.ts'

export const matches = (action: string, actionId: string) =>
  actionId === action || actionId.startsWith(`${action}:`)

const buttonsOf = (blocks: readonly Json[]) =>
  blocks.flatMap((block) =>
    [...listAt(block, 'elements'), block.accessory]
      .filter(isJson)
      .flatMap((one) => textAt(one, 'action_id') ?? []),
  )

/** Whether the tour's next button is in this message of this person. */
export function pointsAt(target: TourTarget | null, user: string, message: MessageView): boolean {
  if (target?.type !== 'button' || target.user !== user) return false
  return buttonsOf(message.blocks).some((actionId) => matches(target.action, actionId))
}
