import { sql } from 'kysely'
import type { WriteDb } from '#server/db/actor-db.ts'
import type {
  RemoveEntryInput,
  RemovePatternInput,
  SaveEntryInput,
  SetPatternInput,
} from '#shared/shifts/contracts.ts'

type Saved = { timestamp: string; version: number }

/** Sets the weekly hours from a day on. */
export async function putPattern(
  db: WriteDb,
  { personId, startsOn, zone, hours }: SetPatternInput,
): Promise<Saved> {
  return await db.query
    .insertInto('shift_pattern')
    .values({
      ...{ org_id: db.org, person_id: personId, starts_on: startsOn, zone },
      ...{ hours: JSON.stringify(hours), changed_by: db.person },
    })
    .onConflict((conflict) =>
      conflict.columns(['org_id', 'person_id', 'starts_on']).doUpdateSet({
        ...{ zone, hours: JSON.stringify(hours), changed_by: db.person },
        changed_at: sql`clock_timestamp()`,
        version: sql`shift_pattern.version + 1`,
      }),
    )
    .returning(['changed_at as timestamp', 'version'])
    .executeTakeFirstOrThrow()
}

/** Returns whether there was such a pattern. */
export async function deletePattern(
  db: WriteDb,
  { personId, startsOn }: RemovePatternInput,
): Promise<boolean> {
  const { numDeletedRows } = await db.query
    .deleteFrom('shift_pattern')
    .where('org_id', '=', db.org)
    .where('person_id', '=', personId)
    .where('starts_on', '=', startsOn)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

const columnsOf = ({ kind, firstDay, from, lastDay, until, zone }: SaveEntryInput) => ({
  ...{ kind, first_day: firstDay, from_time: from, last_day: lastDay, until_time: until, zone },
})

/** Adds an entry. Returns when; undefined where one of this id exists. */
export async function insertEntry(db: WriteDb, input: SaveEntryInput): Promise<Saved | undefined> {
  return await db.query
    .insertInto('shift_entry')
    .values({
      ...{ org_id: db.org, entry_id: input.entryId, person_id: input.personId, ...columnsOf(input) },
      ...{ team_id: null, source: null, source_key: null, changed_by: db.person },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning(['changed_at as timestamp', 'version'])
    .executeTakeFirst()
}

/** Revises an entry by compare-and-set. Returns when; undefined where somebody was quicker, or it is another person's. */
export async function updateEntry(
  db: WriteDb,
  input: SaveEntryInput,
  base: number,
): Promise<Saved | undefined> {
  return await db.query
    .updateTable('shift_entry')
    .set({
      ...columnsOf(input),
      changed_by: db.person,
      corrected: sql<boolean>`source is not null`,
      changed_at: sql<string>`clock_timestamp()`,
      version: sql<number>`version + 1`,
    })
    .where('org_id', '=', db.org)
    .where('entry_id', '=', input.entryId)
    .where('person_id', '=', input.personId)
    .where('version', '=', base)
    .where('removed', '=', false)
    .returning(['changed_at as timestamp', 'version'])
    .executeTakeFirst()
}

/** Removes an entry; one of an import stays known, so that the next does not bring it back. Returns whether there was one. */
export async function removeEntryRow(db: WriteDb, { entryId, personId }: RemoveEntryInput): Promise<boolean> {
  const { numDeletedRows } = await db.query
    .deleteFrom('shift_entry')
    .where('org_id', '=', db.org)
    .where('entry_id', '=', entryId)
    .where('person_id', '=', personId)
    .where('source', 'is', null)
    .executeTakeFirst()
  if (numDeletedRows > 0n) return true
  const { numUpdatedRows } = await db.query
    .updateTable('shift_entry')
    .set({
      ...{ removed: true, corrected: true, changed_by: db.person },
      changed_at: sql<string>`clock_timestamp()`,
      version: sql<number>`version + 1`,
    })
    .where('org_id', '=', db.org)
    .where('entry_id', '=', entryId)
    .where('person_id', '=', personId)
    .where('removed', '=', false)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
