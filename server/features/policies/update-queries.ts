import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { MarkInput } from '#shared/policies/contracts.ts'
import type { UpdateMark } from '#shared/policies/update-rules.ts'

/** A version that somebody is to read, in the team that it concerns them in. */
export interface UpdateRow {
  team_id: string
  team_name: string
  zone: string
  /** The day that it is where the team is. */
  today: string
  person_id: string
  person_name: string
  /** They joined once it was in force. */
  joined_later: boolean
  version_id: string
  policy: string
  name_ko: string | null
  name_en: string | null
  label: string
  effective_from: string
  entered_at: string
  mark: UpdateMark | null
  text: string | null
  entry_id: string | null
  marked_at: string | null
  /** The question that the mark asks and its words; null too where the reader may not read it. */
  question_id: string | null
  question: string | null
}

const updatesStatement = prepare<{ org: string; unmarked: boolean }, UpdateRow>(
  'policies_updates',
  (db, p) => ({
    compile: () =>
      sql<UpdateRow>`select u.team_id, t.name as team_name, t.zone, (now() at time zone t.zone)::date as today, u.person_id,
        x.name as person_name, u.joined_later, u.version_id, v.policy, n.name_ko, n.name_en, v.label, v.effective_from,
        v.entered_at, m.mark, m.text, m.entry_id, m.marked_at, q.question_id, q.text as question
      from app.policy_updates() u
      join team t on t.org_id = ${p.org} and t.team_id = u.team_id
      join person x on x.org_id = t.org_id and x.person_id = u.person_id
      join policy_version v on v.org_id = t.org_id and v.version_id = u.version_id
      join policy n on n.org_id = v.org_id and n.code = v.policy
      left join policy_mark m on m.org_id = t.org_id and m.version_id = u.version_id and m.person_id = u.person_id
      left join policy_question q on q.org_id = m.org_id and q.question_id = m.question_id
      where not (${p.unmarked} and m.mark is not null)
      order by v.effective_from desc, v.policy, x.name, u.person_id, u.team_id`.compile(db),
  }),
)

/** Returns what the actor is to read as an analyst, and what those whom they lead are to read; the unmarked alone, or all. */
export const updatesFor = (db: ActorDb, { unmarked }: { unmarked: boolean }): Promise<UpdateRow[]> =>
  db.run(updatesStatement, { org: db.org, unmarked })

export interface OwnMarkRow {
  version_id: string
  policy: string
  label: string
  effective_from: string
  team_id: string
  mark: UpdateMark
  text: string | null
  entry_id: string | null
  question_id: string | null
  marked_at: string
}
const marksKept = 100

const marksStatement = prepare<{ org: string; me: string }, OwnMarkRow>('policies_own_marks', (db, p) => ({
  compile: () =>
    sql<OwnMarkRow>`select m.version_id, v.policy, v.label, v.effective_from, m.team_id, m.mark, m.text, m.entry_id,
        m.question_id, m.marked_at
      from policy_mark m join policy_version v on v.org_id = m.org_id and v.version_id = m.version_id
      where m.org_id = ${p.org} and m.person_id = ${p.me}
      order by m.marked_at desc limit ${sql.lit(marksKept)}`.compile(db),
}))

/** Returns the actor's marks, also of versions that another has taken the place of. */
export const ownMarks = (db: ActorDb): Promise<OwnMarkRow[]> =>
  db.run(marksStatement, { org: db.org, me: db.person })

/** Returns the policy of a version and the ids of its clauses; undefined for an unknown version. */
export async function versionWithClauses(
  db: ActorDb,
  versionId: string,
): Promise<{ policy: string; clauses: string[] } | undefined> {
  const { rows } = await sql<{ policy: string; clauses: string[] }>`
    select v.policy, array(select c.clause_id::text from policy_clause c
      where c.org_id = v.org_id and c.policy = v.policy) as clauses
    from policy_version v where v.org_id = ${db.org} and v.version_id = ${versionId}`.execute(db.query)
  return rows[0]
}

/** Returns whether the actor is or was an analyst in the team. */
export async function wasAnalystOf(db: WriteDb, teamId: string): Promise<boolean> {
  const row = await db.query
    .selectFrom('membership')
    .select('membership_id')
    .where('org_id', '=', db.org)
    .where('person_id', '=', db.person)
    .where('team_id', '=', teamId)
    .where('role', '=', 'analyst')
    .executeTakeFirst()
  return row !== undefined
}

/** A mark of the actor's; `questionId` is the question that asks about the version. */
type NewMark = Omit<MarkInput, 'clauseId'> & { questionId?: string | null; claimedAt: string }

/**
 * Sets the actor's mark; undefined where it is a question that was asked before the mark that is there. `opens`: it is their
 * first gap in this version.
 */
export async function putMark(
  db: WriteDb,
  { versionId, teamId, mark, text, entryId, claimedAt, questionId = null }: NewMark,
): Promise<{ version: number; timestamp: string; opens: boolean } | undefined> {
  const row = await db.query
    .insertInto('policy_mark')
    .values({
      ...{ org_id: db.org, version_id: versionId, person_id: db.person, team_id: teamId },
      ...{ mark, text, entry_id: entryId, question_id: questionId, claimed_at: claimedAt },
    })
    .onConflict((conflict) =>
      conflict
        .columns(['org_id', 'version_id', 'person_id'])
        .doUpdateSet({
          ...{ team_id: teamId, mark, question_id: questionId, claimed_at: claimedAt },
          text: sql`coalesce(excluded.text, case when excluded.question_id is not null and policy_mark.mark = 'gap'
            then policy_mark.text end)`,
          entry_id: sql`coalesce(policy_mark.entry_id, excluded.entry_id)`,
          marked_at: sql`clock_timestamp()`,
          version: sql`policy_mark.version + 1`,
        })
        .where(
          sql<boolean>`(excluded.question_id is null
            or coalesce(policy_mark.claimed_at, policy_mark.marked_at) <= excluded.claimed_at)`,
        ),
    )
    .returning(['version', 'marked_at', 'entry_id'])
    .executeTakeFirst()
  return (
    row && {
      version: row.version,
      timestamp: row.marked_at,
      opens: entryId !== null && row.entry_id === entryId,
    }
  )
}

/** Opens the ledger's entry of a gap that the actor marked; it names nobody. */
export async function insertGap(
  db: WriteDb,
  { entryId, teamId, versionId, clauseId, policy }: MarkInput & { policy: string },
): Promise<void> {
  await sql`insert into policy_ledger_entry (org_id, entry_id, team_id, policy, policy_version_id, clause_id, cause)
    values (${db.org}, ${entryId}, ${teamId}, ${policy}, ${versionId}, ${clauseId}, 'unclear_policy')`.execute(
    db.query,
  )
}
