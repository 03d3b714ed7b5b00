import { instant, type Sight, speakerOf } from '../sight.ts'
import type { In, Situation } from './situation.ts'

export function lapsed(sight: Sight, request: In<'lapsed'>): Situation {
  const { headlines, status } = sight.messages
  return {
    tone: 'over',
    headline: headlines.lapsed(sight.name),
    status: status.lapsed[request.because](instant(sight, request.endedAt)),
    deadline: null,
    next: ended(sight),
  }
}

export function revoked(sight: Sight, request: In<'revoked'>): Situation {
  const { headlines, status, next } = sight.messages
  return {
    tone: 'negative',
    headline: headlines.revoked(sight.name),
    status: status.revoked(speakerOf(sight, request), instant(sight, request.endedAt), request.reason),
    deadline: null,
    next: [...(sight.role === 'requester' ? [next.takeDown()] : []), ...ended(sight)],
  }
}

export function withdrawn(sight: Sight, request: In<'withdrawn'>): Situation {
  const { headlines, status } = sight.messages
  const by = speakerOf(sight, request)
  const when = instant(sight, request.endedAt)
  return {
    tone: 'over',
    headline: headlines.withdrawn(sight.name),
    status:
      request.reason.trim() === ''
        ? status.withdrawn(by, when)
        : status.withdrawnBecause(by, when, request.reason),
    deadline: null,
    next: ended(sight),
  }
}

const ended = ({ role, messages }: Sight) =>
  role === 'requester' ? [messages.next.newRequest()] : [messages.next.nothing()]
