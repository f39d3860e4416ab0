import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import type {
  AddAreaInput,
  PlacePolicyInput,
  SaveClauseInput,
  SaveVersionInput,
} from '#shared/policies/contracts.ts'
import type { PolicyView } from '#shared/policies/views.ts'

/** Returns every policy with its versions, the latest first, and its clauses by their numbers: 4.2 before 4.10. */
export async function allPolicies(db: ActorDb): Promise<PolicyView[]> {
  const [codes, versions, clauses] = await Promise.all([
    db.query
      .selectFrom('policy')
      .select(['code', 'parent'])
      .where('org_id', '=', db.org)
      .orderBy('code')
      .execute(),
    versionsOf(db),
    clausesOf(db),
  ])
  return codes.map(({ code, parent }) => ({
    ...{ code, parent },
    versions: versions.flatMap(({ policy, ...version }) => (policy === code ? version : [])),
    clauses: clauses.flatMap(({ policy, ...clause }) => (policy === code ? clause : [])),
  }))
}

/** Returns one policy with its versions and clauses; undefined for an unknown code. */
export async function policyOf(db: ActorDb, code: string): Promise<PolicyView | undefined> {
  return (await allPolicies(db)).find((policy) => policy.code === code)
}

const versionsOf = (db: ActorDb) =>
  db.query
    .selectFrom('policy_version')
    .select([
      'policy',
      'version_id as versionId',
      'label',
      'effective_from as effectiveFrom',
      'changed_ko as changedKo',
      'changed_en as changedEn',
      'version',
    ])
    .where('org_id', '=', db.org)
    .orderBy('effective_from', 'desc')
    .execute()

async function clausesOf(db: ActorDb) {
  const rows = await db.query
    .selectFrom('policy_clause')
    .select([
      'policy',
      'clause_id as clauseId',
      'number',
      'title_ko as titleKo',
      'title_en as titleEn',
      'introduced_in as introducedIn',
      'retired_in as retiredIn',
      'version',
    ])
    .where('org_id', '=', db.org)
    .orderBy('clause_id')
    .execute()
  const { compare } = new Intl.Collator('en', { numeric: true })
  return rows.toSorted((a, b) => compare(a.number, b.number))
}

/** A version of a policy as another feature refers to it. */
export interface VersionInForce {
  versionId: string
  label: string
  effectiveFrom: string
}

/** Returns the version of a policy that was in force on a day; undefined before the first one. */
export async function versionInForce(
  db: ActorDb,
  code: string,
  day: string,
): Promise<VersionInForce | undefined> {
  return await db.query
    .selectFrom('policy_version')
    .select(['version_id as versionId', 'label', 'effective_from as effectiveFrom'])
    .where('org_id', '=', db.org)
    .where('policy', '=', code)
    .where('effective_from', '<=', day)
    .orderBy('effective_from', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Adds a version, or puts the one of `base` right. Returns whether that happened. */
export async function storeVersion(
  db: WriteDb,
  input: SaveVersionInput,
  base: number | null,
): Promise<boolean> {
  const values = {
    label: input.label,
    effective_from: input.effectiveFrom,
    changed_ko: input.changedKo,
    changed_en: input.changedEn,
  }
  const { versionId, policy } = input
  if (base === null) {
    const { numInsertedOrUpdatedRows } = await db.query
      .insertInto('policy_version')
      .values({ org_id: db.org, version_id: versionId, policy, ...values })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    return Number(numInsertedOrUpdatedRows ?? 0) > 0
  }
  const { numUpdatedRows } = await db.query
    .updateTable('policy_version')
    .set({ ...values, version: sql`version + 1` })
    .where('org_id', '=', db.org)
    .where('version_id', '=', versionId)
    .where('policy', '=', policy)
    .where('version', '=', base)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Adds a clause, or puts the one of `base` right. Returns whether that happened. */
export async function storeClause(
  db: WriteDb,
  input: SaveClauseInput,
  base: number | null,
): Promise<boolean> {
  const values = {
    number: input.number,
    title_ko: input.titleKo,
    title_en: input.titleEn,
    introduced_in: input.introducedIn,
    retired_in: input.retiredIn,
  }
  const { clauseId, policy } = input
  if (base === null) {
    const { numInsertedOrUpdatedRows } = await db.query
      .insertInto('policy_clause')
      .values({ org_id: db.org, clause_id: clauseId, policy, ...values })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    return Number(numInsertedOrUpdatedRows ?? 0) > 0
  }
  const { numUpdatedRows } = await db.query
    .updateTable('policy_clause')
    .set({ ...values, version: sql`version + 1` })
    .where('org_id', '=', db.org)
    .where('clause_id', '=', clauseId)
    .where('policy', '=', policy)
    .where('version', '=', base)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function insertPolicy(db: WriteDb, code: string): Promise<void> {
  await db.query
    .insertInto('policy')
    .values({ org_id: db.org, code, name_ko: null, name_en: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function policyExists(db: ActorDb, code: string): Promise<boolean> {
  const row = await db.query
    .selectFrom('policy')
    .select('code')
    .where('org_id', '=', db.org)
    .where('code', '=', code)
    .executeTakeFirst()
  return row !== undefined
}

/** Adds a policy with its names. Returns whether none had the code. */
export async function insertArea(db: WriteDb, { code, nameKo, nameEn }: AddAreaInput): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db.query
    .insertInto('policy')
    .values({ org_id: db.org, code, name_ko: nameKo, name_en: nameEn })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(numInsertedOrUpdatedRows ?? 0) > 0
}

/** Places a policy under another one, or at the top. Returns whether it still lay where it was seen. */
export async function movePolicy(db: WriteDb, { policy, from, parent }: PlacePolicyInput): Promise<boolean> {
  const { numUpdatedRows } = await db.query
    .updateTable('policy')
    .set({ parent })
    .where('org_id', '=', db.org)
    .where('code', '=', policy)
    .where(sql<boolean>`parent is not distinct from ${from}`)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Waits for whoever else places a policy, as the database's own check does, so that a circle is found here. */
export async function lockTree(db: WriteDb): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('policy tree ' || ${db.org}, 0))`.execute(db.query)
}
