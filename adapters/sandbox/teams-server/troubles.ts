/** Trouble on demand: what the emulated Microsoft answers instead of doing, or after doing, what was asked. */
import type { Request, RequestHandler, Response } from 'express'

export interface Trouble {
  /** The status of the answer; 0 for a connection that breaks. */
  readonly status: number
  readonly code?: string
  /** Seconds. */
  readonly retryAfter?: number
  /** How many calls it meets; 1 by default. */
  readonly times?: number
  /** Which calls, by method and path; every one by default. */
  readonly of?: RegExp
  /** Done all the same, and only the answer gets lost. */
  readonly done?: boolean
}

export interface Troubles {
  readonly middleware: RequestHandler
  make(trouble: Trouble): void
  /** Is told of every call, by method and path, with the trouble that it meets; null for none. */
  watch(listener: (call: string, met: Trouble | null) => void): void
  /** How many calls are still to meet trouble. */
  left(): number
  /** Ends all trouble. */
  end(): void
}

export function createTroubles(): Troubles {
  const waiting: { trouble: Trouble; left: number }[] = []
  const watching: Parameters<Troubles['watch']>[0][] = []
  const find = (request: Request) => {
    const call = `${request.method} ${request.originalUrl}`
    const found = waiting.find(({ trouble, left }) => left > 0 && (trouble.of?.test(call) ?? true))
    for (const listener of watching) listener(call, found?.trouble ?? null)
    return found
  }
  return {
    left: () => waiting.reduce((sum, { left }) => sum + left, 0),
    end: () => void waiting.splice(0),
    watch: (listener) => void watching.push(listener),
    make: (trouble) => void waiting.push({ trouble, left: trouble.times ?? 1 }),
    middleware(request, response, next) {
      const found = find(request)
      if (found === undefined) return next()
      found.left -= 1
      if (found.trouble.done !== true) return answer(response, found.trouble)
      // What is asked is done, and the answer to it replaced.
      response.json = () => {
        answer(response, found.trouble)
        return response
      }
      next()
    },
  }
}

function answer(response: Response, { status, code, retryAfter }: Trouble): void {
  if (status === 0) return void response.socket?.destroy()
  if (retryAfter !== undefined) response.setHeader('retry-after', String(retryAfter))
  const body = JSON.stringify({ error: { code: code ?? `Http${status}`, message: 'trouble on demand' } })
  response.status(status).setHeader('content-type', 'application/json').end(body)
}
