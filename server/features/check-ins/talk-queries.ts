import { type Kysely, sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import type { Schema } from '#server/db/schema.ts'
import type { TalkAnswer } from '#shared/check-ins/fields.ts'
import type { TalkState } from '#shared/check-ins/rules.ts'

const inTeam = sql<boolean>`exists (select 1 from app.membership_today m
  where m.org_id = r.org_id and m.team_id = r.team_id and m.person_id = r.asker_id)`

const requests = (query: Kysely<Schema>, org: string) =>
  query
    .selectFrom('talk_request as r')
    .innerJoin('person as a', (join) =>
      join.onRef('a.org_id', '=', 'r.org_id').onRef('a.person_id', '=', 'r.asker_id'),
    )
    .innerJoin('person as b', (join) =>
      join.onRef('b.org_id', '=', 'r.org_id').onRef('b.person_id', '=', 'r.addressee_id'),
    )
    .select([
      'r.request_id',
      'r.asker_id',
      'a.name as asker_name',
      'r.addressee_id',
      'b.name as addressee_name',
      'r.team_id',
      'r.state',
      'r.asked_at',
      'r.due_at',
      'r.answer',
      'r.proposed_at',
      'r.answered_at',
      'r.version',
      inTeam.as('in_team'),
    ])
    .where('r.org_id', '=', org)

export type TalkRow = Awaited<ReturnType<ReturnType<typeof requests>['execute']>>[number]

const recent = sql<boolean>`(r.ended_at is null or r.ended_at > now() - interval '30 days')`

/** The actor's own, newest first. */
export const talksOf = (db: ActorDb): Promise<TalkRow[]> =>
  requests(db.query, db.org)
    .where('r.asker_id', '=', db.person)
    .where(recent)
    .orderBy('r.asked_at', 'desc')
    .execute()

/** Those to the actor, oldest first. */
export const talksTo = (db: ActorDb): Promise<TalkRow[]> =>
  requests(db.query, db.org)
    .where('r.addressee_id', '=', db.person)
    .where(recent)
    .orderBy('r.asked_at')
    .execute()

export const talkById = (db: ActorDb, requestId: string): Promise<TalkRow | undefined> =>
  requests(db.query, db.org).where('r.request_id', '=', requestId).executeTakeFirst()

/** Those of these requests that the actor may see. */
export const notifiedTalks = (db: ActorDb, requestIds: readonly string[]): Promise<TalkRow[]> =>
  requests(db.query, db.org)
    .where('r.request_id', 'in', [...requestIds])
    .execute()

/** When it was asked; undefined where a request of this id exists. */
export async function insertTalk(
  db: WriteDb,
  talk: { requestId: string; addresseeId: string; teamId: string | null; dueAt: string },
): Promise<string | undefined> {
  const row = await db.query
    .insertInto('talk_request')
    .values({
      org_id: db.org,
      request_id: talk.requestId,
      asker_id: db.person,
      addressee_id: talk.addresseeId,
      team_id: talk.teamId,
      due_at: talk.dueAt,
      answer: null,
      proposed_at: null,
      answered_at: null,
      ended_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('asked_at')
    .executeTakeFirst()
  return row?.asked_at
}

/** Compare-and-set on the version: undefined where the other of the two was quicker. */
export async function moveTalk(
  db: WriteDb,
  { request_id, version }: Pick<TalkRow, 'request_id' | 'version'>,
  to: { state: TalkState; answer?: TalkAnswer; proposedAt?: string | null },
) {
  return await db.query
    .updateTable('talk_request')
    .set({
      state: to.state,
      version: sql`version + 1`,
      ...(to.answer
        ? {
            answer: to.answer,
            proposed_at: to.proposedAt ?? null,
            answered_at: sql<string>`clock_timestamp()`,
          }
        : {}),
      ...(to.state === 'closed' || to.state === 'withdrawn'
        ? { ended_at: sql<string>`clock_timestamp()` }
        : {}),
    })
    .where('org_id', '=', db.org)
    .where('request_id', '=', request_id)
    .where('version', '=', version)
    .returning(['version', sql<string>`coalesce(ended_at, answered_at, asked_at)`.as('at')])
    .executeTakeFirst()
}

/** In whose zone and holidays the addressee works: that of the asker's team, or the organisation's. */
export async function zoneFor(db: ActorDb, teamId: string | null): Promise<string> {
  const { rows } = await sql<{ zone: string }>`select coalesce(t.zone, o.zone) as zone from org o
    left join team t on t.org_id = o.org_id and t.team_id = ${teamId}::uuid where o.org_id = ${db.org}`.execute(
    db.query,
  )
  return rows[0]?.zone ?? 'Asia/Seoul'
}
