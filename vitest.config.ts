import { defineConfig } from 'vitest/config'

/** Sentences about people that hold whichever chat they are in. */
const everywhere = 'test/scenarios/everywhere'

export default defineConfig({
  test: {
    // Tests of whole processes and of the browser are slow to start on two cores; nothing waits for this to pass.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // Each test has a product of its own, so files share what they load: Bolt and botbuilder take seconds, and loading them
    // anew for each file was half of the time. Hence no test mocks a module, or leaves a global changed behind.
    isolate: false,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'all',
          include: ['test/**/*.test.ts'],
          globalSetup: ['test/support/postgres/run.ts'],
          provide: { chats: 'slack' },
        },
      },
      {
        extends: true,
        test: {
          name: 'teams',
          include: [`${everywhere}/*.test.ts`],
          // How people are chosen and in which order groups are asked is the same code wherever they are told of it.
          exclude: [`${everywhere}/{assign,routes,stages}.test.ts`],
          provide: { chats: 'teams' },
        },
      },
      {
        extends: true,
        test: {
          name: 'mixed',
          // Of two chats what passes between them is of interest.
          include: [
            `${everywhere}/{approve-a-post,conditions,deadlocks,hostile-text,independent-votes,revise,rulings,second-click,silence,undo}.test.ts`,
          ],
          provide: { chats: 'mixed' },
        },
      },
    ],
  },
})
