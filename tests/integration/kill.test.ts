import { expect, it } from 'vitest'
import { runKills } from '#tests/support/kill-model/kill-run.ts'

/** Fixed, so that everybody's kills come after the same delays; `npm run soak` takes others. */
const seed = 50
const kills = 6

it(
  `kill -9 under write load, ${kills} times from seed ${seed}: every acknowledged write is there, once`,
  {
    timeout: 300_000,
  },
  async () => {
    const report = await runKills({ seed, kills })
    expect(report.problems).toEqual([])
    expect(report.died).toHaveLength(kills)
    expect(new Set(report.died)).toEqual(new Set(['server', 'database', 'both']))
    expect(report.acknowledged).toBeGreaterThan(kills * 5)
    // Between two lives a phone hears that it may try again, and never that the server broke.
    expect(report.refused).toEqual(['UNAVAILABLE'])
  },
)
