import type { Scope } from '#server/core/scope.ts'
import type { Waiting } from '#server/core/waiting.ts'
import { hasEnded } from '#shared/calibration/rules.ts'
import { roundRows } from './queries.ts'

/** Returns the open rounds that wait for the reader's ratings. */
export async function waiting({ db, actor }: Scope): Promise<Waiting[]> {
  const rows = await roundRows(db, null)
  return rows
    .filter(
      ({ own, closed_at: closedAt, raters, submitted }) =>
        own === 'open' && !hasEnded({ closedAt, raters, submitted }),
    )
    .map(({ round_id: roundId, title, deadline, created_at: createdAt }) => {
      const key = `calibration_due:${roundId}`
      const { person: personId } = actor
      return {
        key,
        people: [personId],
        row: ({ names }) => ({
          ...{ kind: 'calibration_due', group: 'today', key, at: createdAt, roundId, title, deadline },
          person: { personId, name: names[personId] ?? '' },
        }),
      }
    })
}
