import { type Kysely, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Schema } from '#server/db/schema.ts'
import type { RosterEntry } from '#shared/shifts/contracts.ts'
import { type KnownItem, rosterKey } from '#shared/shifts/roster-rules.ts'
import type { RenewTarget } from './renew-queries.ts'

/** Says where a roster goes: whose change it is, and the team's calendar or file. */
export interface RosterTarget extends RenewTarget {
  /** Null for whoever runs the server. */
  readonly actor: string | null
}
type Source = { teamId: string; source: string }

export interface KnownEntry extends KnownItem {
  entryId: string
}

/** Returns what an earlier import of the source left, once nobody else imports it; of the people whom the actor may change. */
export async function knownEntries(
  { org, query }: RosterTarget,
  { teamId, source }: Source,
): Promise<KnownEntry[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${org} ${teamId} ${source}`}, 0))`.execute(query)
  const rows = await query
    .selectFrom('shift_entry')
    .select(['entry_id', 'person_id', 'source_key', 'last_day', 'corrected'])
    .where('org_id', '=', org)
    .where('team_id', '=', teamId)
    .where('source', '=', source)
    .execute()
  return rows.map((row) => ({
    entryId: row.entry_id,
    personId: row.person_id,
    key: row.source_key ?? '',
    lastDay: row.last_day,
    corrected: row.corrected,
  }))
}

/** Adds entries of an import. */
export async function insertImported(
  { org, actor, query }: RosterTarget,
  { teamId, source }: Source,
  entries: readonly RosterEntry[],
): Promise<void> {
  if (entries.length === 0) return
  const rows = entries.map((entry) => ({
    ...{ entry_id: uuidv7(), person_id: entry.personId, kind: entry.kind, first_day: entry.firstDay },
    ...{ from_time: entry.from, last_day: entry.lastDay, until_time: entry.until, zone: entry.zone },
    source_key: rosterKey(entry),
  }))
  await sql`insert into shift_entry (org_id, entry_id, person_id, kind, first_day, from_time, last_day, until_time, zone,
      team_id, source, source_key, changed_by)
    select ${org}, r.entry_id, r.person_id, r.kind, r.first_day, r.from_time, r.last_day, r.until_time, r.zone,
      ${teamId}, ${source}, r.source_key, ${actor}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (entry_id uuid, person_id uuid, kind text, first_day date,
      from_time text, last_day date, until_time text, zone text, source_key text)`.execute(query)
}

/** Deletes entries that their source does not have any more. */
export async function deleteImported({ org, query }: RosterTarget, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`delete from shift_entry where org_id = ${org} and entry_id = any (${ids}::uuid[])`.execute(query)
}

/** Returns the zone of a team. */
export async function teamZone({ org, query, teamId }: RenewTarget & { teamId: string }): Promise<string> {
  const { zone } = await query
    .selectFrom('team')
    .select('zone')
    .where('org_id', '=', org)
    .where('team_id', '=', teamId)
    .executeTakeFirstOrThrow()
  return zone
}

export interface RosterPerson {
  person_id: string
  names: string[]
}

/** Returns whoever is in a team today with the words that they may be called by, lower case; for the command line. */
export async function peopleOfTeam(
  query: Kysely<Schema>,
  { org, teamId }: { org: string; teamId: string },
): Promise<RosterPerson[]> {
  const { rows } = await sql<RosterPerson>`
    select p.person_id, array_remove(array[lower(p.name), lower(p.reference), lower(s.email)], null) as names
    from person p left join sign_in s on s.org_id = p.org_id and s.person_id = p.person_id
    where p.org_id = ${org} and exists (select from app.membership_today m where m.org_id = p.org_id
      and m.person_id = p.person_id and m.team_id = ${teamId} and m.role in ('analyst', 'lead'))
    order by p.person_id`.execute(query)
  return rows
}
