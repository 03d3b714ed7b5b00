import type { RequestEvent } from '../../domain/request/events.ts'
import type { Store } from '../ports.ts'
import { type Check, ok, warning } from './check.ts'

/** So many open requests are looked at; those with the nearest deadlines first. */
const looked = 200
const subject = { id: 'everybody_away', title: 'Absences' }

/**
 * Requests that wait for executives because too few of those who should have decided were there. Names groups by their ids in
 * countersign.yaml, never what a request is about or who is away.
 */
export async function awayChecks(store: Store): Promise<readonly Check[]> {
  const escalated = await store.list({ statuses: ['escalated'], by: 'deadline', limit: looked })
  const checks: Check[] = []
  for (const { request, number } of escalated) {
    const found = whyAsked((await store.read(request)).map(({ event }) => event))
    if (found !== null)
      checks.push(
        warning(
          subject,
          `#${number}: ${found}`,
          'Ask them to name a delegate (/countersign away), or add members or delegates in countersign.yaml.',
        ),
      )
  }
  return checks.length > 0 ? checks : [ok(subject, 'no request waits for executives because of them')]
}

/** How the present escalation came about, where it was because of absences; null where it was not. */
function whyAsked(events: readonly RequestEvent[]): string | null {
  const last = events.findLast((event) => event.type === 'escalated')
  if (last?.type !== 'escalated' || last.because !== 'everybody_away') return null
  const deadlock = events.findLast((event) => event.type === 'deadlocked')
  const groups = deadlock?.type === 'deadlocked' && deadlock.everybodyAway === true ? deadlock.groups : []
  // Of levels before the last one, only that one is known to have been away: others may have been silent.
  const levels = last.level > 1 ? [`executives ${last.level - 1}`] : []
  return `too few of ${[...groups, ...levels].join(' and ')} were there, so executives ${last.level} were asked at once`
}
