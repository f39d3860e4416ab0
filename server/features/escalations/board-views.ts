import type { Scope } from '#server/core/scope.ts'
import { boardColumns } from '#shared/escalations/board-rules.ts'
import type { BoardInput } from '#shared/escalations/queries.ts'
import type { BoardView } from '#shared/escalations/views.ts'
import { can, relationsTo } from '#shared/policy.ts'
import { boardRows } from './board-queries.ts'
import { openOrder, placesOf } from './list-views.ts'
import { rowView } from './row-views.ts'
import { factsOf, stepsOf } from './rules.ts'

/** Returns the most urgent escalations of each status, with what the reader may do with each, and how many there are. */
export async function board({ db, actor, now }: Scope, input: BoardInput): Promise<BoardView> {
  const rows = (await boardRows(db, input, placesOf(actor))).filter((row) =>
    can(actor, 'escalation.read', factsOf(row)),
  )
  return {
    columns: boardColumns.map((column) => {
      const ofColumn = rows.filter((row) => row.board_column === column)
      return {
        column,
        n: ofColumn[0]?.n ?? 0,
        cards: openOrder(ofColumn, now()).map((row) => ({
          ...rowView(row, actor),
          steps: stepsOf(actor, row),
          relations: [...relationsTo(actor, factsOf(row))],
          approved: row.approved_version === row.content_version,
        })),
      }
    }),
  }
}
