import { StoreUnavailable } from './ports.ts'

/** What may be logged of a fault: its kind, never its message, which may quote content. */
export function codeOf(fault: unknown): string {
  if (fault instanceof StoreUnavailable) return `store_${fault.code}`
  if (fault instanceof Error && 'code' in fault && typeof fault.code === 'string') return fault.code
  return fault instanceof Error ? fault.name : typeof fault
}

/** Every try to commit lost against somebody else's commit. */
export class CommitContention extends Error {
  override readonly name = 'CommitContention'
  readonly code = 'commit_contention'
}
