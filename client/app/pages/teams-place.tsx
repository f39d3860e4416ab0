import { TeamsPage } from '#client/features/scorecards/teams-page.tsx'
import { SearchLink } from './search-link.tsx'

/** A manager's teams with the way to the search. */
export const TeamsPlace = () => <TeamsPage aside={<SearchLink />} />
