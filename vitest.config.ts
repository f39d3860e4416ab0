import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files of half a minute and more, the longest first: what they leave of the processors goes to the short ones. */
const long = [
  'integration/offline-model',
  'e2e/screens',
  'e2e/offline',
  'e2e/offline-model',
  'integration/kill',
  'authorization/matrix',
  'e2e/check-ins/check-ins',
  'e2e/walks',
  'e2e/auth/session',
  'authorization/canaries',
  'e2e/loop',
  'command-line',
  'embedded',
  'start',
  'architecture/bundle-size',
]
/**
 * Files at once, of all sizes: Vitest runs projects together only where they agree on it. Otherwise the browsers, which wait
 * more than they reckon, come one after the other at the end.
 */
const maxWorkers = Math.max(2, Math.min(4, availableParallelism()))

/**
 * Browser tests that hold the product to a second, and meet notifications: beside another file they would measure that file,
 * and only the whole browser has those.
 */
const timed = ['tests/e2e/escalations/escalations.test.ts', 'tests/e2e/inbox/push.test.ts']

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = long.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`))
      return found < 0 ? long.length : found
    }
    return (await super.sort(files)).sort((left, right) => place(left) - place(right))
  }
}

// Three sizes of test: units beside their source (pure ones, and components on a DOM in memory), integration on a
// real PostgreSQL, and a real browser. None of them retries.
export default defineConfig({
  test: {
    maxWorkers,
    sequence: { sequencer: LongestFirst },
    tags: [
      { name: 'attack', description: 'Tries a way to get in, to read or to stop others that was once open.' },
    ],
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'shared/**/*.test.ts',
            'client/**/*.test.ts',
            'server/**/*.test.ts',
            'tests/architecture/*.test.ts',
            'tests/soak/*.test.ts',
          ],
          environment: 'node',
          // Beside a browser a property takes its time.
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'components',
          include: ['client/**/*.test.tsx'],
          environment: 'happy-dom',
          setupFiles: ['tests/support/component/dom.ts'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/support/postgres.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: timed,
          environment: 'node',
          globalSetup: ['tests/support/postgres.ts', 'tests/support/browser.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
      {
        test: {
          name: 'timed',
          include: timed,
          // One at a time and after all others.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          environment: 'node',
          provide: { browserKind: 'whole' },
          globalSetup: ['tests/support/postgres.ts', 'tests/support/browser.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
})
