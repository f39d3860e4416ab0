import { type Selectable, sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import { isAfter, type Place } from '#server/db/keyset.ts'
import type { ImportTarget } from './import-queries.ts'
import type { MachineDecisionTable, MachineVerificationTable } from './table.ts'

/** A decision that a machine made alone, as a file brings it; `content_hash` in hex. */
export type NewMachineDecision = Omit<
  Selectable<MachineDecisionTable>,
  'org_id' | 'content_hash' | 'import_id' | 'version'
> & { content_hash: string }

export type StoredMachineDecision = Selectable<MachineDecisionTable> & {
  /** In hex. */
  hash: string
}

/** Returns those of these references that name a machine's decision of the team. */
export async function knownReferences(
  { org, query }: ImportTarget,
  teamId: string,
  references: readonly string[],
): Promise<Set<string>> {
  if (references.length === 0) return new Set()
  const rows = await query
    .selectFrom('machine_decision')
    .select('reference')
    .where('org_id', '=', org)
    .where('team_id', '=', teamId)
    .where('reference', '=', sql<string>`any(${references}::text[])`)
    .execute()
  return new Set(rows.map(({ reference }) => reference))
}

/** Returns whether the team has a machine's decision at all. */
export async function hasDecisions({ org, query }: ImportTarget, teamId: string): Promise<boolean> {
  const row = await query
    .selectFrom('machine_decision')
    .select('decision_id')
    .where('org_id', '=', org)
    .where('team_id', '=', teamId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Returns the team's stored decisions of machines by their references. */
export async function storedDecisions(
  { org, query }: ImportTarget,
  teamId: string,
  references: readonly string[],
): Promise<Map<string, StoredMachineDecision>> {
  const rows = await query
    .selectFrom('machine_decision')
    .selectAll()
    .select(sql<string>`encode(content_hash, 'hex')`.as('hash'))
    .where('org_id', '=', org)
    .where('team_id', '=', teamId)
    .where('reference', '=', sql<string>`any(${references}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.reference, row]))
}

/** Stores decisions whose references are free in the team. */
export async function insertDecisions(
  { org, query }: ImportTarget,
  importId: string,
  decisions: readonly NewMachineDecision[],
): Promise<void> {
  await sql`
    insert into machine_decision (org_id, decision_id, team_id, tool, kind, reference, case_ref, policy, queue, language,
      decision, verified_decision, verified_by, outcome, targeted, inclusion_probability, acted, decided_at, content_hash,
      import_id)
    select ${org}::uuid, decision_id, team_id, tool, kind, reference, case_ref, policy, queue, language, decision,
      verified_decision, verified_by, outcome, targeted, inclusion_probability, acted, decided_at,
      decode(content_hash, 'hex'), ${importId}::uuid
    from json_to_recordset(${JSON.stringify(decisions)}::json) as r (decision_id uuid, team_id uuid, tool text, kind text,
      reference text, case_ref text, policy text, queue text, language text, decision text, verified_decision text,
      verified_by text, outcome text, targeted boolean, inclusion_probability real, acted boolean, decided_at timestamptz,
      content_hash text)`.execute(query)
}

type NewVerification = Pick<
  NewMachineDecision,
  'decision_id' | 'verified_decision' | 'verified_by' | 'outcome' | 'content_hash'
>

/** Gives decisions another verification. */
export async function verifyDecisions(
  { org, query }: ImportTarget,
  verifications: readonly NewVerification[],
): Promise<void> {
  await sql`
    update machine_decision d set verified_decision = r.verified_decision, verified_by = r.verified_by,
      outcome = r.outcome, content_hash = decode(r.content_hash, 'hex'), version = d.version + 1
    from json_to_recordset(${JSON.stringify(verifications)}::json) as r (decision_id uuid, verified_decision text,
      verified_by text, outcome text, content_hash text)
    where d.org_id = ${org}::uuid and d.decision_id = r.decision_id`.execute(query)
}

/** Keeps what the verifications of an import replaced; `before_hash` in hex. */
export async function insertMachineHistory(
  { org, query }: ImportTarget,
  rows: readonly (Omit<Selectable<MachineVerificationTable>, 'org_id' | 'at' | 'before_hash'> & {
    before_hash: string
  })[],
): Promise<void> {
  await sql`
    insert into machine_verification (org_id, verification_id, decision_id, team_id, import_id, before_decision, before_by,
      before_outcome, before_hash, after_decision, after_outcome)
    select ${org}::uuid, verification_id, decision_id, team_id, import_id, before_decision, before_by, before_outcome,
      decode(before_hash, 'hex'), after_decision, after_outcome
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (verification_id uuid, decision_id uuid, team_id uuid,
      import_id uuid, before_decision text, before_by text, before_outcome text, before_hash text, after_decision text,
      after_outcome text)`.execute(query)
}

export type CountedDecision = Pick<
  Selectable<MachineDecisionTable>,
  | 'policy'
  | 'queue'
  | 'language'
  | 'kind'
  | 'outcome'
  | 'targeted'
  | 'verified_decision'
  | 'acted'
  | 'inclusion_probability'
  | 'decided_at'
>
const countedColumns = [
  ...(['queue', 'language'] as const),
  ...(['policy', 'kind', 'outcome', 'targeted', 'verified_decision', 'acted'] as const),
  ...(['inclusion_probability', 'decided_at'] as const),
]

/** Takes the machines' decisions of an import away. Returns them as they were. */
export async function removeDecisions(
  { org, query }: ImportTarget,
  importId: string,
): Promise<CountedDecision[]> {
  return await query
    .deleteFrom('machine_decision')
    .where('org_id', '=', org)
    .where('import_id', '=', importId)
    .returning(countedColumns)
    .execute()
}

type Restored = CountedDecision & Pick<MachineVerificationTable, 'after_outcome' | 'after_decision'>

/** Gives machines' decisions back the verification that they had before the import. Returns them as they are now, and as they were with it. */
export async function restoreMachineVerifications(
  { org, query }: ImportTarget,
  importId: string,
): Promise<Restored[]> {
  const { rows } = await sql<Restored>`
    update machine_decision d set verified_decision = v.before_decision, verified_by = v.before_by,
      outcome = v.before_outcome, content_hash = v.before_hash, version = d.version + 1
    from machine_verification v
    where v.org_id = ${org}::uuid and v.import_id = ${importId}::uuid and d.org_id = v.org_id
      and d.decision_id = v.decision_id
    returning ${sql.join(countedColumns.map((name) => sql.ref(`d.${name}`)))}, v.after_outcome, v.after_decision`.execute(
    query,
  )
  await query
    .deleteFrom('machine_verification')
    .where('org_id', '=', org)
    .where('import_id', '=', importId)
    .execute()
  return rows
}

/** Decisions of a page. */
export const machinePageSize = 50

/** Returns one more than a page of a team's decisions of machines, newest first. */
export async function decisionsOfTeam(db: ActorDb, teamId: string, after: Place | undefined) {
  let select = db.query
    .selectFrom('machine_decision')
    .selectAll()
    .where('org_id', '=', db.org)
    .where('team_id', '=', teamId)
  if (after) {
    const place = { key: sql`${after.key}::timestamptz`, id: sql`${after.id}::uuid` }
    const row = { key: sql.ref('decided_at'), id: sql.ref('decision_id') }
    select = select.where(isAfter(row, place, { key: 'desc', id: 'asc' }))
  }
  return await select
    .orderBy('decided_at', 'desc')
    .orderBy('decision_id')
    .limit(machinePageSize + 1)
    .execute()
}

export async function countOfTeam(db: ActorDb, teamId: string): Promise<number> {
  const { total } = await db.query
    .selectFrom('machine_decision')
    .select(sql<number>`count(*)::int`.as('total'))
    .where('org_id', '=', db.org)
    .where('team_id', '=', teamId)
    .executeTakeFirstOrThrow()
  return total
}
