import type { z } from 'zod'
import type { AssignPolicy } from '../../domain/request/policy.ts'
import type { MemberReference } from '../types.ts'
import { isClean } from './clean.ts'
import { isSinglePerson } from './people.ts'

/** What a group says of who is asked first. */
interface Asking {
  readonly members: readonly MemberReference[]
  readonly quorum: number
  readonly rejections: number
  readonly assign: 'everyone' | 'rotation' | 'least-loaded'
  readonly ask?: number
  readonly widenAt?: number
}

const widenByDefault = 0.5

/** As many as settle the group, whichever way they decide: fewer could only wait for those who are not asked. */
const needed = ({ quorum, rejections }: Asking) => Math.max(quorum, rejections)

/** Null where everybody is asked. */
export function assignmentOf(group: Asking): AssignPolicy | null {
  if (group.assign === 'everyone') return null
  return {
    how: group.assign === 'rotation' ? 'rotation' : 'least_loaded',
    ask: group.ask ?? needed(group),
    widenAt: group.widenAt ?? widenByDefault,
  }
}

/** Numbers that mean nothing, or that could only lead to waiting. */
export function checkAsking(group: Asking, context: z.RefinementCtx): void {
  const { issues } = context
  if (!isClean(issues, ['assign'])) return
  const report = (key: 'ask' | 'widenAt', message: string, suggestion: string) =>
    context.addIssue({ code: 'custom', path: [key], message, params: { suggestion } })
  if (group.assign === 'everyone') {
    const meant = 'Add “assign: rotation” or “assign: least-loaded”, or leave the line out.'
    for (const key of ['ask', 'widenAt'] as const)
      if (group[key] !== undefined) report(key, 'means nothing where everyone in the group is asked', meant)
    return
  }
  const { ask, members } = group
  if (ask === undefined || !['ask', 'quorum', 'rejections'].every((key) => isClean(issues, [key]))) return
  if (ask < needed(group)) {
    const which = group.quorum >= group.rejections ? 'the quorum is' : 'the rejections needed are'
    report(
      'ask',
      `asks fewer people than settle the group: ${ask}, but ${which} ${needed(group)}`,
      `Write ${needed(group)} or more, or leave it out.`,
    )
  } else if (isClean(issues, ['members']) && members.every(isSinglePerson) && ask > members.length)
    report(
      'ask',
      `asks for ${ask} people, but the group has only ${members.length}`,
      `Lower it to ${members.length} or fewer, or add members.`,
    )
}
