import { afterAll, beforeAll, expect } from 'vitest'
import type { Severity, Status } from '#shared/escalations/step-rules.ts'
import { type Role, startEscalations } from '#tests/integration/escalations/cast.ts'
import { startTestApp, type TestApp } from '#tests/support/app.ts'

export let app: TestApp
export let world: Awaited<ReturnType<typeof startEscalations>>

/** Raised by the analyst, recommended by the lead. */
export async function asked(severity: Severity = 'P2', raiser: Role = 'analyst'): Promise<string> {
  const id = await world.raise(raiser, { severity })
  await world.request('lead', id)
  return id
}
/** Until the job of every second has seen to it. */
export const until = (id: string, status: Status) =>
  expect
    .poll(async () => (await world.see('lead', id)).status, { timeout: 15_000, interval: 100 })
    .toBe(status)
export const notificationsOf = async (who: Role, id: string) =>
  (await world.as[who].client.inbox.list.query()).items
    .filter((item) => item.entityId === id)
    .map(({ kind }) => kind)

/** Starts it before the tests of the file that calls this, and stops it after them. */
export function setUp(): void {
  beforeAll(async () => {
    app = await startTestApp()
    world = await startEscalations(app)
  })
  afterAll(() => app.stop())
}
