import type { Revision } from './content.ts'
import type { Dossier } from './state.ts'

/** The revision that counts. Throws for a request without any, which no history can produce. */
export function currentRevision(request: Dossier): Revision {
  const current = request.revisions.at(-1)
  if (current === undefined) throw new Error(`request ${request.id} has no revision`)
  return current
}
