import { afterAll, beforeAll } from 'vitest'
import { startEscalations } from '#tests/integration/escalations/cast.ts'
import { startTestApp, type TestApp } from '#tests/support/app.ts'

export let app: TestApp
export let world: Awaited<ReturnType<typeof startEscalations>>

export const kindsOf = (view: { events: { kind: string }[] }) => view.events.map(({ kind }) => kind)

/** Starts it before the tests of the file that calls this, and stops it after them. */
export function setUp(): void {
  beforeAll(async () => {
    app = await startTestApp()
    world = await startEscalations(app)
  })
  afterAll(() => app.stop())
}
