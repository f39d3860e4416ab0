interface Team {
  team_id: string
  parent_id: string | null
}

/** The team itself and every team above it, from below. Ends also where the teams go in a circle. */
export function teamsAbove(teams: readonly Team[], teamId: string): string[] {
  const above: string[] = []
  let next: string | null = teamId
  while (next !== null && !above.includes(next)) {
    above.push(next)
    next = teams.find((team) => team.team_id === next)?.parent_id ?? null
  }
  return above
}
