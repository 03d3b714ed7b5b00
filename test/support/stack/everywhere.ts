/** The product on the chats that a run is about: the same sentences about people hold in Slack, in Teams, and in both. */
import { inject } from 'vitest'
import { startMixedStack } from './mixed-start.ts'
import { type StackOptions, startStack as startSlackStack } from './start.ts'
import { startTeamsStack } from './teams-start.ts'

export { Person } from './person.ts'
export { labels, offersUndo, saying, type Upload, verbs } from './screen.ts'
export * from './typed.ts'

export type Chats = 'slack' | 'teams' | 'mixed'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where people are; `vitest.config.ts` has a project for each. */
    readonly chats: Chats
  }
}

export const chats: Chats = inject('chats')

/** What there is on every platform. */
export type Stack = Omit<Awaited<ReturnType<typeof startTeamsStack>>, 'teams' | 'teamsNow' | 'client'>

/** Starts everything, for the length of a test; see `startProduct`. The clock stands still until the test moves it. */
export function startStack(options: StackOptions = {}): Promise<Stack> {
  switch (chats) {
    case 'slack':
      return startSlackStack(options)
    case 'teams':
      return startTeamsStack(options)
    case 'mixed':
      return startMixedStack(options)
    default:
      return chats satisfies never
  }
}
