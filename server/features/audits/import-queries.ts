import { type Kysely, sql } from 'kysely'
import { rowArray } from '#server/db/row-array.ts'
import type { Schema } from '#server/db/schema.ts'
import type { DecidedBy } from '#shared/audits/rules.ts'
import { cleanCell } from '#shared/tables/clean.ts'
import type { AuditImportTable, AuditTable } from './table.ts'

/**
 * Where an import goes: a transaction that has begun, as dure_app for a lead or as dure_owner for the command line, which
 * is nobody (`actor` null).
 */
export interface ImportTarget {
  readonly org: string
  readonly actor: string | null
  readonly query: Kysely<Schema>
}

export async function teamOf({ org, query }: ImportTarget, teamId: string) {
  return await query
    .selectFrom('team')
    .select(['team_id', 'zone'])
    .where('org_id', '=', org)
    .where('team_id', '=', teamId)
    .executeTakeFirst()
}

/** One import of an organisation at a time: until the transaction ends. False where another one runs. */
export async function takeTurn({ org, query }: ImportTarget): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('audit_import', 0) # hashtextextended(${org}::text, 0)) as mine`.execute(
    query,
  )
  return rows[0]?.mine ?? false
}

export interface Membership {
  person_id: string
  name: string
  reference: string | null
  starts_on: string
  ends_on: string | null
}

export async function membershipsOf({ org, query }: ImportTarget, teamId: string): Promise<Membership[]> {
  return await query
    .selectFrom('membership as m')
    .innerJoin('person as p', (join) =>
      join.onRef('p.org_id', '=', 'm.org_id').onRef('p.person_id', '=', 'm.person_id'),
    )
    .select([
      'm.person_id',
      'p.name',
      'p.reference',
      sql<string>`m.starts_on::text`.as('starts_on'),
      sql<string | null>`m.ends_on::text`.as('ends_on'),
    ])
    .where('m.org_id', '=', org)
    .where('m.team_id', '=', teamId)
    .where('m.role', '=', 'analyst')
    .execute()
}

/** Returns what everybody of the organisation is called: names and references, and the person of each reference. */
export async function peopleCalled({
  org,
  query,
}: ImportTarget): Promise<{ known: Set<string>; byReference: Map<string, string> }> {
  const rows = await query
    .selectFrom('person')
    .select(['person_id', 'name', 'reference'])
    .where('org_id', '=', org)
    .execute()
  const known = new Set(rows.map(({ name }) => cleanCell(name)))
  const byReference = new Map<string, string>()
  for (const { person_id, reference } of rows)
    if (reference !== null) byReference.set(cleanCell(reference), person_id)
  for (const reference of byReference.keys()) known.add(reference)
  return { known, byReference }
}

/** Returns the team's analysts who were in no other team before, for its lead. */
export async function firstHere({ query }: ImportTarget, teamId: string): Promise<Set<string>> {
  const { rows } = await sql<{
    person_id: string
  }>`select person_id from app.first_days(${teamId}::uuid)`.execute(query)
  return new Set(rows.map((row) => row.person_id))
}

interface StoredHash {
  /** In hex. */
  hash: string
  /** This import has added the row. */
  isOwn: boolean
}

/** Returns the content hashes of those of these references that the reader can see are stored. */
export async function storedHashes(
  { org, query }: ImportTarget,
  importId: string,
  references: readonly string[],
): Promise<Map<string, StoredHash>> {
  if (references.length === 0) return new Map()
  const rows = await query
    .selectFrom('audit')
    .select(['reference', 'import_id', sql<string>`encode(content_hash, 'hex')`.as('hash')])
    .where('org_id', '=', org)
    .where('reference', '=', sql<string>`any(${references}::text[])`)
    .execute()
  return new Map(
    rows.map(({ reference, import_id, hash }) => [reference, { hash, isOwn: import_id === importId }]),
  )
}

export async function insertPeople(
  { org, query }: ImportTarget,
  people: readonly { personId: string; reference: string }[],
): Promise<void> {
  await query
    .insertInto('person')
    .values(
      people.map(({ personId, reference }) => ({
        org_id: org,
        person_id: personId,
        name: reference,
        reference,
      })),
    )
    .execute()
}

/** `from` and `to` are calendar days, half open. */
export async function insertMemberships(
  { org, query }: ImportTarget,
  teamId: string,
  memberships: readonly { membershipId: string; personId: string; from: string; to: string | null }[],
): Promise<void> {
  await query
    .insertInto('membership')
    .values(
      memberships.map(({ membershipId, personId, from, to }) => ({
        org_id: org,
        membership_id: membershipId,
        person_id: personId,
        role: 'analyst' as const,
        team_id: teamId,
        starts_on: from,
        ends_on: to,
      })),
    )
    .execute()
}

export async function policiesOfOrg({ org, query }: ImportTarget) {
  return await query
    .selectFrom('policy')
    .select(['code', 'name_ko', 'name_en'])
    .where('org_id', '=', org)
    .orderBy('code')
    .execute()
}

export async function insertPolicies({ org, query }: ImportTarget, codes: readonly string[]): Promise<void> {
  await query
    .insertInto('policy')
    .values(codes.map((code) => ({ org_id: org, code, name_ko: null, name_en: null })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export type NewAudit = Omit<
  AuditTable,
  | 'org_id'
  | 'content_hash'
  | 'version'
  | 'kind'
  | 'targeted'
  | 'import_id'
  | 'decided_by'
  | 'acted'
  | 'moderator_acted'
  | 'attributed_to'
> & {
  kind: string
  decided_by: DecidedBy | null
  targeted: boolean
  acted: boolean | null
  moderator_acted: boolean | null
  /** In hex. */
  content_hash: string
}

/** The columns of app.audit_row in their order. */
const auditRow = [
  ...(['audit_id', 'team_id', 'analyst_id', 'kind', 'reference', 'case_ref', 'policy', 'queue'] as const),
  ...([
    'language',
    'moderator_decision',
    'decided_by',
    'decision',
    'verified_decision',
    'verified_by',
  ] as const),
  ...(['outcome', 'targeted', 'inclusion_probability', 'acted', 'moderator_acted', 'decided_at'] as const),
  ...(['content_hash', 'arrived_at'] as const),
]

/**
 * Stores the rows whose reference is free and returns their ids: of two rows with one reference the first is stored, and one
 * whose reference is taken, seen by the reader or not, is passed over.
 */
export async function insertAudits(
  { org, query }: ImportTarget,
  importId: string,
  audits: readonly NewAudit[],
): Promise<Set<string>> {
  const values = rowArray(audits.map((audit) => auditRow.map((column) => audit[column])))
  const { rows } = await sql<{ audit_id: string }>`
    insert into audit (org_id, audit_id, team_id, analyst_id, kind, reference, case_ref, policy, queue, language,
      moderator_decision, decided_by, decision, verified_decision, verified_by, outcome, targeted, inclusion_probability,
      acted, moderator_acted, decided_at, arrived_at, content_hash, import_id)
    select ${org}::uuid, audit_id, team_id, analyst_id, kind, reference, case_ref, policy, queue, language,
      moderator_decision, decided_by, decision, verified_decision, verified_by, outcome, targeted, inclusion_probability,
      acted, moderator_acted, decided_at, arrived_at, decode(content_hash, 'hex'), ${importId}::uuid
    from unnest(${values}::app.audit_row[]) r
    on conflict (org_id, reference) do nothing
    returning audit_id`.execute(query)
  return new Set(rows.map(({ audit_id }) => audit_id))
}

/** Moves the team's data date to that moment where it lies before it. */
export async function moveDataDate(
  { org, query }: ImportTarget,
  teamId: string,
  timestamp: string,
): Promise<void> {
  await query
    .updateTable('team')
    .set({ audited_through: sql`greatest(audited_through, ${timestamp}::timestamptz)` })
    .where('org_id', '=', org)
    .where('team_id', '=', teamId)
    .execute()
}

export async function insertImport(
  { org, actor, query }: ImportTarget,
  row: Omit<
    AuditImportTable,
    | 'org_id'
    | 'imported_by'
    | 'at'
    | 'refusals'
    | 'settings'
    | 'made'
    | 'updated'
    | 'machines'
    | 'undone_at'
    | 'undone_by'
  > & {
    refusals: string
    mapping: string
    settings: string
    made: string
    updated: number
    machines: number
  },
): Promise<void> {
  await query
    .insertInto('audit_import')
    .values({ org_id: org, imported_by: actor, ...row })
    .execute()
}

export async function logImport(
  { org, actor, query }: ImportTarget,
  entry: {
    entryId: string
    action: 'audits.import' | 'audits.import.undo'
    importId: string
    teamId: string
    details: Record<string, number>
  },
): Promise<void> {
  await query
    .insertInto('audit_log')
    .values({
      org_id: org,
      entry_id: entry.entryId,
      actor_id: actor,
      action: entry.action,
      entity_id: entry.importId,
      team_id: entry.teamId,
      details: JSON.stringify(entry.details),
    })
    .execute()
}

/** Tells at commit the phones of who leads or manages the team, and of the analysts whose figures changed. */
export async function announceImport(
  { org, query }: ImportTarget,
  teamId: string,
  analysts: readonly string[],
): Promise<void> {
  await query
    .insertInto('change')
    .values([
      { org_id: org, feature: 'audits', team_id: teamId, person_id: null, subject_id: null },
      ...analysts.map((analyst) => ({
        org_id: org,
        feature: 'audits',
        team_id: null,
        person_id: analyst,
        subject_id: analyst,
      })),
    ])
    .execute()
  await sql`select pg_notify('dure_change', ${org}::uuid::text)`.execute(query)
}

/** Sets a mark: what is stored after it can be undone while the transaction goes on. */
export async function mark({ query }: ImportTarget): Promise<void> {
  await sql`savepoint audit_import`.execute(query)
}
export async function backToMark({ query }: ImportTarget): Promise<void> {
  await sql`rollback to savepoint audit_import`.execute(query)
}
