import { type Calendar, iso, plusDays } from './calendar.ts'
import type { MakeId } from './identity.ts'
import { type AuditingTeam, auditingTeams } from './people.ts'
import type { RowOf } from './rows.ts'

type Setting = { org: string; id: MakeId; calendarFor: (team: AuditingTeam) => Calendar }

/** Records asked for of each team, and the day after today by which somebody looks at the hold again. */
const reasons: Record<AuditingTeam, { reason: string; review: number; ended: boolean }> = {
  community: { reason: '감독기관이 요청한 커뮤니티 판정 기록의 보존', review: 60, ended: false },
  live: { reason: '라이브 방송 분쟁 조정이 끝날 때까지 기록 보존', review: 12, ended: true },
  dublin: { reason: 'A regulator asked for the records of reports of harassment', review: 45, ended: false },
}

/** Legal holds on the teams, in days of the demo: two that stand and one that has ended. */
export function holdsOf({ org, id, calendarFor }: Setting): { legal_hold: RowOf<'legal_hold'>[] } {
  return {
    legal_hold: auditingTeams.map((team) => {
      const calendar = calendarFor(team)
      const first = calendar.weeks[0] ?? calendar.today
      const { reason, review, ended } = reasons[team]
      return {
        ...{ org_id: org, hold_id: id('legal hold', team), person_id: null, team_id: id('team', team) },
        ...{ from_on: first, until_on: plusDays(first, 13), reason, untold_reason: null },
        review_on: plusDays(calendar.today, review),
        placed_by: null,
        placed_at: iso(calendar.instant(plusDays(first, 21), 11 * 60)),
        ended_by: null,
        ended_at: ended ? iso(calendar.instant(plusDays(first, 56), 16 * 60)) : null,
      }
    }),
  }
}
