/**
 * Tells the loops that there may be work before the time they sleep until. Take `signal()` before looking for work:
 * a `notify()` that comes between looking and sleeping then still ends the sleep.
 */
export interface Wake {
  /** Ends the sleep of everybody who holds the present signal. */
  notify(): void
  /** Aborts at the next `notify()`. */
  signal(): AbortSignal
}

export function createWake(): Wake {
  let current = new AbortController()
  return {
    notify() {
      const woken = current
      current = new AbortController()
      woken.abort()
    },
    signal: () => current.signal,
  }
}
