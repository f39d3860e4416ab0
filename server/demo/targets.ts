import { type Calendar, iso, mondayOf, plusDays } from './calendar.ts'
import type { MakeId } from './identity.ts'
import { type AuditingTeam, auditingTeams, leadOf } from './people.ts'
import type { RowOf } from './rows.ts'

type Setting = { org: string; id: MakeId; calendarFor: (team: AuditingTeam) => Calendar }
type Spec = {
  metric: RowOf<'team_target'>['metric']
  rate: number | null
  /** Its first day and the day on which it was said, in days from the Monday of the demo's first week. */
  from: number
  said: number
  by?: string
}

/** The target of accuracy rose in the eighth week and rises again; a narrower limit was planned by the manager and taken back. */
const planOf = (next: number, last: number): readonly Spec[] => [
  { metric: 'accuracy', rate: 0.94, from: -28, said: -39 },
  { metric: 'accuracy', rate: 0.95, from: 49, said: 38 },
  { metric: 'over_enforced', rate: 0.02, from: next, said: last - 9, by: 'sora.jin' },
  { metric: 'over_enforced', rate: null, from: next, said: last - 6 },
  { metric: 'accuracy', rate: 0.96, from: next + 14, said: last - 5 },
]

/** Targets with their effective dates, set by the lead of each team and by the manager above. */
export function targetsOf({ org, id, calendarFor }: Setting): { team_target: RowOf<'team_target'>[] } {
  return {
    team_target: auditingTeams.flatMap((team) => {
      const calendar = calendarFor(team)
      const first = calendar.weeks[0] ?? calendar.today
      const daysTo = (day: string) => Math.round((Date.parse(day) - Date.parse(first)) / 86_400_000)
      const today = daysTo(calendar.today)
      const workedUpTo = (day: string): string =>
        calendar.isWorkday(day) ? day : workedUpTo(plusDays(day, -1))
      return planOf(daysTo(mondayOf(calendar.today)) + 14, today).map(
        ({ metric, rate, from, said, by = leadOf[team] }, index) => ({
          ...{ org_id: org, target_id: id('team target', team, index), team_id: id('team', team) },
          ...{ number: index + 1, metric, effective_from: plusDays(first, from), rate },
          set_by: id('person', by),
          set_at: iso(calendar.instant(workedUpTo(plusDays(first, said)), 10 * 60 + 7 * index)),
        }),
      )
    }),
  }
}
