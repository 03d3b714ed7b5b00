/** What goes wrong, by the seed. Nothing does once the simulated world is healthy. */
import type { Random } from './random.ts'

/** What becomes of one call of a platform. `taken` says whether the platform did what was asked. */
export type PlatformFault =
  | { readonly type: 'limited'; readonly seconds: number }
  | { readonly type: 'broken'; readonly status: 500 | 503; readonly taken: boolean }
  | { readonly type: 'lost'; readonly taken: boolean }
  | { readonly type: 'hangs'; readonly taken: boolean }

export interface Faults {
  /** Before the store does what it is asked. */
  storeFails(): boolean
  /** After the store has done it. */
  storeAnswerLost(): boolean
  platform(method: string): PlatformFault | null
  heal(): void
}

/** How bad the world is, so that some seeds are calm and others are not. */
const weathers = [0, 0.3, 1, 2.5] as const

export function createFaults(random: Random): Faults {
  let weather: number = random.pick(weathers)
  const happens = (probability: number) => weather > 0 && random.chance(probability * weather)
  return {
    storeFails: () => happens(0.004),
    storeAnswerLost: () => happens(0.006),
    platform(method) {
      if (!happens(/post|update|PUT|open/i.test(method) ? 0.1 : 0.02)) return null
      const taken = random.chance(0.5)
      switch (random.int(4)) {
        case 0:
          return { type: 'limited', seconds: 1 + random.int(30) }
        case 1:
          return { type: 'broken', status: random.pick([500, 503] as const), taken }
        case 2:
          return { type: 'lost', taken }
        default:
          return { type: 'hangs', taken }
      }
    },
    heal() {
      weather = 0
    },
  }
}
