import type { Commit, Store } from '../../src/app/ports.ts'
import type { RequestEvent } from '../../src/domain/request/events.ts'
import { fold } from '../../src/domain/request/evolve.ts'
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
  if (events.some((event) => event.type === 'decided' && event.openedAt !== undefined))
    beside(countHaste(store, instruments, { request, events, summary }))
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

/** Whether it was hasty is the domain's to say, from the whole history; undoing later takes nothing back here. */
async function countHaste(
  store: Store,
  { hasty }: Instruments,
  { request, events, summary }: Pick<Commit, 'request' | 'events' | 'summary'>,
): Promise<void> {
  const state = fold((await store.read(request)).map(({ event }) => event))
  const records = [...(state?.decisions ?? []), ...(state?.voided ?? [])]
  const isNow = events.flatMap((event) => (event.type === 'decided' ? [event] : []))
  const count = records.filter(
    (record) =>
      record.hastyAfter !== undefined &&
      isNow.some(({ at, by }) => record.at === at && record.reviewer === by),
  ).length
  if (count > 0) hasty.inc({ kind: summary.kind }, count)
}

/** Every time that somebody is not waited for ends in an escalation, whichever level it is to. */
const isBecauseEverybodyIsAway = (event: RequestEvent) =>
  event.type === 'escalated' && event.because === 'everybody_away'

const decidedBy = (events: readonly RequestEvent[]) =>
  events.some(({ type }) => type === 'ruled') ? 'executive' : 'groups'
