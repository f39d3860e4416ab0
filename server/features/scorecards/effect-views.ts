import type { ActorDb } from '#server/db/actor-db.ts'
import { AppError } from '#shared/core/errors.ts'
import { effectOf, type PointWeek, type Window } from '#shared/scorecards/effect-rules.ts'
import type { EffectView } from '#shared/scorecards/effect-views.ts'
import type { EffectInput } from '#shared/scorecards/queries.ts'
import type { Metric } from '#shared/scorecards/rules.ts'
import { pointWeeks } from './effect-queries.ts'
import type { AnalystRow, PackedWeek } from './queries.ts'
import { watchedIn } from './signal-rules.ts'

/**
 * Returns what followed a note about the person of this row, as far as the reader may read the others of the team.
 * @throws NOT_FOUND where there is no row.
 */
export async function effectView(
  db: ActorDb,
  row: AnalystRow | undefined,
  { metric, policy, day }: EffectInput,
): Promise<EffectView> {
  if (!row) throw new AppError('NOT_FOUND')
  const rows = await pointWeeks(db, { team: row.team_id, policy })
  const first = Temporal.PlainDate.from(row.signal_week)
  const pointOf = (weeks: readonly PackedWeek[]) => weeks.flatMap((week) => errorsOf(week, metric))
  const effect = effectOf({
    ...watchedIn(row),
    own: pointOf(rows.find(({ analyst_id }) => analyst_id === row.person_id)?.weeks ?? []),
    others: rows.filter(({ analyst_id }) => analyst_id !== row.person_id).map(({ weeks }) => pointOf(weeks)),
    noteWeek: Math.floor(first.until(Temporal.PlainDate.from(day)).total('days') / 7),
  })
  if (effect.kind === 'none') return effect
  const monday = (index: number) => first.add({ weeks: index }).toString()
  const dated = <Counts extends Window>({ from, to, ...counts }: Counts) => ({
    ...counts,
    from: monday(from),
    to: monday(to),
  })
  const { before, after, between, team, ...rest } = effect
  return {
    ...rest,
    before: dated(before),
    after: dated(after),
    between: dated(between),
    team: team && {
      before: team.before,
      after: team.after,
      beyond: team.effect.beyondTeam,
      verdict: team.effect.verdict,
      moreAudits: team.effect.moreAudits,
    },
  }
}

function errorsOf([index, n, correct, missed, overEnforced]: PackedWeek, metric: Metric): PointWeek[] {
  const x = metric === 'accuracy' ? n - correct : metric === 'missed' ? missed : overEnforced
  return n > 0 ? [{ index, n, x }] : []
}
