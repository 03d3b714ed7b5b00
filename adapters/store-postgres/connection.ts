import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { Log } from '../../src/app/ports.ts'
import { CodecError } from '../../src/codec/error.ts'
import { isStorableText } from '../../src/codec/text.ts'
import { asPortError, isOutdated, isUnprepared, NoReply, troubleOf } from './errors.ts'
import { createPool, replyWithin } from './pool.ts'

/** A result as the server sends it: rows of columns. `bigint` comes as text; whoever asks converts. */
export type Rows = readonly (readonly unknown[])[]

export interface QueryOptions {
  /** How long one try may take before its connection is given up, in milliseconds; half of the patience by default. */
  readonly answerWithin?: number
  /** True for a question that changes nothing: what no database can keep is found nowhere, instead of being refused. */
  readonly looksUp?: boolean
  /** Told when a try ended without a reply: it may have been carried out all the same. */
  readonly inDoubt?: () => void
}

/**
 * Connections that heal. Every statement is a transaction of its own, and is sent again when its connection broke, until
 * `patienceMs` have passed: so each must do no harm when it is carried out twice. `append_events` does none because it
 * expects a version, and every other one because it sets what it already set.
 */
export interface Connections {
  /** Throws `StoreUnavailable`, `CodecError` for text that cannot be stored, or the server's error for a fault of ours. */
  query(text: string, values: readonly unknown[], options?: QueryOptions): Promise<Rows>
  close(): Promise<void>
}

export interface ConnectionOptions {
  readonly url: string
  readonly patienceMs: number
  readonly log: Pick<Log, 'warn'>
}

const firstPause = 20
const longestPause = 250

export function createConnections({ url, patienceMs, log }: ConnectionOptions): Connections {
  const { pool, close } = createPool(url, patienceMs)
  const names = new Map<string, string>()
  let named = true
  let closing: Promise<void> | null = null

  /**
   * Statements are few and their texts constant: each is prepared once per connection, under a name that is made of its
   * text. A pooler may bring this program to a session of another replica, where a number would name another statement.
   */
  function nameFor(text: string): string {
    const name =
      names.get(text) ?? `countersign_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`
    names.set(text, name)
    return name
  }

  async function take(giveUpAt: number): Promise<pg.PoolClient> {
    const taking = pool.connect()
    try {
      return await replyWithin(taking, Math.max(giveUpAt - performance.now(), 1))
    } catch (error) {
      // It may come later, when nobody waits for it any more.
      if (error instanceof NoReply)
        taking.then(
          (client) => client.release(),
          () => {},
        )
      throw error
    }
  }

  async function once(
    { text, values, giveUpAt }: { text: string; values: readonly unknown[]; giveUpAt: number },
    name: string | null,
    options: QueryOptions,
  ): Promise<Rows> {
    const client = await take(giveUpAt)
    const query = {
      text,
      values: [...values],
      rowMode: 'array' as const,
      ...(name === null ? {} : { name }),
    }
    const left = Math.max(giveUpAt - performance.now(), patienceMs / 4)
    try {
      const { rows } = await replyWithin(
        client.query<unknown[]>(query),
        options.answerWithin ?? Math.min(patienceMs / 2, left),
      )
      client.release()
      return rows
    } catch (error) {
      const trouble = troubleOf(error)
      if (trouble !== null && trouble !== 'locked') options.inDoubt?.()
      // A server that only reads may have been the primary a moment ago: the next connection finds the present one.
      const spent = trouble === 'unreachable' || trouble === 'read_only'
      client.release(spent || isUnprepared(error) || isOutdated(error))
      throw error
    }
  }

  function loseNames(): void {
    if (!named) return
    named = false
    log.warn('the pooler keeps no prepared statements, they are sent in full from now on')
  }

  return {
    async query(text, values, options = {}) {
      if (!textsIn(values).every(isStorableText)) {
        if (options.looksUp) return []
        throw new CodecError('unstorable_text', 'a parameter holds NUL or half of a surrogate pair')
      }
      const giveUpAt = performance.now() + patienceMs
      for (let attempt = 0; ; attempt += 1) {
        const name = named ? nameFor(text) : null
        try {
          return await once({ text, values, giveUpAt }, name, options)
        } catch (error) {
          // Asked of this try: others that are under way find out at the same time.
          if (name !== null && isUnprepared(error)) loseNames()
          else if (closing !== null || !isWorthAnotherTry(error) || performance.now() >= giveUpAt)
            throw asPortError(error)
          else await pause(Math.min(longestPause, firstPause * 2 ** attempt) * (0.5 + Math.random()))
        }
      }
    },
    close: () => {
      closing ??= close()
      return closing
    },
  }
}

const textsIn = (values: readonly unknown[]): readonly string[] =>
  values.flatMap((value) =>
    typeof value === 'string' ? [value] : Array.isArray(value) ? textsIn(value) : [],
  )

const isWorthAnotherTry = (error: unknown) => troubleOf(error) !== null || isOutdated(error)
