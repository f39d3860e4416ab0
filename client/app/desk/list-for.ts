import { homeOf } from '#client/app/shell/places.ts'
import { teamsLed, teamsManaged } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import type { Me } from '#shared/people/views.ts'

/** The list that people and what is about them are opened from: the team's, where the reader has one. */
function peopleFor(me: Me): string {
  if (teamsLed(me).length > 0) return paths.team()
  return teamsManaged(me).length > 0 ? paths.teams : homeOf(me)
}

/** Which list an address belongs to, by how it begins. What is not named here belongs to what waits for the reader. */
const lists: Readonly<Record<string, (me: Me) => string>> = {
  team: peopleFor,
  people: peopleFor,
  notes: peopleFor,
  goals: peopleFor,
  meetings: peopleFor,
  cases: peopleFor,
  reviews: peopleFor,
  draws: peopleFor,
  calibration: peopleFor,
  // A page of one team stands beside its people for its lead, and beside the teams for its manager.
  teams: (me) => (teamsManaged(me).length > 0 ? paths.teams : peopleFor(me)),
  escalations: () => paths.escalations,
  me: () => paths.me,
  rubrics: () => paths.me,
  policies: () => paths.me,
  questions: () => paths.me,
  precedents: () => paths.me,
  'policy-updates': () => paths.me,
}

/** Returns the list that stands beside what was opened from outside. */
export const listFor = (me: Me, pathname: string): string =>
  lists[pathname.split('/')[1] ?? '']?.(me) ?? homeOf(me)
