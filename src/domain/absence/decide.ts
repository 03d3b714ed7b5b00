import type { Instant, PersonId } from '../flavour.ts'
import type { Standing } from '../request/actor.ts'
import type { Outcome, Refusal } from '../request/refusal.ts'
import { type Absence, type Absences, absenceAt, aheadOf, overlap, type Span } from './absence.ts'
import type { AbsenceEvent } from './events.ts'

/** Who is proposed to stand in, as looked up when it was said. */
export interface Candidate {
  readonly person: PersonId
  readonly standing: Standing
  /** Whether the configuration lets them stand in for the person anywhere. */
  readonly eligible: boolean
  /** Who else could, for the words of a refusal. */
  readonly eligibleNames: string
}

export type AbsenceCommand =
  | ({
      readonly type: 'go_away'
      readonly person: PersonId
      readonly delegate: Candidate | null
      /** The absence that this changes; null for a new one. */
      readonly changes: number | null
    } & Span)
  | { readonly type: 'come_back'; readonly person: PersonId; readonly absence: number | null }

export interface AbsenceContext {
  readonly at: Instant
  /** How long one absence may be, in milliseconds. */
  readonly longest: number
  /** What others said of their absences: to see who is away too, and who stands in for whom. */
  readonly others: ReadonlyMap<PersonId, readonly Absence[]>
}

const day = 86_400_000
/** Nobody plans further ahead; what lies beyond is a slip of the pen. */
const furthest = 366 * day

/**
 * What a person's word does to their absences. Absences never overlap: a new one takes the place of those that it
 * touches, because what was said last counts. The same word twice changes nothing.
 */
export function decideAbsence(
  command: AbsenceCommand,
  state: Absences,
  context: AbsenceContext,
): Outcome<AbsenceEvent> {
  return command.type === 'go_away' ? goAway(command, state, context) : comeBack(command, state, context)
}

function goAway(
  command: Extract<AbsenceCommand, { readonly type: 'go_away' }>,
  state: Absences,
  context: AbsenceContext,
): Outcome<AbsenceEvent> {
  const refusal = spanRefusal(command, context) ?? delegateRefusal(command, context)
  if (refusal !== null) return { ok: false, refusal }
  const { person, until, changes } = command
  // Nobody was away before saying so.
  const from = Math.max(command.from, context.at)
  const delegate = command.delegate?.person ?? null
  const stamp = { at: context.at, by: person }
  const ahead = aheadOf(state.list, context.at)
  const touched = ahead.filter((absence) => absence.id === changes || overlap(absence, { from, until }))
  const kept = touched.find(({ id }) => id === changes) ?? touched[0]
  if (kept === undefined) {
    const went: AbsenceEvent = {
      type: 'went_away',
      absence: state.count + 1,
      from,
      until,
      delegate,
      ...stamp,
    }
    return { ok: true, events: [went] }
  }
  const others = touched.filter((absence) => absence !== kept)
  // Said again while it lasts, "from now" is no news: the absence began when it began.
  const begins = from === context.at ? Math.min(kept.from, from) : from
  const isSame = kept.from === begins && kept.until === until && kept.delegate === delegate
  if (isSame && others.length === 0) return { ok: true, events: [] }
  return {
    ok: true,
    events: [
      ...others.map(
        ({ id }): AbsenceEvent => ({ type: 'came_back', absence: id, because: 'replaced', ...stamp }),
      ),
      { type: 'absence_changed', absence: kept.id, from: begins, until, delegate, ...stamp },
    ],
  }
}

function comeBack(
  command: Extract<AbsenceCommand, { readonly type: 'come_back' }>,
  state: Absences,
  { at }: AbsenceContext,
): Outcome<AbsenceEvent> {
  const ahead = aheadOf(state.list, at)
  // Without a number, the present one is meant, or else the one that comes next.
  const meant =
    command.absence === null
      ? (absenceAt(ahead, at) ?? ahead[0])
      : ahead.find(({ id }) => id === command.absence)
  if (meant === undefined) return refused('not_away')
  const stamp = { at, by: command.person }
  return { ok: true, events: [{ type: 'came_back', absence: meant.id, because: 'back', ...stamp }] }
}

function spanRefusal({ from, until }: Span, { at, longest }: AbsenceContext): Refusal | null {
  if (until <= at) return refusal('absence_past')
  if (until <= from) return refusal('absence_order')
  if (until - from > longest) return refusal('absence_too_long', { days: Math.floor(longest / day) })
  return from > at + furthest ? refusal('absence_too_far') : null
}

function delegateRefusal(
  { person, from, until, delegate }: Extract<AbsenceCommand, { readonly type: 'go_away' }>,
  { others }: AbsenceContext,
): Refusal | null {
  if (delegate === null) return null
  if (delegate.person === person) return refusal('delegate_self')
  if (delegate.standing !== 'active') return refusal('delegate_not_member')
  if (!delegate.eligible) return refusal('delegate_not_eligible', { who: delegate.eligibleNames })
  if (leadsBack(delegate.person, person, { from, until }, others)) return refusal('delegation_circular')
  const isAway = others.get(delegate.person)?.some((absence) => overlap(absence, { from, until }))
  return isAway === true ? refusal('delegate_away', { who: delegate.eligibleNames }) : null
}

/** Whether following who stands in for whom during this time comes back to the person. */
function leadsBack(
  start: PersonId,
  person: PersonId,
  span: Span,
  others: ReadonlyMap<PersonId, readonly Absence[]>,
): boolean {
  const seen = new Set<PersonId>()
  const visit = (at: PersonId): boolean => {
    if (at === person) return true
    if (seen.has(at)) return false
    seen.add(at)
    const absences = others.get(at)?.filter((absence) => overlap(absence, span)) ?? []
    return absences.some(({ delegate }) => delegate !== null && visit(delegate))
  }
  return visit(start)
}

const refusal = (code: Refusal['code'], params: Refusal['params'] = {}): Refusal => ({ code, params })
const refused = (code: Refusal['code']): Outcome<never> => ({ ok: false, refusal: refusal(code) })
