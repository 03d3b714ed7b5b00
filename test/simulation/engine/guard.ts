/**
 * Inside a run nothing may come from the machine: no timers, no network, no wall clock, no randomness. Whatever asks for
 * it is told so by an exception, and the run fails by it, even where the exception was swallowed on the way.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

const inside = new AsyncLocalStorage<{ readonly leaks: string[] }>()

class Leak extends Error {
  override readonly name = 'Leak'
}

type Ambient = (...args: readonly unknown[]) => unknown

/** Asks what time it is and does nothing with it, as long as it is given no limit of time. */
const harmless = /node_modules[\\/]diff[\\/]/

/** The real one for everybody else, the test runner above all. */
function guarded(name: string, real: Ambient): Ambient {
  return function (this: unknown, ...args: readonly unknown[]) {
    const run = inside.getStore()
    if (run === undefined) return Reflect.apply(real, this, args)
    const at = new Error(name).stack?.split('\n').slice(2, 5).join(' < ') ?? ''
    if (name === 'now' && harmless.test(at)) return 0
    run.leaks.push(`${name} ${at}`)
    throw new Leak(`${name} inside a simulation`)
  }
}

const places: readonly (readonly [object, readonly string[]])[] = [
  [globalThis, ['setTimeout', 'setInterval', 'setImmediate', 'fetch']],
  [Date, ['now']],
  [Math, ['random']],
  [performance, ['now']],
  [crypto, ['randomUUID', 'randomBytes', 'randomInt', 'randomFillSync']],
  [globalThis.crypto, ['randomUUID', 'getRandomValues']],
  [AbortSignal, ['timeout']],
]

let installed = false

/** `new Date()` reads the clock too, without asking `Date.now`. */
function guardDate(): void {
  const RealDate = Date
  const GuardedDate = new Proxy(RealDate, {
    construct(target, args, newTarget) {
      if (args.length === 0)
        Reflect.apply(
          guarded('new Date()', () => undefined),
          null,
          [],
        )
      return Reflect.construct(target, args, newTarget)
    },
  })
  Reflect.set(globalThis, 'Date', GuardedDate)
}

function install(): void {
  if (installed) return
  installed = true
  for (const [place, names] of places)
    for (const name of names) {
      const real: unknown = Reflect.get(place, name)
      if (typeof real !== 'function') continue
      const replacement = guarded(name, (...args) => Reflect.apply(real, place, args))
      Object.defineProperty(place, name, { value: replacement, configurable: true, writable: true })
    }
  guardDate()
  syncBuiltinESMExports()
}

/** Runs the work with everything forbidden that a seed does not decide; gives what was asked for all the same. */
export async function withoutMachine<Result>(
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly leaks: readonly string[] }> {
  install()
  const leaks: string[] = []
  const result = await inside.run({ leaks }, work)
  return { result, leaks }
}

const realSetImmediate = setImmediate

/** Lets everything run that waits for nothing but promises. */
export const drained = (): Promise<void> => new Promise((resolve) => realSetImmediate(resolve))
