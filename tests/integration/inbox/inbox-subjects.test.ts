import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Role, startEscalations } from '#tests/integration/escalations/cast.ts'
import { startTestApp, type TestApp } from '#tests/support/app.ts'

let app: TestApp
let world: Awaited<ReturnType<typeof startEscalations>>
beforeAll(async () => {
  app = await startTestApp()
  world = await startEscalations(app)
})
afterAll(() => app.stop())

/** Returns what the notifications of one escalation say to somebody, the newest first. */
const saidTo = async (who: Role, id: string) =>
  (await world.as[who].client.inbox.list.query()).items
    .filter((item) => item.entityId === id)
    .map(({ kind, event, subject, by }) => [kind, event, subject, by?.name ?? null])

test('a notification says what happened, to what and by whom, also where a job sent it', async () => {
  const id = await world.raise('analyst')
  const title = 'Two clauses disagree'
  await world.request('lead', id)
  expect(await saidTo('manager', id)).toContainEqual(['approval_waiting', null, title, 'lead'])
  await world.decide('manager', id, 'ask')
  expect(await saidTo('lead', id)).toEqual([['escalation_news', 'asked', title, 'manager']])
  await world.ripen(await world.decide('manager', id))
  await expect
    .poll(() => saidTo('analyst', id), { timeout: 15_000, interval: 100 })
    .toContainEqual(['escalation_news', 'approved', title, 'manager'])
})

test('child safety is called by its reference, and what is hidden by now by nothing', async () => {
  const id = await world.raise('analyst', {
    ...{ kind: 'safety', category: 'child_safety', severity: 'P1', function: 'policy' },
    ...{ summary: 'Two reports', caseReference: 'REF-9' },
  })
  const subjects = async () => (await saidTo('policy', id)).map(([, , subject]) => subject)
  expect(await subjects()).toEqual(['REF-9'])
  await app.owner.updateTable('escalation').set({ function: null }).where('escalation_id', '=', id).execute()
  expect(await subjects()).toEqual([null])
})
