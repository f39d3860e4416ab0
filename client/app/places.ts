import type { LucideIcon } from 'lucide-react'
import ChartNoAxesColumn from 'lucide-react/icons/chart-no-axes-column'
import CircleUser from 'lucide-react/icons/circle-user'
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

/** The places of the bar: Today, one of the second places, Me. Who has no team yet has Me alone. */
export function placesOf(me: Me, second: string | undefined): AppPlace[] {
  const choices = secondPlaces(me)
  const mine: AppPlace = { to: paths.me, label: 'tab.me', icon: CircleUser }
  // Who leads opens on the people, unless they went elsewhere.
  const chosen =
    choices.find((place) => place.to === second) ??
    choices.find((place) => place.to === paths.team()) ??
    choices[0]
  if (!chosen) return [mine]
  return [{ to: paths.today, label: 'tab.today', icon: Sun }, chosen, mine]
}

export const homeOf = (me: Me): string => placesOf(me, undefined)[0]?.to ?? paths.me
