import type { LucideIcon } from 'lucide-react'
import ChartNoAxesColumn from 'lucide-react/icons/chart-no-axes-column'
import CircleUser from 'lucide-react/icons/circle-user'
import HeartHandshake from 'lucide-react/icons/heart-handshake'
import Inbox from 'lucide-react/icons/inbox'
import Megaphone from 'lucide-react/icons/megaphone'
import Sun from 'lucide-react/icons/sun'
import UsersRound from 'lucide-react/icons/users-round'
import type { MessageKey } from '#client/lib/i18n.ts'
import { administers, checksIn, isAnalyst, teamsLed, teamsManaged } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import type { Me } from '#shared/people/views.ts'

export type AppPlace = { to: string; label: Extract<MessageKey, `tab.${string}`>; icon: LucideIcon }

/** Returns what the second place of the bar can be; more than one for who holds several roles. */
export function secondPlaces(me: Me): AppPlace[] {
  const places: AppPlace[] = []
  if (isAnalyst(me)) places.push({ to: paths.record, label: 'tab.record', icon: ChartNoAxesColumn })
  if (teamsLed(me).length > 0) places.push({ to: paths.team(), label: 'tab.team', icon: UsersRound })
  if (teamsManaged(me).length > 0) places.push({ to: paths.teams, label: 'tab.teams', icon: UsersRound })
  return places
}

const hasToday = (me: Me): boolean => secondPlaces(me).length > 0 || administers(me)

/**
 * The places of the bar: Today, one of the second places, Wellbeing, Escalations, Me. Who has no team has a Today only where
 * they administer, for what waits to be confirmed; a partner has their inbox.
 */
export function placesOf(me: Me, second: string | undefined): AppPlace[] {
  const choices = secondPlaces(me)
  const mine: AppPlace = { to: paths.me, label: 'tab.me', icon: CircleUser }
  // Who leads opens on the people, unless they went elsewhere.
  const chosen =
    choices.find((place) => place.to === second) ??
    choices.find((place) => place.to === paths.team()) ??
    choices[0]
  const places: AppPlace[] = []
  if (hasToday(me)) places.push({ to: paths.today, label: 'tab.today', icon: Sun })
  if (chosen) places.push(chosen)
  if (checksIn(me)) places.push({ to: paths.wellbeing, label: 'tab.wellbeing', icon: HeartHandshake })
  if (chosen) places.push({ to: paths.escalations, label: 'tab.escalations', icon: Megaphone })
  else if (me.roles.some(({ role }) => role === 'partner'))
    places.push({ to: paths.escalations, label: 'tab.inbox', icon: Inbox })
  return [...places, mine]
}

/** Returns where Dure opens: on what waits for this person. */
export function homeOf(me: Me): string {
  if (hasToday(me)) return paths.today
  return me.roles.some(({ role }) => role === 'partner') ? paths.escalations : paths.me
}
