/** Answers somebody whose workspace is not connected: without a token, so only where the payload says how. */
import { z } from 'zod'
import type { Log } from '../../src/app/ports.ts'
import { sayings } from '../../src/view/sayings.ts'
import type { Locale } from '../../src/view/text.ts'
import type { ClientOptions } from './client.ts'
import { tokenMayGoTo } from './hosts.ts'
import type { Acknowledge } from './receive-actions.ts'
import { sayingMessage } from './render-notice.ts'

interface StrangerOptions {
  readonly log: Log
  /** Whose workspace is not connected, of them no language is known: the organisation's. */
  readonly locale: Locale
  readonly connection: Omit<ClientOptions, 'botToken'>
}

const answerable = z.looseObject({ response_url: z.string().nullish() })
const patience = 5_000

/** Acknowledges, and says to whoever clicked that nothing was recorded. Never throws. */
export async function tellStranger(
  body: unknown,
  acknowledge: Acknowledge,
  { log, locale, connection }: StrangerOptions,
): Promise<void> {
  await acknowledge()
  const address = answerable.safeParse(body).data?.response_url ?? null
  // Signed by Slack, but not to be sent anywhere else for all that.
  if (address === null || !tokenMayGoTo(address, connection.apiUrl)) return
  const content = sayingMessage(sayings.notConnected(locale))
  try {
    await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...content }),
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    })
  } catch (error) {
    log.warn('somebody of a workspace that is not connected could not be told', {
      name: error instanceof Error ? error.name : 'unknown',
    })
  }
}
