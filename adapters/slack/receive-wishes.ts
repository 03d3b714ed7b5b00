/** What people choose for themselves: with a command, or with a button. */
import type { Desk } from './desk.ts'
import type { Origin } from './payload.ts'

type Wish = Parameters<Desk['service']['prefer']>[0]['wish']

/** Keeps the choice, and tells what follows from it. */
export async function prefer(desk: Desk, origin: Origin, wish: Wish): Promise<void> {
  const answer = await desk.service.prefer({ identity: origin.identity, wish })
  if (answer.outcome === 'refused') return await desk.tell(answer, origin)
  const { locale, title, message } = answer
  await desk.tell({ locale, title, lines: [[{ type: 'text', text: message }]] }, origin)
}
