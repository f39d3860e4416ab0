import type { Scope } from '#server/core/scope.ts'
import type { RetentionView } from '#shared/administration/retention-views.ts'
import { type RetentionKind, retentionKinds } from '#shared/core/retention-rules.ts'
import { holdRows } from './hold-queries.ts'
import { setPeriods, wellbeingDays } from './retention-queries.ts'

/** administration.retention: the periods for everybody, with the holds that the reader may see. */
export async function readRetention({ db }: Scope): Promise<RetentionView> {
  const [set, wellbeing, rows] = [
    await setPeriods(db.query, db.org),
    await wellbeingDays(db.query, db.org),
    await holdRows(db.query, db.org),
  ]
  return {
    periods: (Object.keys(retentionKinds) as RetentionKind[]).map((kind) => {
      const { period } = retentionKinds[kind]
      const days = period.by === 'reason' ? null : (set.get(kind) ?? period.days)
      return { kind, by: period.by, days: kind === 'wellbeing' ? (wellbeing ?? days) : days }
    }),
    holds: rows.map((row) => ({
      holdId: row.hold_id,
      person: row.person_id === null ? null : { personId: row.person_id, name: row.person_name ?? '' },
      team: row.team_name,
      fromOn: row.from_on,
      untilOn: row.until_on,
      reason: row.reason,
      reviewOn: row.review_on,
      placedAt: row.placed_at,
      endedAt: row.ended_at,
      overdue: row.due,
      notified: row.notified,
      concernsReader: row.concerns_reader,
    })),
  }
}
