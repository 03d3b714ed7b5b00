/** What the histories reached: a simulation that meets nothing shows nothing. */
import type { RequestEvent } from '../../../src/domain/request/events.ts'

/** An event as it is counted: by its type, and by what makes a difference within it. */
export function kindsOf(event: RequestEvent): readonly string[] {
  const lent = 'onBehalfOf' in event && event.onBehalfOf !== undefined ? ['on behalf of somebody'] : []
  const detail = detailOf(event)
  return [event.type, ...(detail === null ? [] : [`${event.type} ${detail}`]), ...lent]
}

function detailOf(event: RequestEvent): string | null {
  switch (event.type) {
    case 'decided':
      return event.decision.verb
    case 'ruled':
      return event.ruling.verb
    case 'approved':
      return event.basis
    case 'deadlocked':
      return event.kind
    case 'assigned':
    case 'escalated':
    case 'lapsed':
    case 'handed_back':
      return event.because
    default:
      return null
  }
}

/** What is counted, in the order in which it is read, by the names that the run meets it under. */
const rows: readonly (readonly [label: string, ...met: readonly string[]])[] = [
  ['requests submitted', 'submitted'],
  ['revised', 'revised'],
  ['decided', 'decided'],
  ['  to approve', 'decided approve'],
  ['  to approve with conditions', 'decided approve_with_conditions'],
  ['  to ask for changes', 'decided request_changes'],
  ['  to reject', 'decided reject'],
  ['  or ruled, for somebody who is away', 'on behalf of somebody'],
  ['a second stage opened', 'stage_opened'],
  ['review widened to the whole group', 'assigned widened'],
  ['taken by somebody of the group', 'taken'],
  ['taken back within the minute', 'decision_undone'],
  ['approved', 'approved'],
  ['  by quorum', 'approved quorum'],
  ['  with conditions accepted', 'approved conditions_accepted'],
  ['  by a ruling', 'approved ruling'],
  ['conditions met', 'condition_met'],
  ['rejected', 'rejected'],
  ['contested', 'contested'],
  ['deadlocked', 'deadlocked'],
  ['  groups conflict', 'deadlocked disagreement'],
  ['  requester contests', 'deadlocked contested'],
  ['  a group is silent', 'deadlocked stalled'],
  ['  too many rounds', 'deadlocked rounds'],
  ['resolved in mediation', 'deadlock_resolved'],
  ['escalated', 'escalated'],
  ['ruled', 'ruled'],
  ['published', 'published'],
  ['planned slot passed undecided', 'slot_missed'],
  ['withdrawn', 'withdrawn'],
  ['revoked', 'revoked'],
  ['lapsed', 'lapsed'],
  ['reminded', 'reminded'],
  ['requester left', 'requester_left'],
  ['delivered twice', 'act delivered twice'],
  ['answered as repeated', 'answered for a repetition'],
  ['process killed', 'mishap crash'],
  ['process paused', 'mishap pause'],
  ['group left, account closed or made a guest', 'mishap groups', 'mishap standing'],
  ['accounts joined', 'joining: joined'],
  ['database unavailable', 'fault: store unavailable', 'fault: people unavailable'],
  ['answer of the database lost', 'fault: answer of store lost', 'fault: answer of people lost'],
  ['platform answers 429', 'fault: Slack limited', 'fault: Teams limited'],
  ['platform answers 5xx', 'fault: Slack broken', 'fault: Teams broken'],
  ['platform hangs', 'fault: Slack hangs', 'fault: Teams hangs'],
  ['answer of a platform lost', 'fault: Slack lost', 'fault: Teams lost'],
]

export interface Reached {
  readonly label: string
  /** How often in all, and in how many seeds. */
  readonly times: number
  readonly seeds: number
}

/** Adds up what single seeds met. */
export class Coverage {
  readonly #times = new Map<string, number>()
  readonly #seeds = new Map<string, number>()

  add(met: ReadonlyMap<string, number>): void {
    for (const [label, ...names] of rows) {
      const times = names.reduce((sum, name) => sum + (met.get(name) ?? 0), 0)
      this.#times.set(label, (this.#times.get(label) ?? 0) + times)
      this.#seeds.set(label, (this.#seeds.get(label) ?? 0) + (times > 0 ? 1 : 0))
    }
  }

  addReached(reached: readonly Reached[]): void {
    for (const { label, times, seeds } of reached) {
      this.#times.set(label, (this.#times.get(label) ?? 0) + times)
      this.#seeds.set(label, (this.#seeds.get(label) ?? 0) + seeds)
    }
  }

  get reached(): readonly Reached[] {
    return rows.map(([label]) => ({
      label,
      times: this.#times.get(label) ?? 0,
      seeds: this.#seeds.get(label) ?? 0,
    }))
  }
}
