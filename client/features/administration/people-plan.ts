import type { PeopleFile, PersonRow, RefusedPerson } from '#shared/administration/people-file-rules.ts'
import type { DirectoryPerson, StructureTeam } from '#shared/administration/views.ts'
import { isOver } from '#shared/people/role-rules.ts'
import { nameKey } from '#shared/tables/clean.ts'

/** Says what is to be done for a row of a file of people. */
export type PlannedRow = { row: PersonRow; teamId: string | null } & (
  | { act: 'invite' | 'nothing' }
  /** Another role for somebody who is there, or an invitation of whom an import made. */
  | { act: 'give' | 'join'; personId: string }
)
export interface PeoplePlan {
  rows: PlannedRow[]
  refused: RefusedPerson[]
}

interface Found {
  /** The person whom the directory knows by the address of the row. */
  byEmail: DirectoryPerson | undefined
  /** The people who have the row's name, or its address as their reference. */
  byName: readonly DirectoryPerson[]
}
interface Setting {
  teams: readonly StructureTeam[]
  /** In the organisation. */
  today: string
  find: (row: PersonRow) => Promise<Found>
  /** Somebody whom an import made is the person of the same name; else such rows are refused. */
  join: boolean
}

/** Plans a whole file against who is there, so that nobody is made twice. */
export async function planOf(file: PeopleFile, setting: Setting): Promise<PeoplePlan> {
  const plan: PeoplePlan = { rows: [], refused: [...file.refused] }
  for (const row of file.people) {
    const planned = planRow(row, await setting.find(row), setting)
    if ('reason' in planned) plan.refused.push(planned)
    else plan.rows.push(planned)
  }
  plan.refused.sort((a, b) => a.row - b.row)
  return plan
}

function planRow(
  row: PersonRow,
  { byEmail, byName }: Found,
  { teams, today, join }: Omit<Setting, 'find'>,
): PlannedRow | RefusedPerson {
  const team = row.team === null ? null : teams.find(({ name }) => nameKey(name) === nameKey(row.team ?? ''))
  if (team === undefined) return { row: row.row, field: 'team', reason: 'unknown_team', value: row.team }
  const teamId = team?.teamId ?? null
  const hasRole = (person: DirectoryPerson) =>
    person.standings.some(
      (assignment) =>
        assignment.role === row.role && assignment.teamId === teamId && !isOver(assignment, today),
    )
  if (byEmail) {
    if (hasRole(byEmail)) return { row, teamId, act: 'nothing' }
    return { row, teamId, act: 'give', personId: byEmail.personId }
  }
  const fromImport = byName.filter((person) => !person.signsIn && person.email === null)
  // A move-in calls people by their address, which is theirs alone.
  const byAddress = fromImport.find(({ reference }) => reference?.toLowerCase() === row.email)
  if (byAddress)
    return { row, teamId, act: hasRole(byAddress) ? 'join' : 'give', personId: byAddress.personId }
  const imported = fromImport.filter(
    (person) => nameKey(person.name) === nameKey(row.name) && hasRole(person),
  )
  const [person, ...others] = imported
  if (!person) return { row, teamId, act: 'invite' }
  if (!join || others.length > 0)
    return { row: row.row, field: 'name', reason: 'known_name', value: row.name }
  return { row, teamId, act: 'join', personId: person.personId }
}
