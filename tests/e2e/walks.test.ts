import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoSeed } from '#server/demo/seed.ts'
import { type BrowserWorld, startBrowserWorld } from '#tests/support/browser-world.ts'
import { seedTestDemo } from '#tests/support/demo.ts'
import { walkThroughDemo } from '#tests/support/walks/walks.ts'

let world: BrowserWorld
beforeAll(async () => {
  world = await startBrowserWorld()
  await seedTestDemo(world.database, { today: '2026-11-23', seed: demoSeed })
})
afterAll(() => world?.stop())

// The soak walks further, on seeds that nobody has seen.
test('ten walks by chance meet no other entity’s state, no broken page and no error', async () => {
  const { browser, dure, owner } = world
  const broken = await walkThroughDemo({
    browser,
    url: dure.url,
    db: owner,
    seed: 4_210,
    walks: 10,
    steps: 16,
  })
  expect(broken).toEqual([])
}, 600_000)
