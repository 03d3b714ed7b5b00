import { setTimeout as pause } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import { StoreUnavailable } from '../../src/app/ports.ts'
import { asPortError, isLocked } from './errors.ts'

/** Group commit: everything that was asked for while the last transaction ran shares the next one and its fsync. */
export interface Writer {
  /**
   * Runs synchronous statements in a savepoint of their own. The promise settles after the transaction is on the disk:
   * with the result, with the error that `work` threw (its savepoint is undone, others are not touched), or with
   * `StoreUnavailable`. An async `work` does not compile: it would go on running outside the transaction.
   */
  write<Result>(
    work: () => Result,
    ...syncOnly: Result extends PromiseLike<unknown> ? [never] : []
  ): Promise<Result>
  /** Finishes what was asked for, refuses what comes later. */
  close(): Promise<void>
}

interface Job {
  readonly giveUpAt: number
  /** Throws nothing: remembers the outcome until the transaction has ended. */
  readonly run: () => void
  readonly settle: () => void
  readonly fail: (error: unknown) => void
}

/** Bounds how long the thread is busy with one transaction. */
const largestBatch = 128
/** A locked database is asked again after this, in milliseconds. */
const pauseBetweenAttempts = 10

/** `lockTimeoutMs`: how long a job may wait for other processes before it fails with `StoreUnavailable` `locked`. */
export function createWriter(database: Database.Database, lockTimeoutMs: number): Writer {
  const queue: Job[] = []
  let draining: Promise<void> | null = null
  let closed = false
  const runAll = database.transaction((jobs: readonly Job[]) => {
    for (const job of jobs) job.run()
  })

  async function drain(): Promise<void> {
    // Lets every request that arrived in this turn of the event loop join the same transaction.
    await new Promise(setImmediate)
    while (queue.length > 0) await commitTogether(queue.splice(0, largestBatch))
    draining = null
  }

  /**
   * Waits for a lock between attempts instead of in SQLite's busy handler, which would block the thread and with it
   * every acknowledgement that is due in the meantime.
   */
  async function commitTogether(jobs: readonly Job[]): Promise<void> {
    const giveUpAt = jobs[0]?.giveUpAt ?? 0
    for (;;) {
      try {
        runAll.immediate(jobs)
        break
      } catch (error) {
        if (!isLocked(error) || performance.now() >= giveUpAt) {
          for (const job of jobs) job.fail(asPortError(error))
          return
        }
        await pause(pauseBetweenAttempts)
      }
    }
    for (const job of jobs) job.settle()
  }

  return {
    write(work, ..._syncOnly) {
      if (closed) return Promise.reject(new StoreUnavailable('unreachable'))
      return new Promise((resolve, reject) => {
        queue.push(createJob(database, performance.now() + lockTimeoutMs, work, resolve, reject))
        draining ??= drain()
      })
    },
    async close() {
      closed = true
      await draining
    },
  }
}

function createJob<Result>(
  database: Database.Database,
  giveUpAt: number,
  work: () => Result,
  resolve: (result: Result) => void,
  reject: (error: unknown) => void,
): Job {
  const inSavepoint = database.transaction(work)
  let settle = () => {}
  return {
    giveUpAt,
    run() {
      try {
        const result = inSavepoint()
        settle = () => resolve(result)
      } catch (error) {
        // Where the disk is full or broken SQLite has undone the whole transaction, so nobody's work may count.
        if (!database.inTransaction) throw error
        settle = () => reject(asPortError(error))
      }
    },
    settle: () => settle(),
    fail: reject,
  }
}
