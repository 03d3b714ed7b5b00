/** Sends what people do to the bot, signed as the channel signs it. */
import { isJson, type Json, parseJson } from './json.ts'
import { type SigningKey, signToken } from './keys.ts'
import { clientId, type TeamsConversation, type Tenant } from './tenant.ts'
import { recordActivity, type Traffic } from './traffic.ts'

/** How long Teams waits for an answer to an invoke, in milliseconds of real time. */
const invokeTime = 10_000

export interface Answered {
  /** Null when the bot could not be reached or was too late. */
  readonly status: number | null
  readonly body: Json | null
}

export interface Sender {
  /** An activity of one person in one conversation; `more` says what it is, `thread` where in a channel. */
  send(person: string, conversation: TeamsConversation, more: Json, thread?: string | null): Promise<Answered>
  /** The activity itself, to be changed and sent by `deliver`. */
  activity(person: string, conversation: TeamsConversation, more: Json, thread?: string | null): Json
  /** What the token says that vouches for an activity. */
  claims(): Json
  deliver(activity: Json, authorization: string | null): Promise<Answered>
}

export function createSender(options: {
  readonly tenant: Tenant
  readonly appId: string
  readonly issuer: string
  readonly key: SigningKey
  readonly serviceUrl: () => string
  /** Where the bot listens; null until it does. */
  readonly messagesUrl: () => string | null
  readonly traffic?: Traffic
}): Sender {
  const { tenant } = options
  const claims = (): Json => {
    const seconds = Math.floor(Date.now() / 1000)
    return {
      iss: options.issuer,
      aud: options.appId,
      serviceurl: options.serviceUrl(),
      nbf: seconds - 60,
      exp: seconds + 3_600,
    }
  }
  const activity: Sender['activity'] = (person, conversation, more, thread = null) => {
    const who = tenant.people.get(person)
    return {
      id: tenant.newId('activity'),
      channelId: 'msteams',
      serviceUrl: options.serviceUrl(),
      timestamp: new Date(tenant.clock.now()).toISOString(),
      localTimezone: who?.timezone,
      locale: who?.locale,
      from: { id: clientId(person), name: who?.name, aadObjectId: person },
      recipient: { id: tenant.botId, name: 'Countersign' },
      conversation: {
        id: thread === null ? conversation.id : `${conversation.id};messageid=${thread}`,
        conversationType: conversation.type,
        tenantId: tenant.id,
        ...(conversation.type === 'personal' ? {} : { isGroup: true }),
      },
      channelData: { tenant: { id: tenant.id } },
      entities: [{ type: 'clientInfo', locale: who?.locale, timezone: who?.timezone, platform: 'Web' }],
      ...more,
    }
  }
  const deliver = async (sent: Json, authorization: string | null): Promise<Answered> => {
    const started = performance.now()
    const answered = await post(sent, authorization)
    recordActivity(options.traffic, sent, answered, performance.now() - started)
    return answered
  }
  const post = async (sent: Json, authorization: string | null): Promise<Answered> => {
    const url = options.messagesUrl()
    if (url === null) return { status: null, body: null }
    try {
      const response = await fetch(url, {
        method: 'POST',
        body: JSON.stringify(sent),
        headers: {
          'content-type': 'application/json',
          ...(authorization === null ? {} : { authorization }),
        },
        signal: AbortSignal.timeout(invokeTime),
      })
      const body = parseJson(await response.text())
      return { status: response.status, body: isJson(body) ? body : null }
    } catch {
      return { status: null, body: null }
    }
  }
  return {
    activity,
    claims,
    deliver,
    send: (person, conversation, more, thread) =>
      deliver(activity(person, conversation, more, thread), `Bearer ${signToken(claims(), options.key)}`),
  }
}
