import { isDeepStrictEqual } from 'node:util'
import { type Kysely, sql } from 'kysely'
import type { Schema } from '#server/db/schema.ts'
import type { Answers, Written } from './writer.ts'

const commandNames = ['coaching.saveNote', 'today.settle', 'people.setPreferences']

/** Returns one line for each acknowledged write that the database lacks, changed or holds twice. */
export async function findBroken(
  db: Kysely<Schema>,
  { acknowledged }: Answers,
  written: readonly Written[],
): Promise<string[]> {
  const problems: string[] = []
  const expect = (what: string, found: unknown, expected: unknown) => {
    if (!isDeepStrictEqual(found, expected))
      problems.push(`${what}: found ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`)
  }
  const countOf = async (table: 'note' | 'note_revision') => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(db)
    return rows[0]?.n
  }

  const commands = await db.selectFrom('command').select(['command_id', 'name', 'result']).execute()
  const stored = new Map(commands.map(({ command_id, name, result }) => [command_id, { name, result }]))
  for (const { id, name, result } of acknowledged) expect(`command ${id}`, stored.get(id), { name, result })
  expect('commands', commands.length, acknowledged.length)

  const logged = await sql<{ action: string; n: number }>`select action, count(*)::int as n from audit_log
    where action in (${sql.join(commandNames)}) group by 1`.execute(db)
  const entries = new Map(logged.rows.map(({ action, n }) => [action, n]))
  for (const name of commandNames)
    expect(
      `entries of ${name} in the audit trail`,
      entries.get(name) ?? 0,
      acknowledged.filter((acknowledged) => acknowledged.name === name).length,
    )

  const saves = acknowledged.filter(({ name }) => name === 'coaching.saveNote')
  expect('revisions', await countOf('note_revision'), saves.length)
  expect('notes', await countOf('note'), new Set(saves.map(({ result }) => result.entityId)).size)
  const notes = await db.selectFrom('note').select(['note_id', 'version']).execute()
  const versions = new Map(notes.map((note) => [note.note_id, note.version]))
  for (const { person, notes } of written) {
    for (const [noteId, { version }] of notes) expect(`note ${noteId}`, versions.get(noteId), version)
    const own = acknowledged.filter(({ result }) => result.entityId === person.personId)
    const times = (name: string) => own.filter((acknowledged) => acknowledged.name === name).length
    const versionOf = async (table: 'person' | 'today_settled') =>
      (
        await db
          .selectFrom(table)
          .select('version')
          .where('person_id', '=', person.personId)
          .executeTakeFirst()
      )?.version
    // Each row counts the commands that changed it.
    expect(`${person.name}`, await versionOf('person'), 1 + times('people.setPreferences'))
    expect(`${person.name}'s settled row`, await versionOf('today_settled'), times('today.settle'))
  }
  return problems
}
