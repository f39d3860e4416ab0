import { sql } from 'kysely'
import type { ImportTarget } from './import-queries.ts'
import type { AuditTable, AuditVerificationTable } from './table.ts'

export type StoredAudit = Pick<
  AuditTable,
  | 'audit_id'
  | 'team_id'
  | 'analyst_id'
  | 'case_ref'
  | 'policy'
  | 'queue'
  | 'language'
  | 'moderator_decision'
  | 'decision'
  | 'verified_decision'
  | 'verified_by'
  | 'outcome'
  | 'inclusion_probability'
  | 'decided_at'
> & {
  kind: string
  attributed_to: string | null
  decided_by: string | null
  targeted: boolean
  acted: boolean | null
  moderator_acted: boolean | null
  version: number
  /** In hex. */
  hash: string
  /** Somebody's answer to a recheck, or a ruling, said what is verified. */
  rechecked: boolean
  /** The chance of the draw that verified it and that its own was multiplied by, in (0, 1]; null where no draw did. */
  drawn_chance: number | null
}

/** Returns stored decisions by their references, as far as the reader sees them. */
export async function storedAudits(
  { org, query }: ImportTarget,
  references: readonly string[],
): Promise<Map<string, StoredAudit>> {
  const rows = await query
    .selectFrom('audit as a')
    .selectAll('a')
    .select([
      sql<string>`encode(a.content_hash, 'hex')`.as('hash'),
      sql<boolean>`exists (select 1 from another_look l where l.org_id = a.org_id and l.audit_id = a.audit_id
        and l.status in ('partly', 'changed')) or exists (select 1 from ruling_case k where k.org_id = a.org_id
        and k.audit_id = a.audit_id)`.as('rechecked'),
      sql<number | null>`(select c.chance from draw_case c
        join draw d on d.org_id = c.org_id and d.draw_id = c.draw_id and d.purpose <> 'verification'
        where c.org_id = a.org_id and c.audit_id = a.audit_id and c.verdict is not null limit 1)`.as(
        'drawn_chance',
      ),
    ])
    .where('a.org_id', '=', org)
    .where('a.reference', '=', sql<string>`any(${references}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.reference, row]))
}

type NewVerification = Pick<AuditTable, 'audit_id' | 'verified_decision' | 'verified_by' | 'outcome'> & {
  version: number
  /** In hex. */
  content_hash: string
}

/** Changes the verification of rows that are still as they were read. Returns those that it changed. */
export async function verify(
  { org, query }: ImportTarget,
  verifications: readonly NewVerification[],
): Promise<Set<string>> {
  const { rows } = await sql<{ audit_id: string }>`
    update audit a set verified_decision = r.verified_decision, verified_by = r.verified_by, outcome = r.outcome,
      attributed_to = case when r.outcome in ('missed', 'over_enforced', 'other_error') then a.attributed_to end,
      content_hash = decode(r.content_hash, 'hex'), version = a.version + 1
    from json_to_recordset(${JSON.stringify(verifications)}::json) as r (audit_id uuid, version int, verified_decision text,
      verified_by text, outcome text, content_hash text)
    where a.org_id = ${org}::uuid and a.audit_id = r.audit_id and a.version = r.version
    returning a.audit_id`.execute(query)
  return new Set(rows.map(({ audit_id }) => audit_id))
}

/** `before_hash` in hex. */
export async function insertHistory(
  { org, query }: ImportTarget,
  rows: readonly (Omit<AuditVerificationTable, 'org_id' | 'at' | 'before_hash'> & { before_hash: string })[],
): Promise<void> {
  await sql`
    insert into audit_verification (org_id, verification_id, audit_id, team_id, analyst_id, import_id, before_decision,
      before_by, before_outcome, before_hash, after_decision, after_outcome)
    select ${org}::uuid, verification_id, audit_id, team_id, analyst_id, import_id, before_decision, before_by,
      before_outcome, decode(before_hash, 'hex'), after_decision, after_outcome
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (verification_id uuid, audit_id uuid, team_id uuid,
      analyst_id uuid, import_id uuid, before_decision text, before_by text, before_outcome text, before_hash text,
      after_decision text, after_outcome text)`.execute(query)
}
