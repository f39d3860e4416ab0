import type { Scope } from '#server/core/scope.ts'
import type { Waiting } from '#server/core/waiting.ts'
import { waitingDraws } from './queries.ts'

/** Returns the draws of which cases wait for the reader's verdict. */
export async function waiting({ db, actor }: Scope): Promise<Waiting[]> {
  const teams = actor.roles.flatMap(({ role, teamId }) => (role === 'lead' && teamId ? [teamId] : []))
  const { person: personId } = actor
  return (await waitingDraws(db, teams)).map((row): Waiting => {
    const key = `draw_due:${row.draw_id}`
    return {
      key,
      people: [personId],
      row: ({ names }) => ({
        ...{ key, kind: 'draw_due', group: 'today', at: row.drawn_at, drawId: row.draw_id },
        ...{ teamName: row.team_name, purpose: row.purpose },
        ...{ cases: row.cases, verified: row.verified, mine: row.mine },
        person: { personId, name: names[personId] ?? '' },
      }),
    }
  })
}
