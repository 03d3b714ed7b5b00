import type { Chance } from './chance.ts'

/** When the program dies: at a moment seen from outside, or so many milliseconds after its start. */
export type Occasion = { readonly moment: string; readonly times: number } | { readonly afterStart: number }

export interface Moments {
  /** True for the very moment that is waited for. */
  happened(moment: string): boolean
  /** Resolves when it has happened so many times, or when patience (in milliseconds) ends. */
  next(occasion: { readonly moment: string; readonly times: number }, patience: number): Promise<void>
}

/**
 * The moments at which a death hurts most: when a form has just been acknowledged, and before and after Slack
 * has done what it was asked, which the program cannot tell apart.
 */
const worst = [
  { moment: 'form', within: 12 },
  { moment: 'form', within: 12 },
  { moment: 'call chat.postMessage', within: 30 },
  { moment: 'answer chat.postMessage', within: 30 },
  { moment: 'call chat.update', within: 40 },
  { moment: 'answer chat.update', within: 40 },
  { moment: 'answer conversations.open', within: 4 },
  { moment: 'call users.info', within: 60 },
] as const

/**
 * The first death is always at the acknowledgement of accepted conditions: these are the only click that acts without a
 * form, and too rare to be met by chance.
 */
export function occasionOf(chance: Chance, number: number): Occasion {
  if (number === 1) return { moment: 'acceptance', times: 1 }
  if (chance.likely(0.12)) return { afterStart: 100 + chance.below(2_500) }
  const { moment, within } = chance.oneOf(worst)
  return { moment, times: 1 + chance.below(within) }
}

export function createMoments(): Moments {
  let watch: Moments['happened'] = () => false
  return {
    happened: (moment) => watch(moment),
    next: ({ moment, times }, patience) =>
      new Promise((resolve) => {
        let left = times
        const finish = () => {
          clearTimeout(timer)
          watch = () => false
          resolve()
        }
        const timer = setTimeout(finish, patience)
        watch = (happened) => {
          if (happened !== moment) return false
          left -= 1
          if (left > 0) return false
          finish()
          return true
        }
      }),
  }
}
