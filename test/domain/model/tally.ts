import type { Entry } from './history.ts'

/** How often what happened, so that a run of histories that reach nothing is noticed. */
export class Tally {
  readonly events = new Map<string, number>()
  readonly statuses = new Map<string, number>()
  readonly refusals = new Map<string, number>()
  commands = 0

  /** Bound, to be handed on as a listener. */
  readonly count = ({ command, events, outcome, after }: Entry): void => {
    this.commands += 1
    for (const { type } of events) add(this.events, type)
    add(this.statuses, after?.status ?? 'none')
    if (!outcome.ok) add(this.refusals, outcome.refusal.code)
    else if (events.length === 0 && command.type !== 'pass_time') add(this.refusals, '(repeated)')
  }
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
