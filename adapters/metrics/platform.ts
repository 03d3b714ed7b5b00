import type { Chat } from '../../src/app/ports.ts'
import type { Instruments } from './instruments.ts'

/** Codes come with details behind a blank, which are of no use as labels. */
const codeOf = (error: string): string => error.split(' ')[0] ?? ''

/** The same chat, whose deliveries are counted. */
export function meteredChat(chat: Chat, { deliveries, savedEdits }: Instruments): Chat {
  const { platform } = chat
  return {
    ...chat,
    async deliver(delivery) {
      const result = await chat.deliver(delivery)
      if (result.outcome === 'delivered' && result.unchanged === true) {
        savedEdits.inc({ platform })
        return result
      }
      const code = result.outcome === 'delivered' ? '' : codeOf(result.error)
      deliveries.inc({ platform, outcome: result.outcome, code })
      return result
    },
  }
}

/** The method of a Web API address; `other` for files and everything else, whose addresses are without number. */
export function methodOf(address: string): string {
  const path = URL.canParse(address) ? new URL(address).pathname : ''
  return /\/api\/([a-z]+(?:\.[a-zA-Z]+){1,3})$/.exec(path)?.[1] ?? 'other'
}

/** The same `fetch`, whose calls are counted. Looks at addresses and status codes only. */
export function meteredFetch(
  platform: string,
  ask: typeof globalThis.fetch,
  { calls, throttled }: Instruments,
): typeof globalThis.fetch {
  return async (input, init) => {
    const method = methodOf(input instanceof Request ? input.url : String(input))
    try {
      const response = await ask(input, init)
      calls.inc({ platform, method, status: response.status })
      if (response.status === 429) throttled.inc({ platform, method })
      return response
    } catch (fault) {
      calls.inc({ platform, method, status: 'none' })
      throw fault
    }
  }
}
