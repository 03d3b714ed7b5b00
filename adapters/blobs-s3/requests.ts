import { setTimeout as sleep } from 'node:timers/promises'
import { AwsClient } from 'aws4fetch'
import { StoreUnavailable } from '../../src/app/ports.ts'
import { digestOf } from '../../src/codec/media.ts'
import type { Environment } from '../../src/config/types.ts'

export type MediaAddress = NonNullable<Environment['media']>

export interface S3Options {
  readonly address: MediaAddress
  readonly fetch?: typeof globalThis.fetch
  /** Waits between two tries, in milliseconds; a test need not. */
  readonly pause?: (milliseconds: number) => Promise<unknown>
  /** How long one try may take until its last byte, in milliseconds; 20,000 by default. */
  readonly answerWithin?: number
}

export interface Answer {
  readonly status: number
  readonly bytes: Uint8Array
}

/** Signed requests, each for one object. */
export interface Requests {
  /** Null where there is no such object. */
  get(key: string): Promise<Uint8Array | null>
  /** `once`: an object that is there already stays as it is. */
  put(key: string, bytes: Uint8Array, options: { once: boolean }): Promise<void>
  remove(key: string): Promise<void>
}

/** The store answered, and will answer the same next time. `answered`: its own code, for operators. */
export class MediaRefused extends StoreUnavailable {
  readonly answered: string
  constructor(answered: string) {
    super('media_refused')
    this.answered = answered
  }
}

const tries = 3
const firstPause = 250
/** Asked too often, in trouble, or two conditional writes at the same time. */
const worthAnotherTry = new Set([408, 409, 425, 429, 500, 502, 503, 504])

export function createRequests({
  address,
  fetch = globalThis.fetch,
  pause = sleep,
  answerWithin = 20_000,
}: S3Options): Requests {
  const { accessKeyId, secretAccessKey, sessionToken, region, objects } = address
  const session = sessionToken === null ? {} : { sessionToken }
  const signer = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', ...session })

  const once = async (key: string, init: RequestInit): Promise<Answer> => {
    // Signed for each try: a signature is good for some minutes only.
    const request = await signer.sign(`${objects}${key}`, init)
    const response = await fetch(request, { redirect: 'manual', signal: AbortSignal.timeout(answerWithin) })
    return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) }
  }
  const ask = async (key: string, init: RequestInit): Promise<Answer> => {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await once(key, init).catch((cause: unknown) => ({ cause }))
      if ('status' in answer && !worthAnotherTry.has(answer.status)) return answer
      if (attempt === tries) throw new StoreUnavailable('media_unreachable', 'cause' in answer ? answer : {})
      await pause(firstPause * 4 ** (attempt - 1) * (0.5 + Math.random()))
    }
  }
  return {
    async get(key) {
      const answer = await ask(key, { method: 'GET' })
      if (answer.status === 200) return answer.bytes
      const code = codeOf(answer)
      if (answer.status === 404 && code !== 'NoSuchBucket') return null
      throw new MediaRefused(code)
    },
    async put(key, bytes, { once: onlyOnce }) {
      const headers = {
        'content-type': 'application/octet-stream',
        // The store compares, so that nothing is kept which was changed on the way.
        'x-amz-content-sha256': digestOf(bytes),
        ...(onlyOnce ? { 'if-none-match': '*' } : {}),
      }
      const answer = await ask(key, { method: 'PUT', headers, body: new Uint8Array(bytes) })
      // 412: somebody was quicker.
      if (answer.status >= 300 && !(onlyOnce && answer.status === 412)) throw new MediaRefused(codeOf(answer))
    },
    async remove(key) {
      const answer = await ask(key, { method: 'DELETE' })
      if (answer.status >= 300 && answer.status !== 404) throw new MediaRefused(codeOf(answer))
    },
  }
}

/** `AccessDenied`, for example; the status where there is none. Nothing else of an answer is passed on. */
function codeOf({ status, bytes }: Answer): string {
  const text = Buffer.from(bytes.subarray(0, 4_000)).toString('utf8')
  return /<Code>([A-Za-z]{1,60})<\/Code>/.exec(text)?.[1] ?? `http_${status}`
}
