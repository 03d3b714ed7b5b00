/** What every handler of an activity needs, and the ways to answer one person at once. */
import type { HomeLooks } from '../../src/app/home-looks.ts'
import { type Identity, type Log, StoreUnavailable } from '../../src/app/ports.ts'
import type { Service } from '../../src/app/service.ts'
import type { Saying } from '../../src/view/sayings.ts'
import type { Locale } from '../../src/view/text.ts'
import { CallFailed } from './call.ts'
import type { Connector } from './connector.ts'
import type { Conversations, Place } from './conversations.ts'
import { activityOf, type Drawn } from './deliver.ts'
import type { RenderContext } from './elements.ts'
import type { Gate } from './hosts.ts'
import type { Pacer } from './pacer.ts'
import type { Origin } from './payload.ts'
import { sayingMessage } from './render-notice.ts'

/** A message that was written. */
export interface Written extends Place {
  readonly activity: string
}

/** How often an answer is tried again that Teams would not take yet. */
const mostTries = 3

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
  readonly pacer: Pacer
  /** Who has their overview before them. */
  readonly looks: HomeLooks
  /** Wall-clock time in epoch milliseconds. */
  readonly now: () => number
  readonly appAdded: (identity: Identity | null) => Promise<void>
  /** What drawing needs to know where a message is for one person alone. */
  readonly context: RenderContext
  /** Marks a request's cards to be drawn again; false where that failed. */
  redraw(request: string): Promise<boolean>
  /** Whether this activity came before: Teams delivers one again that it thinks was not answered. */
  isRepeated(key: string): boolean
  /** Logs a fault by its code, never by its words. */
  fault(message: string, error: unknown): void
  /** Writes into the person's own conversation with the bot; null where that failed, or comes later. Never throws. */
  write(origin: Origin, drawn: Drawn): Promise<Written | null>
  say(origin: Origin, saying: Saying): Promise<void>
  /** The time zone in which the person enters times. */
  timezoneOf(origin: Origin): Promise<string>
}

export type DeskOptions = Pick<
  Desk,
  | 'service'
  | 'connector'
  | 'conversations'
  | 'log'
  | 'locale'
  | 'timezone'
  | 'gate'
  | 'pacer'
  | 'looks'
  | 'now'
  | 'appAdded'
  | 'context'
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
  const { connector, conversations, log, pacer } = options
  const fault: Desk['fault'] = (message, error) => {
    const code = error instanceof CallFailed || error instanceof StoreUnavailable ? error.code : 'unknown'
    log.error(message, { code, name: error instanceof Error ? error.name : 'unknown' })
  }
  const post = async (to: Place, drawn: Drawn, tries: number): Promise<Written | null> => {
    const held = await pacer.held(to.conversation)
    if (held === 0)
      try {
        return { ...to, activity: await connector.post(to, activityOf(drawn), null) }
      } catch (error) {
        if (!(error instanceof CallFailed) || error.status !== 429 || tries === 0) throw error
        await pacer.hold(to.conversation, error.afterMs ?? 0)
      }
    // Teams wants to be left alone: the answer comes as soon as it may, and nobody waits for it here.
    const again = () => post(to, drawn, tries - 1).catch((error) => fault('telling a person failed', error))
    if (tries > 0) setTimeout(again, await pacer.held(to.conversation)).unref()
    return null
  }
  const write: Desk['write'] = async ({ identity, place, personal }, drawn) => {
    try {
      // What one person is told stays between them and the bot, wherever they asked.
      const direct = personal ? place : await conversations.direct(identity)
      const conversation =
        direct?.conversation ?? (await connector.openDirect(place.serviceUrl, identity.tenant, identity.user))
      return await post(
        { serviceUrl: direct?.serviceUrl ?? place.serviceUrl, conversation },
        drawn,
        mostTries,
      )
    } catch (error) {
      fault('telling a person failed', error)
      return null
    }
  }
  return {
    ...options,
    isRepeated: createMemory(),
    fault,
    write,
    say: async (origin, saying) => void (await write(origin, sayingMessage(saying))),
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
