import { defineConfig } from 'vitest/config'

/** `npm run test:browsers`: the main scripts in other engines than Chromium. Not a part of `npm test`: they install much. */
export default defineConfig({
  test: {
    include: ['tests/browsers/*.test.ts'],
    environment: 'node',
    globalSetup: ['tests/support/postgres.ts', 'tests/browsers/set-up.ts'],
    fileParallelism: false,
    // Beside other work on two processors a script of two people takes minutes.
    testTimeout: 480_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 30_000 } },
  },
})
