import { type InferResult, type Kysely, sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { Schema } from '#server/db/schema.ts'

const looks = (query: Kysely<Schema>, org: string) =>
  query
    .selectFrom('another_look as l')
    .innerJoin('person as p', (join) =>
      join.onRef('p.org_id', '=', 'l.org_id').onRef('p.person_id', '=', 'l.analyst_id'),
    )
    .leftJoin('person as by', (join) =>
      join.onRef('by.org_id', '=', 'l.org_id').onRef('by.person_id', '=', 'l.answered_by'),
    )
    .select([
      'l.look_id',
      'l.audit_id',
      'l.team_id',
      'l.analyst_id',
      'p.name as analyst_name',
      'l.reason',
      'l.asked_at',
      'l.status',
      'l.answer',
      'l.answered_by',
      'by.name as answered_by_name',
      'l.answered_at',
      'l.version',
    ])
    .where('l.org_id', '=', org)

export type LookRow = InferResult<ReturnType<typeof looks>>[number]

const openStatement = prepare<{ org: string; person: string }, LookRow>('audits_open_looks', (db, p) =>
  looks(db, p.org).where('l.status', '=', 'open').where('l.analyst_id', '!=', p.person).orderBy('l.asked_at'),
)

/** Of the teams that the reader leads, oldest first. */
export const openLooks = (db: ActorDb) => db.run(openStatement, { org: db.org, person: db.person })

const answeredStatement = prepare<{ org: string; person: string }, LookRow>(
  'audits_answered_looks',
  (db, p) =>
    looks(db, p.org)
      .where('l.analyst_id', '=', p.person)
      .where('l.status', '!=', 'open')
      .where('l.answered_at', '>', sql<string>`now() - interval '30 days'`)
      .orderBy('l.answered_at'),
)

/** To the reader's own requests, of the last thirty days, oldest first. */
export const answeredLooks = (db: ActorDb) => db.run(answeredStatement, { org: db.org, person: db.person })

const ofCasesStatement = prepare<{ org: string; cases: readonly string[] }, LookRow>(
  'audits_looks_of_cases',
  (db, p) =>
    looks(db, p.org).where(sql<boolean>`l.audit_id = any (${p.cases}::uuid[])`).orderBy('l.asked_at', 'desc'),
)

/** Newest first. */
export async function looksOfCases(db: ActorDb, cases: readonly string[]): Promise<LookRow[]> {
  return cases.length > 0 ? await db.run(ofCasesStatement, { org: db.org, cases }) : []
}

const byIdStatement = prepare<{ org: string; look: string }, LookRow>('audits_look', (db, p) =>
  looks(db, p.org).where('l.look_id', '=', p.look),
)

export async function lookById(db: ActorDb, look: string): Promise<LookRow | undefined> {
  return (await db.run(byIdStatement, { org: db.org, look }))[0]
}

/** Undefined where that case has an open one already, or the id is taken. */
export async function insertLook(
  db: WriteDb,
  look: { lookId: string; auditId: string; teamId: string; reason: string },
) {
  return await db.query
    .insertInto('another_look')
    .values({
      org_id: db.org,
      look_id: look.lookId,
      audit_id: look.auditId,
      analyst_id: db.person,
      team_id: look.teamId,
      reason: look.reason,
      answer: null,
      answered_by: null,
      answered_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning(['version', 'asked_at'])
    .executeTakeFirst()
}

/** Undefined where somebody was quicker. */
export async function closeLook(
  db: WriteDb,
  answer: { lookId: string; version: number; status: 'kept' | 'changed'; text: string },
) {
  return await db.query
    .updateTable('another_look')
    .set({
      status: answer.status,
      answer: answer.text,
      answered_by: db.person,
      answered_at: sql<string>`clock_timestamp()`,
      version: sql`version + 1`,
    })
    .where('org_id', '=', db.org)
    .where('look_id', '=', answer.lookId)
    .where('status', '=', 'open')
    .where('version', '=', answer.version)
    .returning(['version', 'answered_at'])
    .executeTakeFirst()
}
