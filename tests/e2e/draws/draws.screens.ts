import { paths } from '#client/commands/draws-paths.ts'
import type { Demo } from '#tests/support/screens/demo-cast.ts'
import type { Screens } from '#tests/support/screens/screens.ts'

export async function screens({ db, teamId, analyst }: Demo): Promise<Screens> {
  const drawn = await db
    .selectFrom('draw_case')
    .select(['draw_id', 'item_id'])
    .where('team_id', '=', teamId)
    .where('verified_at', 'is', null)
    .orderBy('place')
    .executeTakeFirstOrThrow()
  const chosen = await db
    .selectFrom('draw_case')
    .select('audit_id')
    .where('team_id', '=', teamId)
    .where('verified_at', 'is not', null)
    .orderBy('place')
    .executeTakeFirstOrThrow()
  const verified = await db
    .selectFrom('audit')
    .select('audit_id')
    .where('analyst_id', '=', analyst)
    .where('verified_decision', 'is not', null)
    .orderBy('decided_at', 'desc')
    .executeTakeFirstOrThrow()
  return {
    lead: [
      { name: 'draws', path: paths.draws(teamId) },
      { name: 'draw-new', path: paths.newDraw(teamId) },
      { name: 'draw', path: paths.draw(drawn.draw_id) },
      { name: 'draw-case', path: paths.drawCase(drawn.draw_id, drawn.item_id) },
      { name: 'draw-chosen', path: paths.chosen(chosen.audit_id ?? '') },
      { name: 'draw-golden', path: paths.golden(verified.audit_id) },
    ],
    manager: [
      { name: 'draws', path: paths.draws(teamId) },
      { name: 'draw', path: paths.draw(drawn.draw_id) },
    ],
  }
}
