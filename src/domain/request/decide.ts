import type { Command, Context, PersonCommand } from './commands.ts'
import { acceptConditions } from './decide/accept-conditions.ts'
import { publish } from './decide/approved.ts'
import { assign } from './decide/assign.ts'
import { contest } from './decide/contest.ts'
import { revoke, withdraw } from './decide/end.ts'
import { meetCondition } from './decide/meet-condition.ts'
import { passTime } from './decide/pass-time.ts'
import { reschedule } from './decide/reschedule.ts'
import { review } from './decide/review.ts'
import { revise } from './decide/revise.ts'
import { rule } from './decide/rule.ts'
import { statePosition } from './decide/state-position.ts'
import { submit } from './decide/submit.ts'
import { handBack, take } from './decide/take.ts'
import { undo } from './decide/undo.ts'
import type { RequestEvent } from './events.ts'
import { evolve } from './evolve.ts'
import { skippingTheAbsent } from './nobody-there.ts'
import { refusal, refused } from './outcome.ts'
import type { Outcome } from './refusal.ts'
import { standingRefusal } from './roles.ts'
import { asKnown } from './same-person.ts'
import type { Request, RequestState } from './state.ts'

/**
 * The decider: what a command does to a request. Pure: the same arguments give the same answer.
 * An accepted repetition (a click that arrives twice) gives `ok` with no events. Refusals are looked for in the order
 * standing, role, status, revision seen, wording: what a person cannot change comes first.
 */
export function decide(command: Command, state: RequestState, context: Context): Outcome<RequestEvent> {
  const barred = 'actor' in command ? standingRefusal(command.actor) : null
  if (barred !== null) return refused(barred)
  if (command.type === 'submit') return andSkipping(submit(command, state, context), state, context)
  if (state === null) return refused(refusal('unknown_request'))
  if (command.type === 'pass_time') return passTime(command, state, context)
  if (command.type === 'assign') return assign(command, state, context)
  const known = { ...command, actor: asKnown(state, command.actor) }
  // Taking a mis-click back has no other consequence: whoever does is there, and is about to decide otherwise. Whether
  // anybody else is, the clock looks at soon after.
  if (known.type === 'undo') return undo(known, state, context)
  return andSkipping(decideOn(known, state, context), state, context)
}

/** Whatever a command leads to, nobody is waited for who is away until the wait is over. */
function andSkipping(
  outcome: Outcome<RequestEvent>,
  state: RequestState,
  context: Context,
): Outcome<RequestEvent> {
  if (!outcome.ok) return outcome
  const next = outcome.events.reduce<RequestState>(evolve, state)
  if (next === null || outcome.events.length === 0) return outcome
  return { ok: true, events: [...outcome.events, ...skippingTheAbsent(next, context)] }
}

function decideOn(
  command: Exclude<PersonCommand, { readonly type: 'submit' | 'undo' }>,
  request: Request,
  context: Context,
): Outcome<RequestEvent> {
  switch (command.type) {
    case 'revise':
      return revise(command, request, context)
    case 'decide':
      return review(command, request, context)
    case 'accept_conditions':
      return acceptConditions(command, request, context)
    case 'contest':
      return contest(command, request, context)
    case 'state_position':
      return statePosition(command, request, context)
    case 'rule':
      return rule(command, request, context)
    case 'meet_condition':
      return meetCondition(command, request, context)
    case 'reschedule':
      return reschedule(command, request, context)
    case 'publish':
      return publish(command, request, context)
    case 'revoke':
      return revoke(command, request, context)
    case 'withdraw':
      return withdraw(command, request, context)
    case 'take':
      return take(command, request, context)
    case 'hand_back':
      return handBack(command, request, context)
    default:
      return command satisfies never
  }
}
