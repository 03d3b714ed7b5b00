import { eventTypes } from '../../src/codec/event.ts'
import { requestKinds } from '../../src/domain/request/content.ts'
import type { Instruments } from './instruments.ts'

/**
 * Begins at 0 whatever is known beforehand to be counted. Prometheus sees no increase from nothing to 1, so that an alert
 * would miss the first failure after every start.
 */
export function beginAtZero({ commits, media, reloads, events, hasty }: Instruments): void {
  for (const outcome of ['ok', 'conflict', 'duplicate', 'failed']) commits.inc({ outcome }, 0)
  for (const method of ['put', 'get', 'source'])
    for (const outcome of ['ok', 'failed']) media.inc({ method, outcome }, 0)
  for (const outcome of ['ok', 'refused']) reloads.inc({ outcome }, 0)
  for (const type of eventTypes) events.inc({ type }, 0)
  for (const kind of requestKinds) hasty.inc({ kind }, 0)
}
