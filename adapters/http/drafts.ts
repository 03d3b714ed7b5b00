/** `POST /drafts`: another program proposes a request to somebody, who reviews it and asks. It can approve nothing. */
import { createHash, timingSafeEqual } from 'node:crypto'
import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express'
import { z } from 'zod'
import { type Log, StoreUnavailable } from '../../src/app/ports.ts'
import type { Service } from '../../src/app/service.ts'

export interface DraftRouteOptions {
  readonly propose: Service['proposeDraft']
  /** Asked at every request, so that a reloaded configuration counts at once. */
  readonly tokens: () => readonly { readonly name: string; readonly sha256: string }[]
  /** Epoch milliseconds, for the limit of calls. */
  readonly now: () => number
  readonly log: Log
}

/** Calls a minute for each token: more than people plan, and few enough that a loop in some script annoys nobody. */
const perMinute = 30
const largestBody = '64kb'

const body = z.strictObject({
  requester: z.email().max(254),
  kind: z.enum(['post', 'channel']).default('post'),
  text: z.string().min(1).max(3000),
  link: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullish(),
})

const fail = (response: Response, status: number, code: string, message: string): void => {
  response.status(status).json({ error: code, message })
}

/** The name of the token's owner; null for an unknown one. Every token is compared, in constant time. */
function ownerOf(request: Request, tokens: ReturnType<DraftRouteOptions['tokens']>): string | null {
  const given = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const hash = createHash('sha256').update(given).digest()
  const matching = tokens.filter(({ sha256 }) => timingSafeEqual(Buffer.from(sha256, 'hex'), hash))
  return given === '' ? null : (matching[0]?.name ?? null)
}

/** Seconds to wait, or 0 when the call may go ahead and is counted. */
function limiter(now: () => number): (owner: string) => number {
  const calls = new Map<string, number[]>()
  return (owner) => {
    const recent = (calls.get(owner) ?? []).filter((at) => at > now() - 60_000)
    const [first] = recent
    if (recent.length >= perMinute && first !== undefined) return Math.ceil((first + 60_000 - now()) / 1000)
    calls.set(owner, [...recent, now()])
    return 0
  }
}

async function propose(
  tool: string,
  request: Request,
  response: Response,
  options: DraftRouteOptions,
): Promise<void> {
  const parsed = body.safeParse(request.body)
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      at: issue.path.join('.'),
      message: issue.message,
    }))
    response.status(400).json({ error: 'invalid', message: 'The body is not as it must be.', problems })
    return
  }
  const { requester: email, kind, text, link } = parsed.data
  const answer = await options.propose({ email, kind, text, link: link ?? null, tool })
  switch (answer.outcome) {
    case 'proposed':
      response.status(201).json({ draft: answer.draft })
      return
    case 'nobody':
      return fail(response, 404, 'unknown_requester', 'No member has this address.')
    case 'refused':
      return answer.code === 'lookup_failed'
        ? fail(response, 503, answer.code, 'The directory did not answer. Please try again.')
        : fail(response, 403, answer.code, 'This person may not ask for approvals.')
    default:
      return answer satisfies never
  }
}

/** To be mounted at `/api/v1/drafts`. */
export function draftRoutes(options: DraftRouteOptions): Router {
  const wait = limiter(options.now)
  const router = Router()
  // The token comes before the body: nobody without one makes us read anything.
  router.post('/', (request, response, next) => {
    const owner = ownerOf(request, options.tokens())
    if (owner === null) {
      response.set('WWW-Authenticate', 'Bearer')
      return fail(response, 401, 'unauthorized', 'The bearer token is missing or unknown.')
    }
    const seconds = wait(owner)
    if (seconds > 0) {
      response.set('Retry-After', String(seconds))
      return fail(response, 429, 'too_many', `At most ${perMinute} calls a minute are possible.`)
    }
    response.locals.owner = owner
    next()
  })
  router.post('/', express.json({ limit: largestBody }), async (request, response) => {
    try {
      await propose(String(response.locals.owner), request, response, options)
    } catch (fault) {
      if (!(fault instanceof StoreUnavailable)) throw fault
      fail(response, 503, 'unavailable', 'Nothing was recorded. Please try again.')
    }
  })
  const failed: ErrorRequestHandler = (error, _request, response, _next) => {
    const status: unknown = error?.status
    if (status === 413) return fail(response, 413, 'too_large', `The body is larger than ${largestBody}.`)
    if (status === 400 || status === 415) return fail(response, 400, 'invalid', 'The body is no JSON.')
    options.log.error('a proposed draft failed', { name: error instanceof Error ? error.name : 'unknown' })
    fail(response, 500, 'fault', 'Nothing was recorded.')
  }
  router.use(failed)
  return router
}
