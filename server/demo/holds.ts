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

/** The requests of the two administrators to each other: the end of a hold and another period wait, an erasure was done. */
export function requestsOf({ org, id, calendarFor }: Setting): {
  retention_request: RowOf<'retention_request'>[]
} {
  const [seoul, dublin] = [calendarFor('live'), calendarFor('dublin')]
  const [sora, caoimhe] = [id('person', 'sora.jin'), id('person', 'caoimhe.duignan')]
  const waiting = {
    ...{ org_id: org, person_id: null, counts: null, counted_at: null },
    ...{ confirmed_by: null, confirmed_at: null, ended_by: null, ended_at: null, done_at: null },
  }
  const timeOf = (calendar: Calendar, days: number, minutes: number) =>
    iso(calendar.instant(plusDays(calendar.today, -days), minutes))
  return {
    retention_request: [
      {
        ...waiting,
        ...{
          request_id: id('retention request', 'hold'),
          what: 'hold_end',
          hold_id: id('legal hold', 'dublin'),
        },
        ...{ kind: null, days: null, asked_by: caoimhe, asked_at: timeOf(dublin, 1, 10 * 60) },
        reason: 'The regulator has closed its inquiry and needs the records no longer',
      },
      {
        ...waiting,
        ...{ request_id: id('retention request', 'period'), what: 'period', hold_id: null },
        ...{ kind: 'shifts', days: 180, asked_by: sora, asked_at: timeOf(seoul, 2, 15 * 60) },
        reason: '근무 기록은 반년이면 정산에 충분합니다.',
      },
      {
        ...waiting,
        ...{ request_id: id('retention request', 'erasure'), what: 'erasure', hold_id: null },
        ...{ kind: null, days: null, asked_by: sora, asked_at: timeOf(seoul, 40, 11 * 60), reason: '…' },
        ...{ confirmed_by: caoimhe, confirmed_at: timeOf(seoul, 39, 18 * 60) },
        done_at: timeOf(seoul, 39, 18 * 60 + 1),
      },
    ],
  }
}
