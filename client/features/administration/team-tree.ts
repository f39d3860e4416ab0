import type { StructureTeam } from '#shared/administration/views.ts'

/** Each team after the one above it, and where their names come the same. A circle does not hide anybody. */
export function inTree(teams: readonly StructureTeam[]): StructureTeam[] {
  const known = new Set(teams.map(({ teamId }) => teamId))
  const found: StructureTeam[] = []
  const visit = (team: StructureTeam) => {
    if (found.includes(team)) return
    found.push(team)
    for (const below of teams) if (below.parentId === team.teamId) visit(below)
  }
  for (const team of teams) if (team.parentId === null || !known.has(team.parentId)) visit(team)
  for (const team of teams) visit(team)
  return found
}

/** The team and everything below it: where it cannot be put. */
export function selfAndBelow(teams: readonly StructureTeam[], teamId: string): Set<string> {
  const found = new Set([teamId])
  // A set visits what is added while it is walked.
  for (const parentId of found)
    for (const team of teams) if (team.parentId === parentId) found.add(team.teamId)
  return found
}
