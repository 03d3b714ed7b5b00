import type { Commit, Store } from '../../src/app/ports.ts'
import type { RequestEvent } from '../../src/domain/request/events.ts'
import type { Instruments } from './instruments.ts'

/** Runs beside what was asked for; collected before the figures are read. */
type Beside = (work: Promise<void>) => void

/** The same store, whose commits are counted. */
export function meteredStore(store: Store, instruments: Instruments, beside: Beside): Store {
  return {
    ...store,
    async commit(commit) {
      const end = instruments.commit.startTimer()
      try {
        const result = await store.commit(commit)
        instruments.commits.inc({ outcome: result.ok ? 'ok' : result.reason })
        if (result.ok) recorded(commit, { store, instruments, beside })
        return result
      } catch (fault) {
        instruments.commits.inc({ outcome: 'failed' })
        throw fault
      } finally {
        end()
      }
    },
  }
}

function recorded(
  { request, events, summary }: Commit,
  { store, instruments, beside }: { store: Store; instruments: Instruments; beside: Beside },
): void {
  for (const { type } of events) instruments.events.inc({ type })
  instruments.everybodyAway.inc(events.filter(isBecauseEverybodyIsAway).length)
  const decided = events.find(({ type }) => type === 'approved' || type === 'rejected')
  if (decided === undefined) return
  const labels = { kind: summary.kind, outcome: decided.type, by: decidedBy(events) }
  // The commit does not say when the request was submitted; nobody waits for this look.
  const observe = async () => {
    const [first] = await store.read(request)
    if (first !== undefined) instruments.decision.observe(labels, (decided.at - first.event.at) / 1000)
  }
  beside(observe())
}

/** Every time that somebody is not waited for ends in an escalation, whichever level it is to. */
const isBecauseEverybodyIsAway = (event: RequestEvent) =>
  event.type === 'escalated' && event.because === 'everybody_away'

const decidedBy = (events: readonly RequestEvent[]) =>
  events.some(({ type }) => type === 'ruled') ? 'executive' : 'groups'
