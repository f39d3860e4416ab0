/** @module-tag attack */

import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { type OwnerDb, withOwner } from '#server/db/database.ts'
import { createMigrator } from '#server/db/migrate.ts'
import type { EditInput, RaiseInput } from '#shared/escalations/contracts.ts'
import { isPlain } from '#shared/escalations/rules.ts'
import { refusalOf, startTestApp } from '#tests/support/app.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { raiseInput, startEscalations } from './cast.ts'
import { app, setUp, world } from './escalations-setting.ts'

setUp()

const safe = {
  kind: 'safety',
  category: 'child_safety',
  severity: 'P0',
  function: 'legal',
  summary: 'Reported by two users',
  caseReference: 'NCII-40713',
} as const satisfies Partial<RaiseInput>

const commentOn = (escalationId: string, text: string) => {
  const { lead } = world.as
  const input = { escalationId, commentId: uuidv7(), text, mentions: [] }
  return lead.client.escalations.comment.mutate({ meta: lead.meta(), input })
}

async function classify(escalationId: string, change: Partial<EditInput> = {}) {
  const { lead } = world.as
  const { version } = await world.see('lead', escalationId)
  const { severity: _, ...content } = safe
  // Whose answer is needed stays: it changes by other rules.
  const unchanged = { subjectId: null, details: null, function: 'policy' as const }
  const input = { escalationId, ...content, ...unchanged, ...change }
  return await lead.client.escalations.edit.mutate({ meta: lead.meta(version), input })
}

test('the table and the rule allow the same characters', async () => {
  const codes = Array.from({ length: 0xfffd }, (_, index) => index + 1).filter(
    (code) => code < 0xd800 || code > 0xdfff,
  )
  const { rows } = await sql<{ code: number }>`select code from unnest(${codes}::int[]) as code
    where app.is_plain(chr(code))`.execute(app.owner)
  expect(rows.map(({ code }) => code)).toEqual(codes.filter((code) => isPlain(String.fromCodePoint(code))))
})

test('every character of a reference is one of the table’s', async () => {
  const input = raiseInput(world.teamId, { caseReference: 'É가漢Z9_#-' })
  const { analyst } = world.as
  await analyst.client.escalations.raise.mutate({ meta: analyst.meta(), input })
  for (const caseReference of ['Ⅷ', '²', 'x\u{1D400}', 'ㅤ']) {
    const refused = analyst.client.escalations.raise.mutate({
      meta: analyst.meta(),
      input: raiseInput(world.teamId, { caseReference }),
    })
    expect((await refusalOf(refused)).details.field).toBe('input.caseReference')
  }
})

test('a case whose comments hold an address is not classified, and the place is named', async () => {
  const escalationId = await world.raise('analyst')
  await commentOn(escalationId, 'see https://example.org/1')
  expect(await refusalOf(classify(escalationId))).toEqual({
    code: 'INVALID',
    details: { field: 'category', reason: 'child_safety_earlier', values: { place: 'comment' } },
  })
  // The way on: raised anew, with this one merged into it.
  const intoId = await world.raise('lead', safe)
  const { lead } = world.as
  await lead.client.escalations.merge.mutate({ meta: lead.meta(), input: { escalationId, intoId } })
  expect((await world.see('lead', escalationId)).status).toBe('closed')
})

test('a case with plain comments is classified', async () => {
  const escalationId = await world.raise('analyst')
  await commentOn(escalationId, '두 조항이 다릅니다')
  await classify(escalationId)
  expect(await world.see('lead', escalationId)).toMatchObject({ category: 'child_safety' })
  const refused = await refusalOf(classify(escalationId, { summary: 'example.org' }))
  expect(refused.details.field).toBe('input.summary')
})

test('words that only their writer reads, as of a decision taken back, are named too', async () => {
  const escalationId = await world.raise('analyst', { severity: 'P1' })
  const row = { org_id: world.org, escalation_id: escalationId, child_safety: false }
  const { content_version } = await app.owner
    .selectFrom('escalation')
    .select('content_version')
    .where('escalation_id', '=', escalationId)
    .executeTakeFirstOrThrow()
  const request_id = uuidv7()
  const texts = { question: 'a', recommendation: 'b', if_approved: 'c', if_rejected: 'd' }
  const author_id = world.people.lead.personId
  await app.owner
    .insertInto('escalation_request')
    .values({ ...row, ...texts, request_id, author_id, content_version, state: 'voided' })
    .execute()
  const timestamp = new Date().toISOString()
  await app.owner
    .insertInto('escalation_decision')
    .values({
      ...row,
      ...{ decision_id: uuidv7(), request_id, place: 1, decider_id: world.people.manager.personId },
      ...{ for_id: null, role: 'manager', verdict: 'reject', reason: 'see example.org/1', content_version },
      ...{ takes_effect_at: timestamp, undone_at: timestamp, effected_at: null },
    })
    .execute()
  expect((await refusalOf(classify(escalationId))).details).toEqual({
    ...{ field: 'category', reason: 'child_safety_earlier', values: { place: 'decision' } },
  })
})

test('rows from before the rule survive it with their letters, and go on', async () => {
  const database = await createTestDatabase()
  const before = await startTestApp(database)
  const escalations = await startEscalations(before)
  const escalationId = await escalations.raise('analyst', safe)
  // Jobs of a running server would read the tables that are altered, in an order of their own.
  await before.stop()
  const migrated = withOwner(database.ownerUrl, (db) => thereAndBack(db, escalations.org, escalationId))
  await migrated.finally(() => database.drop())
})

/** Takes the tables back to before the rule, writes what was allowed then, and brings the rule again. */
async function thereAndBack(db: OwnerDb, org: string, escalationId: string): Promise<void> {
  const migrate = async (name: string) => {
    const { error } = await createMigrator(db).migrateTo(name)
    if (error) throw error
  }
  await migrate('20261129T0900-goals')
  await db
    .updateTable('escalation')
    .set({ summary: 'Reported. See example.org' })
    .where('escalation_id', '=', escalationId)
    .execute()
  const texts = ['。。', 'name@example.org, 신고'.padEnd(200, 'x')]
  for (const text of texts)
    await db
      .insertInto('escalation_event')
      .values({
        ...{ org_id: org, event_id: uuidv7(), escalation_id: escalationId, kind: 'commented' },
        ...{ actor_id: null, other_id: null, code: null, words: text, child_safety: true },
      })
      .execute()
  const { error } = await createMigrator(db).migrateToLatest()
  expect(error).toBeUndefined()
  const row = db.updateTable('escalation').set({ status: 'acknowledged' })
  const { summary } = await row
    .where('escalation_id', '=', escalationId)
    .returning('summary')
    .executeTakeFirstOrThrow()
  expect(summary).toBe('Reported See example org')
  const events = await db
    .selectFrom('escalation_event')
    .select('words')
    .where('escalation_id', '=', escalationId)
    .where('kind', '=', 'commented')
    .execute()
  expect(events.map(({ words: text }) => text).sort()).toEqual([
    '-',
    'name example org, 신고'.padEnd(200, 'x'),
  ])
}
