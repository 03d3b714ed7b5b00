/** What every handler of an activity needs, and the ways to answer one person at once. */
import type { Identity, Log } from '../../src/app/ports.ts'
import type { Service } from '../../src/app/service.ts'
import type { Saying } from '../../src/view/sayings.ts'
import type { Locale } from '../../src/view/text.ts'
import { CallFailed } from './call.ts'
import type { Connector } from './connector.ts'
import type { Conversations } from './conversations.ts'
import { activityOf, type Drawn } from './deliver.ts'
import type { Gate } from './hosts.ts'
import type { Origin } from './payload.ts'
import { sayingMessage } from './render-notice.ts'

export interface Desk {
  readonly service: Service
  readonly connector: Connector
  readonly conversations: Conversations
  readonly log: Log
  /** The organisation's language, for when the person's is not known yet. */
  readonly locale: Locale
  /** The organisation's time zone (IANA), for people whose client names none. */
  readonly timezone: string
  readonly gate: Gate
  readonly appAdded: (identity: Identity | null) => Promise<void>
  /** Marks a request's cards to be drawn again; false where that failed. */
  redraw(request: string): Promise<boolean>
  /** Whether this activity came before: Teams delivers one again that it thinks was not answered. */
  isRepeated(key: string): boolean
  /** Logs a fault by its code, never by its words. */
  fault(message: string, error: unknown): void
  /** Writes into the person's own conversation with the bot. Never throws. */
  write(origin: Origin, drawn: Drawn): Promise<void>
  say(origin: Origin, saying: Saying): Promise<void>
  /** The time zone in which the person enters times. */
  timezoneOf(origin: Origin): Promise<string>
}

export type DeskOptions = Pick<
  Desk,
  'service' | 'connector' | 'conversations' | 'log' | 'locale' | 'timezone' | 'gate' | 'appAdded'
> & { readonly redraw: (request: string) => Promise<void> }

/** So many activities are remembered: hours of talk, where a repetition follows within seconds. */
const mostRemembered = 5_000

function createMemory(): Desk['isRepeated'] {
  const recent = new Set<string>()
  return (key) => {
    if (recent.has(key)) return true
    recent.add(key)
    const [oldest] = recent
    if (recent.size > mostRemembered && oldest !== undefined) recent.delete(oldest)
    return false
  }
}

export function createDesk(options: DeskOptions): Desk {
  const { connector, conversations, log } = options
  const fault: Desk['fault'] = (message, error) => {
    const code = error instanceof CallFailed ? error.code : 'unknown'
    log.error(message, { code, name: error instanceof Error ? error.name : 'unknown' })
  }
  const write: Desk['write'] = async ({ identity, place, personal }, drawn) => {
    try {
      // What one person is told stays between them and the bot, wherever they asked.
      const direct = personal ? place : await conversations.direct(identity)
      const conversation =
        direct?.conversation ?? (await connector.openDirect(place.serviceUrl, identity.tenant, identity.user))
      const to = { serviceUrl: direct?.serviceUrl ?? place.serviceUrl, conversation }
      await connector.post(to, activityOf(drawn), null)
    } catch (error) {
      fault('telling a person failed', error)
    }
  }
  return {
    ...options,
    isRepeated: createMemory(),
    fault,
    write,
    say: (origin, saying) => write(origin, sayingMessage(saying)),
    async redraw(request) {
      try {
        await options.redraw(request)
        return true
      } catch (error) {
        fault('marking a card to be redrawn failed', error)
        return false
      }
    },
    async timezoneOf({ identity }) {
      return (await conversations.client(identity))?.timezone ?? options.timezone
    },
  }
}
