import type { Content } from '../domain/request/content.ts'
import { currentRevision, isOpen, waitingFor } from '../domain/request/queries.ts'
import type { Request } from '../domain/request/state.ts'
import type { RequestSummary } from './ports.ts'

const titleLength = 80

/** What lists and searches show of a request without folding it. */
export function summaryOf(request: Request): RequestSummary {
  const { content } = currentRevision(request)
  return {
    request: request.id,
    number: request.number,
    kind: content.kind,
    status: request.status,
    title: titleOf(content),
    requester: request.requester,
    open: isOpen(request),
    deadline: waitingFor(request)?.dueAt ?? null,
    updatedAt: request.lastEventAt,
  }
}

function titleOf(content: Content): string {
  switch (content.kind) {
    case 'post':
      return firstWords(content.text)
    case 'channel':
      return firstWords(`${content.handle} (${content.platform})`)
    default:
      return content satisfies never
  }
}

function firstWords(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim()
  const characters = Array.from(line)
  return characters.length <= titleLength ? line : `${characters.slice(0, titleLength - 1).join('')}…`
}
