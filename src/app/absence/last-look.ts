import type { Store } from '../ports.ts'

type Facts = Pick<Store, 'getFact' | 'putFact'>

const fact = 'availability'

/** Who could be asked when that was looked at last, as `watch.ts` writes it; null before the first look. */
export const lastLook = (store: Facts): Promise<string | null> => store.getFact(fact)

/** Keeps what a look saw, once every open request is up to date with it. */
export const keepLook = (store: Facts, signature: string): Promise<void> => store.putFact(fact, signature)

/**
 * Has the next look bring everything up to date, whatever it sees. To be called before an absence is recorded: where the
 * look that follows is cut short, and the absence is taken back, the next one would see what was there before, and the
 * cards that were drawn in between would stay as they are.
 */
export const forgetLook = (store: Facts): Promise<void> => store.putFact(fact, '')
