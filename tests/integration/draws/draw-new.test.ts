import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { draw } from '#server/cli/draw.ts'
import { drawNew } from '#server/cli/draw-new.ts'
import { type CoachingCast, dayFromToday, makeCoachingCast } from '#tests/integration/coaching/cast.ts'
import { startTestApp, type TestApp } from '#tests/support/app.ts'
import { runCommandLine } from '#tests/support/command-runs.ts'

let app: TestApp
let cast: CoachingCast
beforeAll(async () => {
  app = await startTestApp()
  cast = await makeCoachingCast(app.owner)
  for (const [code, n] of [
    ['HATE', 40],
    ['SPAM', 12],
  ] as const) {
    await app.owner
      .insertInto('policy')
      .values({ org_id: cast.org, code, name_ko: null, name_en: null })
      .execute()
    await app.owner
      .insertInto('audit')
      .values(
        Array.from({ length: n }, (_, place) => ({
          ...{ org_id: cast.org, audit_id: randomUUID(), team_id: cast.teamId, policy: code },
          ...{ analyst_id: cast.analyst.personId, reference: `${code}-${place}`, case_ref: `C-${place}` },
          ...{ queue: null, language: 'ko', moderator_decision: null, decision: 'fine', import_id: null },
          ...{ verified_decision: null, verified_by: null, outcome: 'unverified' as const },
          ...{ inclusion_probability: null, decided_at: `${dayFromToday(-1)}T03:00:00Z` },
          content_hash: createHash('sha256').update(code).digest(),
        })),
      )
      .execute()
  }
})
afterAll(() => app?.stop())

const environment = () => ({
  DATABASE_URL: app.database.appUrl,
  DATABASE_OWNER_URL: app.database.ownerUrl,
})
const drawBy = (email: string, ...more: string[]) =>
  runCommandLine(
    drawNew,
    [
      ...['--team', 'Ours', '--by', email, '--from', dayFromToday(-7), '--to', dayFromToday(0)],
      ...['--strata', 'policy', ...more],
    ],
    environment(),
  )
const drawsStored = async () => (await app.owner.selectFrom('draw').select('draw_id').execute()).length

test('a preview says what the draw would be and draws nothing', async () => {
  const { code, out } = await drawBy(cast.lead.email, '--size', '13', '--preview', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({
    drawId: null,
    frameSize: 52,
    strata: [
      { name: 'HATE', size: 40, drawn: 10, chance: 0.25 },
      { name: 'SPAM', size: 12, drawn: 3, chance: 0.25 },
    ],
  })
  const read = await drawBy(cast.lead.email, '--size', '13', '--preview')
  expect(read.out).toContain('HATE  10 of 40  chance 25.0 %')
  expect(read.out).toContain('Nothing was drawn.')
  expect(await drawsStored()).toBe(0)
})

test('a draw of the command line is the lead’s, stands in the audit trail, and can be repeated', async () => {
  const { code, out, err } = await drawBy(cast.lead.email, '--size', '13', '--json')
  expect([code, err]).toEqual([0, ''])
  const { drawId } = JSON.parse(out)
  const stored = await app.owner
    .selectFrom('draw')
    .select(['drawn_by', 'size'])
    .where('draw_id', '=', drawId)
    .executeTakeFirstOrThrow()
  expect(stored).toEqual({ drawn_by: cast.lead.personId, size: 13 })
  const again = await runCommandLine(draw, [drawId, '--json'], environment())
  expect(again.code).toBe(0)
  expect(JSON.parse(again.out)).toMatchObject({ isFrame: true, isSame: true })
  expect(JSON.parse(again.out).cases).toHaveLength(13)
  const { rows } = await sql`select actor_id, team_id from audit_log
    where action = 'draws.draw' and entity_id = ${drawId}::uuid`.execute(app.owner)
  expect(rows).toEqual([{ actor_id: cast.lead.personId, team_id: cast.teamId }])
  // What was drawn is drawn once.
  const rest = JSON.parse((await drawBy(cast.lead.email, '--size', '5', '--preview', '--json')).out)
  expect(rest).toMatchObject({ frameSize: 39, excluded: [{ reason: 'drawn', n: 13 }] })
})

test('there is no draw of more cases than there are, and that is said with 1', async () => {
  const before = await drawsStored()
  const { code, out } = await drawBy(cast.lead.email, '--size', '500')
  expect(code).toBe(1)
  expect(out).toContain('No draw: there are fewer cases than that')
  expect(await drawsStored()).toBe(before)
})

test.each([
  ['somebody who leads another team', () => drawBy(cast.leadElsewhere.email, '--size', '3'), 'does not lead'],
  ['somebody who led it until yesterday', () => drawBy(cast.exLead.email, '--size', '3'), 'does not lead'],
  ['its manager', () => drawBy(cast.manager.email, '--size', '3'), 'does not lead'],
  ['a size that is no number', () => drawBy(cast.lead.email, '--size', 'ten'), '--size is'],
  [
    'a method that nobody knows',
    () => drawBy(cast.lead.email, '--size', '3', '--method', 'luck'),
    '--method',
  ],
  [
    'strata of a random draw',
    () => drawBy(cast.lead.email, '--size', '3', '--method', 'random'),
    '--strata goes with',
  ],
  [
    'a share of golden cases over .3',
    () => drawBy(cast.lead.email, '--size', '3', '--golden', '0.5'),
    '--golden',
  ],
])('%s is refused with 2, and nothing is drawn', async (_, call, said) => {
  const before = await drawsStored()
  const { code, err } = await call()
  expect(code).toBe(2)
  expect(err).toContain(said)
  expect(await drawsStored()).toBe(before)
})
