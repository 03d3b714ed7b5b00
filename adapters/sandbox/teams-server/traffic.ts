/** Everything that goes between the bot and the emulated Microsoft, for the developer log. */
import type { RequestHandler } from 'express'
import type { DeveloperLog } from '../slack-server/developer-log.ts'
import { isJson, type Json, jsonAt, textAt } from './json.ts'
import type { Answered } from './send.ts'

export type Traffic = Pick<DeveloperLog, 'add'>

/** What is asked, without the ids that nobody reads: `POST conversations/…/activities`. */
const titleOf = (method: string, path: string): string =>
  `${method} ${path
    .replace(/^\/v3\//u, '')
    .replace(/^\//u, '')
    .split('/')
    .map((part) => (/[:\d]/u.test(part) ? '…' : part))
    .join('/')}`

/** Tells of every call that the bot makes, with its answer. */
export function recordCalls(traffic: Traffic | undefined): RequestHandler {
  return (request, response, next) => {
    if (traffic === undefined) return next()
    const started = performance.now()
    let received: unknown = null
    const json = response.json.bind(response)
    response.json = (body: unknown) => {
      received = body
      return json(body)
    }
    response.on('finish', () => {
      const { statusCode } = response
      const code = textAt(jsonAt(isJson(received) ? received : {}, 'error'), 'code')
      const retryAfter = response.getHeader('retry-after')
      const throttled = statusCode === 429 && retryAfter !== undefined
      traffic.add({
        direction: 'from_bot',
        chat: 'teams',
        title: titleOf(request.method, request.path),
        // Being told to wait is no mistake of the bot's, nor is a right that nobody gave it; not waiting would be.
        outcome: statusCode < 400 || throttled || code === 'Authorization_RequestDenied' ? 'ok' : 'error',
        problems:
          statusCode < 400 ? [] : [throttled ? `429, wait ${retryAfter} s` : `${statusCode} ${code ?? ''}`],
        milliseconds: Math.round(performance.now() - started),
        sent: request.body ?? null,
        received,
      })
    })
    next()
  }
}

/** Tells of an activity that the bot was sent, with its answer. */
export function recordActivity(
  traffic: Traffic | undefined,
  sent: Json,
  answered: Answered,
  milliseconds: number,
): void {
  const { status, body } = answered
  traffic?.add({
    direction: 'to_bot',
    chat: 'teams',
    title: textAt(sent, 'name') ?? textAt(sent, 'type') ?? 'activity',
    outcome: status === 200 ? 'ok' : 'error',
    problems: status === 200 ? [] : [status === null ? 'no answer within ten seconds' : `status ${status}`],
    milliseconds: Math.round(milliseconds),
    sent,
    received: body,
  })
}
