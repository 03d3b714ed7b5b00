/** A step of Workflow Builder: `function_executed` asks for a request, and hears of its outcome much later. */
import { z } from 'zod'
import { inWorkspace } from './addresses.ts'
import type { Desk } from './desk.ts'
import { homeOrigin } from './payload.ts'

export const stepCallback = 'request_approval'

/** What the step is given; the manifest names the same. */
export const stepInputs = z.looseObject({
  kind: z.string().nullish(),
  text: z.string().nullish(),
  link: z.string().nullish(),
  requester: z.string().nullish(),
})
const body = z.looseObject({
  event_id: z.string().prefault(''),
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  event: z.looseObject({ function_execution_id: z.string(), inputs: stepInputs.prefault({}) }),
})

/** Longer texts than any form takes are cut: a workflow may hand over anything. */
const longest = 9000
const kinds = { post: 'post', channel: 'channel' } as const
const isKind = (kind: string): kind is keyof typeof kinds => Object.hasOwn(kinds, kind)

/** Its end is told to the same workspace. */
const stepOf = ({ tenant }: Desk, id: string): string => (tenant === null ? id : inWorkspace(tenant, id))

/** Records the step, then acknowledges. Throws when it could not be recorded: Slack then delivers it again. */
export async function onStep(desk: Desk, payload: unknown, acknowledge: () => Promise<void>): Promise<void> {
  const parsed = body.safeParse(payload)
  if (!parsed.success) {
    desk.log.warn('a step of an unknown shape was ignored')
    return await acknowledge()
  }
  const { event, ...about } = parsed.data
  const { kind, text, link, requester } = event.inputs
  const named = (kind ?? '').trim() === '' ? 'post' : (kind ?? '').trim().toLowerCase()
  const origin = homeOrigin({ ...about, event: { user: requester ?? '' } }, await desk.workspace())
  await desk.service.beginStep({
    step: stepOf(desk, event.function_execution_id),
    identity: origin.identity,
    kind: isKind(named) ? kinds[named] : null,
    text: (text ?? '').slice(0, longest).toWellFormed(),
    link: link?.trim() || null,
  })
  await acknowledge()
}
