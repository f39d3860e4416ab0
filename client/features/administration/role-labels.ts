import { daysLater } from '#client/lib/calendar-day.ts'
import type { Format } from '#client/lib/format.ts'
import { type Translate, useFormat, useT } from '#client/lib/i18n.ts'
import type { DirectoryPerson, GivenView, StructureTeam } from '#shared/administration/views.ts'
import { gives, phaseOf } from '#shared/people/role-rules.ts'
import type { ActorRole, RoleAssignment } from '#shared/people/role-views.ts'

/** «Lead · Seoul community QA», «Partner · Policy», «Administrator». */
export function roleLabel(
  t: Translate,
  { role, teamId, function: partnerFunction }: ActorRole,
  teams: readonly StructureTeam[],
): string {
  const where = partnerFunction
    ? t(`admin.function.${partnerFunction}`)
    : teams.find((team) => team.teamId === teamId)?.name
  return where ? t('admin.roleIn', { role: t(`admin.role.${role}`), where }) : t(`admin.role.${role}`)
}

/** The same of a role that names its team itself. */
export function useRoleName() {
  const t = useT()
  return ({ role, teamName, function: fn }: Pick<GivenView, 'role' | 'teamName' | 'function'>): string => {
    const where = fn ? t(`admin.function.${fn}`) : teamName
    return where ? t('admin.roleIn', { role: t(`admin.role.${role}`), where }) : t(`admin.role.${role}`)
  }
}

/** Its days in words; the last day is the one before the first without it. */
export function daysLabel(
  t: Translate,
  format: Pick<Format, 'shortDate'>,
  { assignment, today }: { assignment: RoleAssignment; today: string },
): string {
  const { startsOn, endsOn } = assignment
  const phase = phaseOf(assignment, today)
  const start = format.shortDate(startsOn)
  const last = endsOn === null ? undefined : format.shortDate(daysLater(endsOn, -1))
  if (phase === 'over')
    return t('admin.roles.over', { from: start, to: endsOn === startsOn ? start : (last ?? start) })
  const from =
    phase === 'coming' ? t('admin.roles.from', { day: start }) : t('admin.roles.since', { day: start })
  return last ? t('admin.roles.until', { from, day: last }) : from
}

/**
 * Returns the roles that somebody holds, and behind them those that wait to be confirmed or begin later, each with its
 * days; undefined where there is none.
 */
export function rolesLine(
  t: Translate,
  format: Pick<Format, 'shortDate'>,
  {
    standings,
    teams,
    today,
  }: Pick<DirectoryPerson, 'standings'> & { teams: readonly StructureTeam[]; today: string },
): string | undefined {
  const open = standings.filter((assignment) => phaseOf(assignment, today) !== 'over')
  const isActive = (assignment: (typeof open)[number]) =>
    gives(assignment) && phaseOf(assignment, today) === 'now'
  const later = open
    .filter((assignment) => !isActive(assignment))
    .map((assignment) => {
      const days = daysLabel(t, format, { assignment, today })
      const state = gives(assignment) ? days : t('admin.roles.unconfirmed', { days })
      return `${roleLabel(t, assignment, teams)} (${state})`
    })
  const active = open.filter(isActive).map((assignment) => roleLabel(t, assignment, teams))
  return [...active, ...later].join(', ') || undefined
}

export function useRoleLabels(teams: readonly StructureTeam[], today: string) {
  const t = useT()
  const format = useFormat()
  return {
    what: (assignment: ActorRole) => roleLabel(t, assignment, teams),
    days: (assignment: RoleAssignment) => daysLabel(t, format, { assignment, today }),
  }
}
