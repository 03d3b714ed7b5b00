/** Everything that is checked after each command, and what is checked at the end of a history. */
import type { RequestEvent } from '../../../src/domain/request/events.ts'
import { absentOfEntries, absentOfEvents, contextAt } from './absences.ts'
import { askedOfEntries, askedOfEvents } from './asking.ts'
import { advance, type Check, type Entry } from './history.ts'
import { entryChecks, eventChecks, must } from './invariants.ts'
import { type Events, isA, isFinal, standing } from './ledger.ts'
import { promisedOfEntries, promisedOfEvents } from './promises.ts'
import { replaysTheSame, resumesTheSame, tellsTheTruth } from './replay.ts'
import type { Subject } from './subject.ts'
import { takenOfEntries, takenOfEvents } from './taking.ts'
import { undoChecks } from './undo.ts'
import type { World } from './world.ts'

export const checkEntry: Check = (entry, subject, world) => {
  let ledger = entry.earlier
  for (const event of entry.events) {
    if (ledger.length > 0) checkEvent(event, ledger, entry)
    ledger = [...ledger, event]
  }
  for (const check of [...entryChecks, ...promisedOfEntries, ...askedOfEntries, ...absentOfEntries])
    check(whatStands(entry), subject, world)
  for (const check of [resumesTheSame, tellsTheTruth, ...takenOfEntries]) check(entry, subject, world)
  repetitionChangesNothing(entry, subject, world)
}

/** What was taken back counts for nothing, except where something may never happen twice. */
function checkEvent(event: RequestEvent, ledger: Events, entry: Entry): void {
  const checks = isA(event, 'decision_undone')
    ? undoChecks
    : [...eventChecks, ...promisedOfEvents, ...askedOfEvents, ...takenOfEvents, ...absentOfEvents]
  for (const check of checks) check(event, standing(ledger), entry, ledger)
}

function whatStands(entry: Entry): Entry {
  const { earlier, events } = entry
  if (events.some((event) => isA(event, 'decision_undone'))) {
    return { ...entry, earlier: standing([...earlier, ...events]), events: [] }
  }
  return { ...entry, earlier: standing(earlier) }
}

/** A click that arrives twice changes nothing the second time: refused, or accepted without an event. */
function repetitionChangesNothing(
  { command, at, after, outcome }: Entry,
  subject: Subject,
  world: World,
): void {
  if (!outcome.ok || outcome.events.length === 0) return
  const again = subject.decide(command, after, contextAt(world, at))
  must(!again.ok || again.events.length === 0, `a second ${command.type} has an effect`)
}

/**
 * 2 and 5 together: left alone, every request ends, in bounded steps, and not with an approval. The steps that remain
 * are the reminders and the ends of one review, one mediation, each executive and one approval.
 */
export function checkSilence(last: Entry, subject: Subject, world: World): void {
  const limit = 60
  let entry = last
  for (let step = 0; step < limit; step += 1) {
    const due = entry.after === null ? null : subject.nextDueAt(entry.after)
    if (due === null) {
      const past = standing([...entry.earlier, ...entry.events])
      must(past.length === 0 || isFinal(past), '5: rests without an end')
      replaysTheSame(entry, subject, world)
      return
    }
    entry = advance(subject, world, { type: 'pass_time' }, Math.max(due, entry.at), entry)
    checkEntry(entry, subject, world)
    must(entry.events.length > 0, '5: the clock was asked for and did nothing')
    must(!entry.events.some((event) => isA(event, 'approved', 'published')), '2: silence approved')
  }
  must(false, '5: left alone, it never ends')
}
