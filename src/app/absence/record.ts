import { absenceAt, aheadOf, noAbsences } from '../../domain/absence/absence.ts'
import { type AbsenceCommand, decideAbsence } from '../../domain/absence/decide.ts'
import { evolveAbsences, foldAbsences } from '../../domain/absence/evolve.ts'
import type { Refusal } from '../../domain/request/refusal.ts'
import { CommitContention } from '../faults.ts'
import type { Parts } from '../parts.ts'
import { isAbsenceEvent } from './absences.ts'

const tries = 10
const longestByDefault = 60 * 86_400_000

export type Recorded =
  | { readonly ok: true /** Whether the person was away when it was said. */; readonly wasAway: boolean }
  | { readonly ok: false; readonly refusal: Refusal }

/**
 * Carries out one command on a person's absences: load, decide, commit against the version that was decided on, and
 * from the start again when somebody else was faster. The same `dedupeKey` twice is recorded once.
 */
export async function recordAbsence(
  parts: Parts,
  command: AbsenceCommand,
  dedupeKey: string,
): Promise<Recorded> {
  const stream = { topic: 'absence', person: command.person } as const
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const stored = await parts.store.readDirectory(stream)
    const state = foldAbsences(stored.map(({ event }) => event).filter(isAbsenceEvent))
    const at = Math.max(parts.clock.now(), stored.at(-1)?.event.at ?? 0)
    const wasAway = absenceAt(state.list, at) !== null
    if (await parts.store.seen(dedupeKey)) return { ok: true, wasAway }
    const outcome = decideAbsence(command, state, {
      at,
      longest: parts.organisation().longestAbsence ?? longestByDefault,
      others: await parts.absences.said(at),
    })
    if (!outcome.ok) return outcome
    if (outcome.events.length === 0) return { ok: true, wasAway }
    const next = outcome.events.reduce(evolveAbsences, stored.length === 0 ? noAbsences : state)
    const result = await parts.store.commitDirectory({
      stream,
      expectedVersion: stored.length,
      events: outcome.events,
      currentUntil: Math.max(at, ...aheadOf(next.list, at).map(({ until }) => until)),
      dedupeKey,
      at,
    })
    if (result.ok || result.reason === 'duplicate') return { ok: true, wasAway }
  }
  throw new CommitContention(`${tries} conflicts in a row`)
}
