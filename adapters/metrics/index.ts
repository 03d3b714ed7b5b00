/** Figures for Prometheus. Everything is counted around the ports: the application knows nothing of it. */
import type { Blobs, Chat, Clock, Statistics, Store } from '../../src/app/ports.ts'
import { createInstruments, type Instruments } from './instruments.ts'
import { meteredBlobs } from './media.ts'
import { meteredChat, meteredFetch } from './platform.ts'
import { meteredStore } from './store.ts'
import { beginAtZero } from './zeros.ts'

export interface Metrics {
  store(store: Store): Store
  chat(chat: Chat): Chat
  blobs(blobs: Blobs): Blobs
  /** `platform` names it in the figures. */
  fetch(platform: string, fetch: typeof globalThis.fetch): typeof globalThis.fetch
  /** `seconds` from the request's arrival to the end of the answer. */
  answered(request: { route: string; status: number; seconds: number }): void
  reloaded(outcome: 'ok' | 'refused'): void
  /** `digest`: SHA-256, in hexadecimal, of the configuration in force. */
  configured(digest: string): void
  /** What a scrape gets. Never throws because of the database: that it is down is a figure, too. */
  expose(): Promise<{ readonly contentType: string; readonly body: string }>
}

export interface MetricsOptions {
  /** Asked at every scrape. */
  readonly statistics: () => Statistics
  readonly clock: Pick<Clock, 'now'>
  /** By how many milliseconds the machine's own clock is ahead of it. */
  readonly machineAheadMs?: () => number
}

export function createMetrics({ statistics, clock, machineAheadMs = () => 0 }: MetricsOptions): Metrics {
  const instruments = createInstruments()
  beginAtZero(instruments)
  const running = new Set<Promise<void>>()
  const beside = (work: Promise<void>) => {
    // A look that fails costs one figure; the database's own trouble is counted where it matters.
    const done = work.catch(() => {}).finally(() => running.delete(done))
    running.add(done)
  }
  return {
    store: (store) => meteredStore(store, instruments, beside),
    blobs: (blobs) => meteredBlobs(blobs, instruments),
    chat: (chat) => meteredChat(chat, instruments),
    fetch: (platform, ask) => meteredFetch(platform, ask, instruments),
    answered({ route, status, seconds }) {
      instruments.http.inc({ route, status })
      instruments.httpSeconds.observe({ route }, seconds)
    },
    // As much of it as a figure holds exactly.
    configured: (digest) => instruments.configuration.set(Number.parseInt(digest.slice(0, 12), 16)),
    reloaded: (outcome) => instruments.reloads.inc({ outcome }),
    async expose() {
      await Promise.all(running)
      await look(instruments, statistics(), clock.now())
      instruments.clockAhead.set(machineAheadMs() / 1000)
      const { registry } = instruments
      return { contentType: registry.contentType, body: await registry.metrics() }
    },
  }
}

/** Reads what only the database knows. */
async function look(instruments: Instruments, statistics: Statistics, now: number): Promise<void> {
  const { requests, cardsParked, cardsWaiting, cardLag, timerLag, database } = instruments
  // What is not there any more must not go on being told.
  requests.reset()
  cardsParked.reset()
  try {
    const figures = await statistics.figures(now)
    for (const { kind, status, count } of figures.requests) requests.set({ kind, status }, count)
    for (const { code, count } of figures.parkedCards) cardsParked.set({ code }, count)
    cardsWaiting.set(figures.waitingCards)
    cardLag.set(secondsSince(figures.oldestWaitingCardAt, now))
    timerLag.set(secondsSince(figures.oldestOverdueAt, now))
    database.set(1)
  } catch {
    database.set(0)
  }
}

const secondsSince = (at: number | null, now: number) => (at === null ? 0 : Math.max(0, now - at) / 1000)
