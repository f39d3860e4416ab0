import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import type { OwnerDb } from '#server/db/database.ts'
import type { ContentPack } from '#shared/check-ins/content-pack.ts'

/** Every pack that is installed, by its id. */
export async function contentPacks(db: ActorDb) {
  return await db.query
    .selectFrom('content_pack')
    .select(['pack_id', 'body', 'turned_on', 'version'])
    .where('org_id', '=', db.org)
    .orderBy('pack_id')
    .execute()
}

export async function contentPackOf(db: ActorDb, packId: string) {
  return await db.query
    .selectFrom('content_pack')
    .select(['pack_id', 'body', 'turned_on', 'version'])
    .where('org_id', '=', db.org)
    .where('pack_id', '=', packId)
    .executeTakeFirst()
}

/** Compare-and-set. Returns the new version; undefined where another stands. */
export async function turnPack(db: WriteDb, packId: string, turnedOn: boolean, base: number | null) {
  return await db.query
    .updateTable('content_pack')
    .set({ turned_on: turnedOn, version: sql`version + 1` })
    .where('org_id', '=', db.org)
    .where('pack_id', '=', packId)
    .where('version', '=', base ?? 0)
    .returning('version')
    .executeTakeFirst()
}

/** As the owner: the packs of an organisation. */
export async function installedPacks(db: OwnerDb, org: string) {
  return await db
    .selectFrom('content_pack')
    .select(['pack_id', 'body', 'turned_on', 'installed_at'])
    .where('org_id', '=', org)
    .orderBy('pack_id')
    .execute()
}

/** As the owner: installs a pack, turned off, or another version of it, which leaves it turned on or off as it is. */
export async function putPack(db: OwnerDb, org: string, pack: ContentPack): Promise<void> {
  const values = {
    pack_version: pack.version,
    least_days: pack.leastDistanceDays,
    body: JSON.stringify(pack),
    installed_at: sql<string>`clock_timestamp()`,
  }
  await db
    .insertInto('content_pack')
    .values({ org_id: org, pack_id: pack.id, ...values })
    .onConflict((conflict) =>
      conflict
        .columns(['org_id', 'pack_id'])
        .doUpdateSet({ ...values, version: sql<number>`content_pack.version + 1` }),
    )
    .execute()
}

/** As the owner: removes a pack. Returns why it stays where it does. */
export async function deletePack(
  db: OwnerDb,
  org: string,
  packId: string,
): Promise<'removed' | 'unknown' | 'answered'> {
  const answered = await db
    .selectFrom('questionnaire_answer')
    .select('answer_id')
    .where('org_id', '=', org)
    .where('pack_id', '=', packId)
    .limit(1)
    .executeTakeFirst()
  if (answered) return 'answered'
  const { numDeletedRows } = await db
    .deleteFrom('content_pack')
    .where('org_id', '=', org)
    .where('pack_id', '=', packId)
    .executeTakeFirst()
  return numDeletedRows === 0n ? 'unknown' : 'removed'
}
