import { sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import { foundLimit, namedLimit, type SearchTerms } from '#shared/search/rules.ts'

interface FoundRow {
  audit_id: string
  team_id: string
  analyst_id: string
  analyst_name: string
  case_ref: string
  reference: string
  policy: string
  queue: string | null
  decided_at: string
}

interface Params {
  org: string
  me: string
  /** The teams that the actor leads. */
  teams: string
  number: string
  exact: string
  pattern: string
}

/** Policies and queues whose code, or name in either language, has what was typed; of a code also with blanks for its signs. */
const hasPattern = (alias: string, pattern: string) =>
  sql`(${sql.ref(`${alias}.code`)} ~* ${pattern} or translate(${sql.ref(`${alias}.code`)}, '-_.:/', '     ') ~* ${pattern}
    or normalize(${sql.ref(`${alias}.name_ko`)}, nfc) ~* ${pattern} or normalize(${sql.ref(`${alias}.name_en`)}, nfc) ~* ${pattern})`

/** Names that are looked up for cases. */
const namesSought = 20

/** The newest cases of a policy or a queue in each team that the actor leads. */
const newestOf = (column: 'policy' | 'queue', p: Params) =>
  sql`select c.audit_id from unnest(${p.teams}::uuid[]) t (team_id) cross join n cross join lateral (
      select b.audit_id from audit b where b.org_id = ${p.org} and b.team_id = t.team_id and ${sql.ref(`b.${column}`)} = n.code
      order by b.decided_at desc limit ${sql.lit(foundLimit)}) c where n.kind = ${sql.lit(column)}`

const codesOf = (kind: 'policy' | 'queue') => sql`array(select code from n where kind = ${sql.lit(kind)})`

/** The actor's own newest cases, of all the policies and queues together: one pass over them, and none without a name. */
const newestOwn = (p: Params) =>
  sql`(select b.audit_id from audit b where exists (select from n) and b.org_id = ${p.org} and b.analyst_id = ${p.me}
      and (b.policy = any (${codesOf('policy')}) or b.queue = any (${codesOf('queue')}))
      order by b.decided_at desc limit ${sql.lit(foundLimit)})`

const foundStatement = prepare<Params, FoundRow>('audits_found', (db, p) => ({
  compile: () =>
    sql<FoundRow>`with n as materialized (
        select * from (select 'policy' as kind, y.code from policy y
            where y.org_id = ${p.org} and ${hasPattern('y', p.pattern)} limit ${sql.lit(namesSought)}) y
        union all
        select * from (select q.kind, q.code from term_name q where q.org_id = ${p.org} and q.kind = 'queue'
            and ${hasPattern('q', p.pattern)} limit ${sql.lit(namesSought)}) q),
      numbered as materialized (select app.find_cases(${p.number}, ${sql.lit(namedLimit)}) as audit_id
        union select b.audit_id from audit b where b.org_id = ${p.org} and b.reference = ${p.exact})
      select a.audit_id, a.team_id, a.analyst_id, x.name as analyst_name, a.case_ref, a.reference, a.policy, a.queue,
        a.decided_at
      from audit a join person x on x.org_id = a.org_id and x.person_id = a.analyst_id
      where a.org_id = ${p.org} and a.audit_id = any (array(select audit_id from numbered
        union ${newestOf('policy', p)} union ${newestOf('queue', p)} union ${newestOwn(p)}))
      order by a.audit_id in (select audit_id from numbered) desc, a.decided_at desc, a.audit_id`.compile(db),
}))

/**
 * Returns cases by what was typed: those whose number begins or ends with it or whose reference it is, and then the newest
 * whose policy or queue has it in its name.
 */
export const casesFound = (
  db: ActorDb,
  { number, exact, pattern }: SearchTerms,
  teams: readonly string[],
): Promise<FoundRow[]> =>
  db.run(foundStatement, {
    ...{ org: db.org, me: db.person, teams: `{${teams.join(',')}}`, number, exact, pattern },
  })
