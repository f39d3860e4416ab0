import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import type { SetNameInput } from '#shared/audits/contracts.ts'
import type { TermName } from '#shared/audits/name-rules.ts'

/** Returns every policy, queue, language and decision that the audit log knows, with its names. */
export async function allNames(db: ActorDb): Promise<TermName[]> {
  const named = ['code', 'name_ko as nameKo', 'name_en as nameEn'] as const
  const [policies, terms] = await Promise.all([
    db.query.selectFrom('policy').select(named).where('org_id', '=', db.org).orderBy('code').execute(),
    db.query
      .selectFrom('term_name')
      .select(['kind', ...named])
      .where('org_id', '=', db.org)
      .orderBy('kind')
      .orderBy('code')
      .execute(),
  ])
  return [...policies.map((row) => ({ kind: 'policy' as const, ...row })), ...terms]
}

/** Returns whether there is such a thing to be named. */
export async function updateName(
  db: WriteDb,
  { kind, code, nameKo, nameEn }: SetNameInput,
): Promise<boolean> {
  const names = { name_ko: nameKo, name_en: nameEn }
  const { numUpdatedRows } =
    kind === 'policy'
      ? await db.query
          .updateTable('policy')
          .set(names)
          .where('org_id', '=', db.org)
          .where('code', '=', code)
          .executeTakeFirst()
      : await db.query
          .updateTable('term_name')
          .set(names)
          .where('org_id', '=', db.org)
          .where('kind', '=', kind)
          .where('code', '=', code)
          .executeTakeFirst()
  return numUpdatedRows > 0n
}
