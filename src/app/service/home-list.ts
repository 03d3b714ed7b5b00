/** What of an overview somebody wants to see. */
import type { Instant } from '../../domain/flavour.ts'
import type { Actor } from '../../domain/request/actor.ts'
import { currentRevision, groupOutcomes, groupsOf, waitingFor } from '../../domain/request/queries.ts'
import type { Request } from '../../domain/request/state.ts'
import type { HomeLook } from '../../view/cards.ts'
import type { RequestSummary } from '../ports.ts'

/** Every word stands in the title, whatever its case; or the number is the one that was typed, with or without #. */
export function matchesWords({ title, number }: RequestSummary, words = ''): boolean {
  const typed = words.normalize('NFKC').toLowerCase().trim()
  if (typed === '' || typed.replace(/^#/u, '') === String(number)) return true
  const within = title.normalize('NFKC').toLowerCase()
  return typed.split(/\s+/u).every((word) => within.includes(word))
}

export function matchesContent(request: Request, { kind, platform, tier }: HomeLook): boolean {
  const { content } = currentRevision(request)
  const platforms = content.kind === 'post' ? content.channels : [content.platform]
  return (
    (kind === undefined || content.kind === kind) &&
    (platform === undefined || platforms.includes(platform)) &&
    (tier === undefined || request.screening.tier === tier)
  )
}

/** By when this person is asked; null where another group of theirs was chosen. */
export function waitingDue(request: Request, actor: Actor, { group }: HomeLook): Instant | null {
  const inPolicy = groupsOf(request, actor).filter((each) => Object.hasOwn(request.policy.groups, each))
  if (group !== undefined && !inPolicy.includes(group)) return null
  const nearest = waitingFor(request)?.dueAt ?? Number.MAX_SAFE_INTEGER
  if (request.status !== 'in_review' || actor.person === request.requester) return nearest
  const outcomes = groupOutcomes(request)
  const asked = inPolicy.filter((each) => outcomes[each] === 'pending')
  if (group !== undefined && !asked.includes(group)) return null
  return Math.min(...asked.map((each) => request.review[each]?.dueAt ?? nearest), Number.MAX_SAFE_INTEGER)
}
