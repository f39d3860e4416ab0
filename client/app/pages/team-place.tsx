import { TeamPage } from '#client/features/scorecards/team-page.tsx'
import { Compose } from '#client/features/today/compose.tsx'
import { SearchLink } from './search-link.tsx'

/** The team with the way to the search, and with the line below that begins a note. */
export function TeamPlace() {
  return <TeamPage aside={<SearchLink />} dock={<Compose />} />
}
