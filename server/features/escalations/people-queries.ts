import { sql } from 'kysely'
import type { OwnerDb } from '#server/db/database.ts'
import type { PartnerFunction } from '#shared/people/role-rules.ts'
import type { Reader } from './queries.ts'

/**
 * Parts of a recursive statement that follow a part `open` with `org_id` and `team_id`: `covered` names everybody who leads
 * or manages those teams today, in their own right or, with `for_id`, for somebody. They ask as nobody, so that what a job
 * finds does not hang on whether some person still has a role.
 */
export const coveredParts = sql`above as (
      select o.org_id, o.team_id as of_team, t.team_id, t.parent_id, 0 as height
      from (select distinct org_id, team_id from open) o
      join team t on t.org_id = o.org_id and t.team_id = o.team_id
      union all
      select a.org_id, a.of_team, t.team_id, t.parent_id, a.height + 1
      from above a join team t on t.org_id = a.org_id and t.team_id = a.parent_id where a.height < 20
    ), own as (
      select a.org_id, a.of_team, m.person_id, m.role
      from above a join app.membership_today m on m.org_id = a.org_id and m.team_id = a.team_id
      where m.role = 'manager' or (m.role = 'lead' and a.height = 0)
    ), covered as (
      select org_id, of_team, person_id, role, null::uuid as for_id from own
      union
      select o.org_id, o.of_team, d.to_id, d.role, d.from_id from own o
      join delegation d on d.org_id = o.org_id and d.from_id = o.person_id and d.role = o.role
      join app.membership_today m on m.org_id = d.org_id and m.person_id = d.to_id and m.role = d.role
      where d.starts_at <= now() and d.ends_at > now() and (d.ended_at is null or d.ended_at > now())
    )`

interface JobReader extends Pick<Reader, 'person_id' | 'role' | 'for_id'> {
  /** An absence of theirs covers this instant. */
  absent: boolean
}

/** Returns everybody who may read escalations of the team that are routed to this function, but for who raised them. */
export async function readersForJob(
  db: OwnerDb,
  on: { org_id: string; team_id: string; function: PartnerFunction | null },
): Promise<JobReader[]> {
  const { rows } = await sql<JobReader>`with recursive open as (
      select ${on.org_id}::uuid as org_id, ${on.team_id}::uuid as team_id
    ), ${coveredParts}, readers as (
      select person_id, role, for_id from covered
      union
      select m.person_id, 'partner', null from app.membership_today m
      where m.org_id = ${on.org_id} and m.role = 'partner' and m.function = ${on.function}
    ) select r.*, exists (select from shift s where s.org_id = ${on.org_id} and s.person_id = r.person_id
        and s.kind = 'absence' and s.starts_at <= now() and s.ends_at > now()) as absent
    from readers r left join person x on x.org_id = ${on.org_id} and x.person_id = r.person_id
    order by r.role, x.name, r.person_id`.execute(db)
  return rows
}

/** Returns who of these is away now. */
export const absentAmong = (readers: readonly JobReader[]): ReadonlySet<string> =>
  new Set(readers.filter(({ absent }) => absent).map(({ person_id }) => person_id))

/** Locks an escalation for a job; false where somebody works on it now. */
export async function lockUnlessBusy(
  transaction: OwnerDb,
  { org_id, escalation_id }: { org_id: string; escalation_id: string },
): Promise<boolean> {
  const locked = await transaction
    .selectFrom('escalation')
    .select('escalation_id')
    .where('org_id', '=', org_id)
    .where('escalation_id', '=', escalation_id)
    .forNoKeyUpdate()
    .skipLocked()
    .executeTakeFirst()
  return locked !== undefined
}
