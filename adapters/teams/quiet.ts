/** Keeps out of the error output what botbuilder writes there past our log, while it checks a token. */
import { AsyncLocalStorage } from 'node:async_hooks'

type Say = typeof console.error

const checking = new AsyncLocalStorage<true>()
/** How many checks run; `console.error` is replaced for as long as any does. */
let running = 0
let replaced: { readonly original: Say; readonly guard: Say } | null = null

function begin(): void {
  running += 1
  if (running > 1) return
  const original = console.error
  const guard: Say = (...said) => {
    if (checking.getStore() !== true) original(...said)
  }
  replaced = { original, guard }
  console.error = guard
}

function end(): void {
  running -= 1
  if (running > 0 || replaced === null) return
  // Where somebody else has replaced it since, it is theirs.
  if (console.error === replaced.guard) console.error = replaced.original
  replaced = null
}

/**
 * Runs `check`, and drops what it says with `console.error`; everybody else is heard as before. Of a token that it
 * refuses, the library writes the public key, or the error with its whole stack, to the error output
 * (`botframework-connector/lib/auth/jwtTokenExtractor.js`), and anybody can send as many such tokens as they like. What
 * became of the check is thrown all the same, and logged by whoever asked for it.
 */
export async function quietly<Result>(check: () => Promise<Result>): Promise<Result> {
  begin()
  try {
    return await checking.run(true, check)
  } finally {
    end()
  }
}
