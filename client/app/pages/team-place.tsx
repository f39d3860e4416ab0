import { TeamPage } from '#client/features/scorecards/team-page.tsx'
import { Compose } from '#client/features/today/compose.tsx'

/** The team with the line below that begins a note. */
export function TeamPlace() {
  return <TeamPage dock={<Compose />} />
}
