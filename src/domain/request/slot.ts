import type { Instant } from '../flavour.ts'
import { currentRevision } from './revision.ts'
import type { Dossier } from './state.ts'

/** The slot that counts now: the rescheduled one, or the current revision's. Null for "as soon as approved". */
export function plannedSlot(request: Dossier): Instant | null {
  const { content } = currentRevision(request)
  return request.rescheduledTo ?? (content.kind === 'post' ? content.slot : null)
}
