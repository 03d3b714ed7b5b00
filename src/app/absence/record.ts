import { absenceAt, aheadOf, noAbsences } from '../../domain/absence/absence.ts'
import { type AbsenceCommand, decideAbsence } from '../../domain/absence/decide.ts'
import { evolveAbsences, foldAbsences } from '../../domain/absence/evolve.ts'
import type { Refusal } from '../../domain/request/refusal.ts'
import { CommitContention } from '../faults.ts'
import type { Parts } from '../parts.ts'
import { isAbsenceEvent } from './absences.ts'
import { numberedIn, streamsOf } from './joined.ts'
import { forgetLook } from './last-look.ts'

const tries = 10
const longestByDefault = 60 * 86_400_000

export type Recorded =
  | { readonly ok: true /** Whether the person was away when it was said. */; readonly wasAway: boolean }
  | { readonly ok: false; readonly refusal: Refusal }

/**
 * Carries out one command on the absences of a person and of the accounts that were joined to them: what a joined account
 * said stays in its own stream, where it is changed and ended. Back is back from all of them.
 */
export async function recordAbsence(
  parts: Parts,
  command: AbsenceCommand,
  dedupeKey: string,
): Promise<Recorded> {
  const streams = streamsOf(command.person, await parts.directory.whoIsWho())
  const number = command.type === 'come_back' ? command.absence : command.changes
  if (number !== null) {
    const { place, absence } = numberedIn(number)
    const person = streams[place] ?? command.person
    const meant =
      command.type === 'come_back'
        ? { ...command, person, absence }
        : { ...command, person, changes: absence }
    return recordIn(parts, meant, dedupeKey)
  }
  const own = await recordIn(parts, command, dedupeKey)
  if (command.type === 'go_away') return own
  let result = own
  for (const person of streams.slice(1)) {
    const other = await recordIn(parts, { ...command, person }, `${dedupeKey}:${person}`)
    if (other.ok) result = result.ok ? { ok: true, wasAway: result.wasAway || other.wasAway } : other
  }
  return result
}

/**
 * Carries out one command on one stream: load, decide, commit against the version that was decided on, and
 * from the start again when somebody else was faster. The same `dedupeKey` twice is recorded once.
 */
async function recordIn(parts: Parts, command: AbsenceCommand, dedupeKey: string): Promise<Recorded> {
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
    await forgetLook(parts.store)
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
