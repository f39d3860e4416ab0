import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import type { SettingsInput } from '#shared/check-ins/contracts.ts'

export async function settingRow(db: ActorDb) {
  return await db.query
    .selectFrom('wellbeing_setting')
    .selectAll()
    .where('org_id', '=', db.org)
    .executeTakeFirst()
}

/** Compare-and-set; `base` null or 0 where nothing was set. */
export async function putSettings(
  db: WriteDb,
  { programme, retentionDays }: SettingsInput,
  base: number | null,
) {
  const values = {
    programme_name: programme.name,
    programme_phone: programme.phone,
    programme_url: programme.url,
    programme_verified_on: programme.verifiedOn,
    retention_days: retentionDays,
  }
  if (!base)
    return await db.query
      .insertInto('wellbeing_setting')
      .values({ org_id: db.org, ...values })
      .onConflict((conflict) => conflict.doNothing())
      .returning('version')
      .executeTakeFirst()
  return await db.query
    .updateTable('wellbeing_setting')
    .set({ ...values, version: sql`version + 1` })
    .where('org_id', '=', db.org)
    .where('version', '=', base)
    .returning('version')
    .executeTakeFirst()
}
