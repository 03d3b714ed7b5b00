import type { Command, Context } from './commands.ts'
import type { RequestEvent } from './events.ts'
import type { Outcome } from './refusal.ts'
import type { RequestState } from './state.ts'

/**
 * The decider: what a command does to a request. Pure: the same arguments give the same answer.
 * An accepted repetition (a click that arrives twice) gives `ok` with no events.
 */
export function decide(command: Command, state: RequestState, context: Context): Outcome<RequestEvent> {
  throw new Error(`not written: ${command.type} ${state?.status} ${context.at}`)
}
