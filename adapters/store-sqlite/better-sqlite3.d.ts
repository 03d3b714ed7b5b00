/** The part of better-sqlite3 that the store uses; the package ships no types, and drizzle's refer to these. */
declare module 'better-sqlite3' {
  class Database {
    constructor(file: string, options?: Database.Options)
    readonly name: string
    readonly open: boolean
    readonly readonly: boolean
    readonly inTransaction: boolean
    prepare(sql: string): Database.Statement
    /** Runs the function in a transaction, or in a savepoint when one is open. The function must not be async. */
    transaction<Arguments extends unknown[], Result>(
      work: (...given: Arguments) => Result,
    ): Database.Transaction<Arguments, Result>
    exec(sql: string): this
    pragma(source: string, options?: { simple?: boolean }): unknown
    /**
     * Copies the database page by page; `progress` is asked after each part how many pages to copy next. Rejects when
     * the folder of `file` does not exist.
     */
    backup(
      file: string,
      options?: { progress?: (state: Database.Progress) => number },
    ): Promise<Database.Progress>
    close(): this
  }
  namespace Database {
    type Database = InstanceType<typeof import('better-sqlite3')>
    interface Options {
      readonly?: boolean
      fileMustExist?: boolean
      /** Milliseconds to wait for a lock; blocks the thread. */
      timeout?: number
      /** Is told every statement before it runs. */
      verbose?: (sql: unknown) => void
    }
    interface Progress {
      totalPages: number
      remainingPages: number
    }
    interface RunResult {
      changes: number
      lastInsertRowid: number | bigint
    }
    interface Statement {
      run(...parameters: unknown[]): RunResult
      get(...parameters: unknown[]): unknown
      all(...parameters: unknown[]): unknown[]
      iterate(...parameters: unknown[]): IterableIterator<unknown>
      raw(toggle?: boolean): this
      pluck(toggle?: boolean): this
    }
    interface Transaction<Arguments extends unknown[], Result> {
      (...given: Arguments): Result
      immediate(...given: Arguments): Result
    }
    class SqliteError extends Error {
      constructor(message: string, code: string)
      code: string
    }
  }
  export = Database
}
