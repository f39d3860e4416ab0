import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { CheckInAudience } from '#shared/check-ins/rules.ts'
import type { ConsentEntry } from '#shared/check-ins/views.ts'

export interface Above {
  person_id: string
  name: string
  /** The actor's own team, through which they are above; null for a partner for wellbeing. */
  via: string | null
  standing: 'lead' | 'manager' | 'wellbeing'
  rank: number
}
const aboveStatement = prepare<{ org: string }, Above>('check_ins_above', (db, p) => ({
  compile: () =>
    sql<Above>`select a.person_id, x.name, a.via, a.standing, a.rank
      from app.people_above() a join person x on x.org_id = ${p.org} and x.person_id = a.person_id
      order by a.rank, x.name, a.person_id`.compile(db),
}))

/** Returns who is above the actor today, nearest first; partners for wellbeing last. */
export const peopleAbove = (db: ActorDb): Promise<Above[]> => db.run(aboveStatement, { org: db.org })

/** Newest first. */
export async function consentLog(db: ActorDb): Promise<ConsentEntry[]> {
  const rows = await db.query
    .selectFrom('check_in_consent')
    .select(['given', 'text_version as textVersion', 'at'])
    .where('org_id', '=', db.org)
    .where('person_id', '=', db.person)
    .orderBy('at', 'desc')
    .execute()
  return rows
}

export async function insertConsent(db: WriteDb, entry: { given: boolean; textVersion: number }) {
  const { at } = await db.query
    .insertInto('check_in_consent')
    .values({
      org_id: db.org,
      consent_id: uuidv7(),
      person_id: db.person,
      given: entry.given,
      text_version: entry.textVersion,
    })
    .returning('at')
    .executeTakeFirstOrThrow()
  return at
}

export interface OwnRow {
  check_in_id: string
  audience: CheckInAudience
  reader_id: string | null
  reader_name: string | null
  at: string
  version: number
  answers: Buffer
  note: Buffer
}

/** The actor's own, newest first. */
export async function ownCheckIns(db: ActorDb): Promise<OwnRow[]> {
  return await db.query
    .selectFrom('check_in as c')
    .innerJoin('check_in_answer as a', (join) =>
      join.onRef('a.org_id', '=', 'c.org_id').onRef('a.check_in_id', '=', 'c.check_in_id'),
    )
    .leftJoin('person as r', (join) =>
      join.onRef('r.org_id', '=', 'c.org_id').onRef('r.person_id', '=', 'c.reader_id'),
    )
    .select([
      'c.check_in_id',
      'c.audience',
      'c.reader_id',
      'r.name as reader_name',
      sql<string>`least(c.claimed_at, c.at)`.as('at'),
      'c.version',
      'a.answers',
      'a.note',
    ])
    .where('c.org_id', '=', db.org)
    .where('c.person_id', '=', db.person)
    .orderBy('c.at', 'desc')
    .execute()
}

/** Returns who has read which of the actor's own. */
export async function viewsOfOwn(db: ActorDb) {
  return await db.query
    .selectFrom('check_in_view as v')
    .innerJoin('person as p', (join) =>
      join.onRef('p.org_id', '=', 'v.org_id').onRef('p.person_id', '=', 'v.viewer_id'),
    )
    .select(['v.check_in_id', 'v.viewer_id', 'p.name', 'v.first_at'])
    .where('v.org_id', '=', db.org)
    .where('v.person_id', '=', db.person)
    .orderBy('v.first_at')
    .execute()
}

const countsInStatement = prepare<{ org: string; me: string }, { team_id: string | null }>(
  'check_ins_counts_in',
  (db, p) => ({
    compile: () =>
      sql<{
        team_id: string | null
      }>`select case m.role when 'analyst' then m.team_id else t.parent_id end as team_id
        from app.membership_today m join team t on t.org_id = m.org_id and t.team_id = m.team_id
        where m.org_id = ${p.org} and m.person_id = ${p.me}
        order by m.role = 'analyst' desc, m.starts_on, m.team_id limit 1`.compile(db),
  }),
)

/**
 * The team in whose total the actor counts: their own as an analyst, the one above as a lead or manager, so that who reads
 * a total never finds their own answers in it. Null where there is none.
 */
export async function countsIn(db: ActorDb): Promise<string | null> {
  const [row] = await db.run(countsInStatement, { org: db.org, me: db.person })
  return row?.team_id ?? null
}

/** When it was kept; undefined where a check-in of this id exists. */
export async function insertCheckIn(
  db: WriteDb,
  checkIn: {
    checkInId: string
    audience: CheckInAudience
    readerId: string | null
    teamId: string | null
    claimedAt: string
    answers: Buffer
    note: Buffer
  },
): Promise<string | undefined> {
  const row = await db.query
    .insertInto('check_in')
    .values({
      org_id: db.org,
      check_in_id: checkIn.checkInId,
      person_id: db.person,
      audience: checkIn.audience,
      reader_id: checkIn.readerId,
      team_id: checkIn.teamId,
      claimed_at: checkIn.claimedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('at')
    .executeTakeFirst()
  if (!row) return undefined
  await db.query
    .insertInto('check_in_answer')
    .values({
      org_id: db.org,
      check_in_id: checkIn.checkInId,
      person_id: db.person,
      answers: checkIn.answers,
      note: checkIn.note,
    })
    .execute()
  return row.at
}

/** The actor's own. */
export async function ownCheckIn(db: ActorDb, checkInId: string) {
  return await db.query
    .selectFrom('check_in')
    .select(['check_in_id', 'audience', 'reader_id', 'version'])
    .where('org_id', '=', db.org)
    .where('person_id', '=', db.person)
    .where('check_in_id', '=', checkInId)
    .executeTakeFirst()
}

export async function makePrivate(db: WriteDb, checkInId: string): Promise<number> {
  const { version } = await db.query
    .updateTable('check_in')
    .set({ audience: 'me', reader_id: null, team_id: null, version: sql`version + 1` })
    .where('org_id', '=', db.org)
    .where('person_id', '=', db.person)
    .where('check_in_id', '=', checkInId)
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}

/** One of the actor's own, or all of them with null: which there were, and whom they were shared with. */
export async function deleteCheckIns(db: WriteDb, checkInId: string | null) {
  return await db.query
    .deleteFrom('check_in')
    .where('org_id', '=', db.org)
    .where('person_id', '=', db.person)
    .$if(checkInId !== null, (query) => query.where('check_in_id', '=', checkInId ?? ''))
    .returning(['check_in_id', 'reader_id'])
    .execute()
}

export async function nameOf(db: ActorDb, personId: string): Promise<string | undefined> {
  const row = await db.query
    .selectFrom('person')
    .select('name')
    .where('org_id', '=', db.org)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row?.name
}
