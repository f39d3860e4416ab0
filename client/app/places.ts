import type { LucideIcon } from 'lucide-react'
import ChartNoAxesColumn from 'lucide-react/icons/chart-no-axes-column'
import CircleUser from 'lucide-react/icons/circle-user'
import HeartHandshake from 'lucide-react/icons/heart-handshake'
import Sun from 'lucide-react/icons/sun'
import UsersRound from 'lucide-react/icons/users-round'
import type { MessageKey } from '#client/lib/i18n.ts'
import { isAnalyst, teamsLed, teamsManaged } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import type { Me } from '#shared/people.ts'

export type AppPlace = { to: string; label: Extract<MessageKey, `tab.${string}`>; icon: LucideIcon }

/** What the second place of the bar can be; more than one for who holds several roles. */
export function secondPlaces(me: Me): AppPlace[] {
  const places: AppPlace[] = []
  if (isAnalyst(me)) places.push({ to: paths.record, label: 'tab.record', icon: ChartNoAxesColumn })
  if (teamsLed(me).length > 0) places.push({ to: paths.team(), label: 'tab.team', icon: UsersRound })
  if (teamsManaged(me).length > 0) places.push({ to: paths.teams, label: 'tab.teams', icon: UsersRound })
  return places
}

/** How one is, is asked of everybody who works in Dure, leads and managers too; a partner only answers here. */
export const checksIn = (me: Me): boolean => me.roles.some((held) => held.role !== 'partner')

/** The places of the bar: Today, one of the second places, Wellbeing, Me. Who has no team yet has no Today. */
export function placesOf(me: Me, second: string | undefined): AppPlace[] {
  const choices = secondPlaces(me)
  const mine: AppPlace = { to: paths.me, label: 'tab.me', icon: CircleUser }
  // Who leads opens on the people, unless they went elsewhere.
  const chosen =
    choices.find((place) => place.to === second) ??
    choices.find((place) => place.to === paths.team()) ??
    choices[0]
  const places: AppPlace[] = []
  if (chosen) places.push({ to: paths.today, label: 'tab.today', icon: Sun }, chosen)
  if (checksIn(me)) places.push({ to: paths.wellbeing, label: 'tab.wellbeing', icon: HeartHandshake })
  return [...places, mine]
}

export const homeOf = (me: Me): string => (secondPlaces(me).length > 0 ? paths.today : paths.me)
