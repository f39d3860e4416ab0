import { type Selectable, sql } from 'kysely'
import type { ImportTarget } from './import-queries.ts'
import type { AuditTable, AuditVerificationTable, Made } from './table.ts'

/** Batches of a list. */
const listed = 30

const batches = ({ org, query }: ImportTarget) =>
  query
    .selectFrom('audit_import as i')
    .leftJoin('person as p', (join) =>
      join.onRef('p.org_id', '=', 'i.org_id').onRef('p.person_id', '=', 'i.imported_by'),
    )
    .select([
      'i.import_id',
      'i.team_id',
      'i.file_name',
      'i.imported_by',
      'p.name as imported_by_name',
      'i.at',
      'i.read_rows',
      'i.added',
      'i.machines',
      'i.updated',
      'i.unchanged',
      'i.refused',
      'i.mapping',
      'i.settings',
      'i.made',
      'i.undone_at',
    ])
    .where('i.org_id', '=', org)

/** Returns a team's imports, the latest first. */
export async function importsOfTeam(target: ImportTarget, teamId: string) {
  return await batches(target).where('i.team_id', '=', teamId).orderBy('i.at', 'desc').limit(listed).execute()
}

export type BatchRow = Awaited<ReturnType<typeof importsOfTeam>>[number]

export async function importById(target: ImportTarget, importId: string): Promise<BatchRow | undefined> {
  return await batches(target).where('i.import_id', '=', importId).executeTakeFirst()
}

export interface Dependents {
  coached: number
  rechecked: number
  escalated: number
  verified: number
  reviewed: number
  /** Decisions of which somebody said whether they were put right on the platform. */
  settled: number
}

/**
 * Counts what stands on an import: cases of it that a note or an escalation names, that were rechecked, reviewed or drawn, or that
 * a later import verified, or of which somebody said whether they were put right; and of the verifications that it brought,
 * those that a later one, a recheck or a ruling changed.
 */
export async function dependentsOf({ org, query }: ImportTarget, importId: string): Promise<Dependents> {
  const { rows } = await sql<Dependents>`
    with own as (select audit_id from audit where org_id = ${org}::uuid and import_id = ${importId}::uuid),
      brought as (select audit_id, at from audit_verification where org_id = ${org}::uuid and import_id = ${importId}::uuid)
    select
      (select count(*)::int from note_evidence e where e.org_id = ${org}::uuid and e.audit_id in (select audit_id from own)) coached,
      (select count(*)::int from another_look l where l.org_id = ${org}::uuid
        and (l.audit_id in (select audit_id from own)
          or exists (select 1 from brought b where b.audit_id = l.audit_id and l.asked_at > b.at)))
      + (select count(*)::int from ruling_case k where k.org_id = ${org}::uuid
        and (k.audit_id in (select audit_id from own)
          or exists (select 1 from brought b where b.audit_id = k.audit_id and k.ruled_at > b.at))) rechecked,
      (select count(*)::int from escalation_link k where k.org_id = ${org}::uuid and k.audit_id in (select audit_id from own)) escalated,
      (select count(*)::int from audit_verification v where v.org_id = ${org}::uuid and v.import_id <> ${importId}::uuid
        and (v.audit_id in (select audit_id from own)
          or exists (select 1 from brought b where b.audit_id = v.audit_id and v.at > b.at)))
      + (select count(*)::int from machine_verification v where v.org_id = ${org}::uuid and v.import_id <> ${importId}::uuid
        and (exists (select 1 from machine_decision d where d.org_id = v.org_id and d.decision_id = v.decision_id
            and d.import_id = ${importId}::uuid)
          or exists (select 1 from machine_verification b where b.org_id = v.org_id and b.decision_id = v.decision_id
            and b.import_id = ${importId}::uuid and v.at > b.at)))
        + (select count(*)::int from draw_case c where c.org_id = ${org}::uuid and c.audit_id in (select audit_id from own))
        + (select count(*)::int from golden_case g where g.org_id = ${org}::uuid
          and (g.audit_id in (select audit_id from own) or g.audit_id in (select audit_id from brought))) verified,
      (select count(*)::int from review w where w.org_id = ${org}::uuid
        and (w.audit_id in (select audit_id from own)
          or exists (select 1 from brought b where b.audit_id = w.audit_id and w.published_at > b.at))) reviewed,
      (select count(*)::int from put_right p where p.org_id = ${org}::uuid and p.import_id is null
        and p.state in ('done', 'not_needed')
        and (p.audit_id in (select audit_id from own)
          or exists (select 1 from brought b where b.audit_id = p.audit_id and p.set_at > b.at)
          or exists (select 1 from machine_decision d where d.org_id = p.org_id and d.decision_id = p.decision_id
            and d.import_id = ${importId}::uuid)
          or exists (select 1 from machine_verification b where b.org_id = p.org_id and b.decision_id = p.decision_id
            and b.import_id = ${importId}::uuid and p.set_at > b.at))) settled`.execute(query)
  return rows[0] ?? { coached: 0, rechecked: 0, escalated: 0, verified: 0, reviewed: 0, settled: 0 }
}

/** A decision that is taken out of the counts, or whose verification goes back. */
export type CountedAudit = Pick<
  Selectable<AuditTable>,
  'analyst_id' | 'policy' | 'decided_at' | (typeof judgedColumns)[number]
>
const judgedColumns = [
  ...(['kind', 'outcome', 'targeted', 'decided_by', 'moderator_decision', 'verified_decision'] as const),
  ...(['acted', 'moderator_acted', 'inclusion_probability', 'attributed_to', 'queue', 'language'] as const),
]

/** Takes the decisions of an import away. */
export async function removeAudits({ org, query }: ImportTarget, importId: string): Promise<CountedAudit[]> {
  return await query
    .deleteFrom('audit')
    .where('org_id', '=', org)
    .where('import_id', '=', importId)
    .returning(['analyst_id', 'policy', 'decided_at', ...judgedColumns])
    .execute()
}

/** Gives decisions back the verification that they had before the import. Returns them as they are now, and as they were with it. */
export async function restoreVerifications(
  { org, query }: ImportTarget,
  importId: string,
): Promise<(CountedAudit & Pick<AuditVerificationTable, 'after_outcome' | 'after_decision'>)[]> {
  const { rows } = await sql<CountedAudit & Pick<AuditVerificationTable, 'after_outcome' | 'after_decision'>>`
    update audit a set verified_decision = v.before_decision, verified_by = v.before_by, outcome = v.before_outcome,
      attributed_to = case when v.before_outcome in ('missed', 'over_enforced', 'other_error') then a.attributed_to end,
      content_hash = v.before_hash, version = a.version + 1
    from audit_verification v
    where v.org_id = ${org}::uuid and v.import_id = ${importId}::uuid and a.org_id = v.org_id and a.audit_id = v.audit_id
    returning a.analyst_id, a.policy, a.decided_at, ${sql.join(judgedColumns.map((name) => sql.ref(`a.${name}`)))},
      v.after_outcome, v.after_decision`.execute(query)
  await query
    .deleteFrom('audit_verification')
    .where('org_id', '=', org)
    .where('import_id', '=', importId)
    .execute()
  return rows
}

/** Sets the team's data date to its last decision. */
export async function resetDataDate({ org, query }: ImportTarget, teamId: string): Promise<void> {
  await query
    .updateTable('team')
    .set({
      audited_through: sql`greatest(
        (select max(a.decided_at) from audit a where a.org_id = ${org}::uuid and a.team_id = ${teamId}::uuid),
        (select max(d.decided_at) from machine_decision d where d.org_id = ${org}::uuid and d.team_id = ${teamId}::uuid))`,
    })
    .where('org_id', '=', org)
    .where('team_id', '=', teamId)
    .execute()
}

export async function markUndone({ org, actor, query }: ImportTarget, importId: string): Promise<void> {
  await query
    .updateTable('audit_import')
    .set({ undone_at: sql<string>`clock_timestamp()`, undone_by: actor })
    .where('org_id', '=', org)
    .where('import_id', '=', importId)
    .execute()
}

/** Removes what an import that was undone had made, as a lead of its team. */
export async function removeMadeAsLead({ query }: ImportTarget, importId: string): Promise<void> {
  await sql`select app.remove_made(${importId}::uuid)`.execute(query)
}

/** Removes people, memberships and policies that an import made, as the owner, as long as nothing else names them. */
export async function removeMade(
  { org, query }: ImportTarget,
  { people, memberships, policies }: Made,
): Promise<void> {
  await sql`delete from membership m where m.org_id = ${org}::uuid and m.membership_id = any(${memberships}::uuid[])
    and not exists (select 1 from sign_in s where s.org_id = m.org_id and s.person_id = m.person_id)
    and not exists (select 1 from invitation i where i.org_id = m.org_id and i.person_id = m.person_id)
    and not exists (select 1 from audit a where a.org_id = m.org_id and a.analyst_id = m.person_id)`.execute(
    query,
  )
  await sql`delete from policy p where p.org_id = ${org}::uuid and p.code = any(${policies}::text[])
    and not exists (select 1 from audit a where a.org_id = p.org_id and a.policy = p.code)
    and not exists (select 1 from machine_decision d where d.org_id = p.org_id and d.policy = p.code)
    and not exists (select 1 from policy_version v where v.org_id = p.org_id and v.policy = p.code)
    and not exists (select 1 from policy_ledger_entry e where e.org_id = p.org_id and e.policy = p.code)`.execute(
    query,
  )
  for (const person of people) {
    await sql`savepoint made_person`.execute(query)
    try {
      await sql`delete from person p where p.org_id = ${org}::uuid and p.person_id = ${person}::uuid
        and not exists (select 1 from membership m where m.org_id = p.org_id and m.person_id = p.person_id)`.execute(
        query,
      )
      await sql`release savepoint made_person`.execute(query)
    } catch {
      // Something else names the person by now: they stay.
      await sql`rollback to savepoint made_person`.execute(query)
    }
  }
}
