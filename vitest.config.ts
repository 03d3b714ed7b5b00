import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Tests of whole processes and of the browser are slow to start on two cores; nothing waits for this to pass.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    globalSetup: ['test/support/postgres/run.ts'],
    maxWorkers: 2,
  },
})
