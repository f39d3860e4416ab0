import path from 'node:path'
import type { MoveInRun } from '#server/features/reviews/move-in-commands.ts'
import { type PersonRow, readPeople } from '#shared/administration/people-file-rules.ts'
import type { PersonToMake, UnknownPerson } from '#shared/reviews/move-in-views.ts'
import { foldCell, nameKey } from '#shared/tables/clean.ts'
import { openedTable } from './import-mapping.ts'
import { UsageError } from './program.ts'

interface Making {
  /** Of everybody whom the file of people does not name. */
  team: string | undefined
  /** A file of people, as `import people` reads it. */
  file: string | undefined
  /** Whose last row is before this day has left. */
  leftBefore: string | null
}

type Choose = NonNullable<MoveInRun['choose']>

interface Teams {
  /** The team that is moved in for: of who has none in the file of people. */
  own: string
  called: (name: string) => Promise<string>
}

/** Returns who of the people whom nobody knows is made, as the options of a call say. */
export async function chooserOf({ team, file, leftBefore }: Making, teams: Teams): Promise<Choose> {
  if (leftBefore !== null && team === undefined && file === undefined)
    throw new UsageError('--left-before goes with --create-people or --create-people-file')
  const others = team === undefined ? null : await teams.called(team)
  const rows = file === undefined ? [] : await rowsOf(file)
  const names = new Set(rows.flatMap((row) => row.team ?? []))
  const byName = new Map<string, string>()
  for (const name of names) byName.set(name, await teams.called(name))
  return (unknown) =>
    unknown.flatMap((person): PersonToMake[] => {
      const row = rowFor(person, rows)
      if (!row && others === null) return []
      const teamId = (row?.team ? byName.get(row.team) : others) ?? teams.own
      const hasLeft = leftBefore !== null && person.lastDay < leftBefore
      const isAnalyst = row ? row.role === 'analyst' : person.reviewed > 0
      return [
        {
          ...{ called: person.called, name: row?.name ?? person.name, teamId },
          role: isAnalyst && !hasLeft ? 'analyst' : 'none',
          startsOn: row?.startsOn ?? person.firstDay,
        },
      ]
    })
}

async function rowsOf(file: string): Promise<PersonRow[]> {
  const { missing, refused, people } = await readPeople(await openedTable(path.resolve(file), undefined))
  if (missing.length > 0) throw new UsageError(`${file} has no column for ${missing.join(', ')}`)
  const [first] = refused
  if (!first) return people
  const { row, field, reason, value } = first
  throw new UsageError(
    `${file} row ${row}: ${reason}${field ? ` (${field}${value ? `: ${value}` : ''})` : ''}`,
  )
}

/** Finds the row of somebody by their address, else by a name that one row has. */
function rowFor({ called }: UnknownPerson, rows: readonly PersonRow[]): PersonRow | undefined {
  const byEmail = rows.find(({ email }) => email === foldCell(called))
  if (byEmail) return byEmail
  const [row, ...others] = rows.filter(({ name }) => nameKey(name) === nameKey(called))
  return others.length === 0 ? row : undefined
}
