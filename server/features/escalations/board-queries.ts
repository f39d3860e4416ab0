import { sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import { type BoardColumn, cardLimits, closedDays } from '#shared/escalations/board-rules.ts'
import type { BoardInput } from '#shared/escalations/queries.ts'
import { inScope, type ListRow, type Page, rowColumns, rowJoins, teamsActedIn } from './list-queries.ts'

export interface BoardRow extends ListRow {
  board_column: BoardColumn
  /** How many lie in its column. */
  n: number
}

interface Params {
  org: string
  me: string
  teams: readonly string[]
  functions: readonly string[]
  kind: string | null
  function: string | null
  limit: number
}

/** The most urgent of each column, with the column's count; a column without any has no row. */
function statementOf(scope: 'mine' | 'all') {
  return prepare<Params, BoardRow>(`escalations_board_${scope}`, (db, p) => ({
    compile: () =>
      sql<BoardRow>`with lying as materialized (
          select e.org_id, e.escalation_id, e.severity, e.changed_at,
            case e.status when 'reopened' then 'submitted' else e.status end as board_column
          from escalation e
          where e.org_id = ${p.org} and e.status <> 'draft'
            and (e.status <> 'closed' or e.changed_at > now() - make_interval(days => ${sql.lit(closedDays)}))
            and (${p.kind}::text is null or e.kind = ${p.kind}::text)
            and (${p.function}::text is null or e.function = ${p.function}::text)
            and ${inScope(p)[scope]}
        ), timed as materialized (
          select l.*, (select min(c.due_at) from escalation_clock c where l.board_column <> 'closed'
            and c.org_id = l.org_id and c.escalation_id = l.escalation_id and c.stopped_at is null) as due_at
          from lying l
        ), placed as (
          select org_id, escalation_id, board_column, (count(*) over (partition by board_column))::int as n,
            row_number() over (partition by board_column order by case when due_at <= now() then severity end nulls last,
              due_at nulls last, changed_at desc, escalation_id) as place
          from timed
        ) select p.board_column, p.n, ${rowColumns} from placed p
          join escalation e using (org_id, escalation_id) ${rowJoins} where p.place <= ${p.limit}::int`.compile(
        db,
      ),
  }))
}

const statements = { mine: statementOf('mine'), all: statementOf('all') }

/** Returns the cards of every column, in no order that a caller may rely on. */
export async function boardRows(
  db: ActorDb,
  { kind, function: fn, mine, more }: BoardInput,
  places: Pick<Page, 'teams' | 'functions'>,
): Promise<BoardRow[]> {
  return await db.run(statements[mine ? 'mine' : 'all'], {
    org: db.org,
    me: db.person,
    teams: [...places.teams, ...(await teamsActedIn(db))],
    functions: places.functions,
    kind,
    function: fn,
    limit: more ? cardLimits.more : cardLimits.few,
  })
}
