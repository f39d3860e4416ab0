import { sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import { namedLimit, type SearchTerms } from '#shared/search/rules.ts'

interface FoundRow {
  audit_id: string
  team_id: string
  analyst_id: string
  analyst_name: string
  case_ref: string
  reference: string
  policy: string
  decided_at: string
}

const foundStatement = prepare<{ org: string; number: string }, FoundRow>('audits_found', (db, p) => ({
  compile: () =>
    sql<FoundRow>`select a.audit_id, a.team_id, a.analyst_id, x.name as analyst_name, a.case_ref, a.reference, a.policy,
        a.decided_at
      from audit a join person x on x.org_id = a.org_id and x.person_id = a.analyst_id
      where a.org_id = ${p.org}
        and a.audit_id = any (array(select app.find_cases(${p.number}, ${sql.lit(namedLimit)})))
      order by a.decided_at desc, a.audit_id`.compile(db),
}))

/** Returns cases whose number begins or ends with what was typed, the newest first. */
export const casesFound = (db: ActorDb, { number }: SearchTerms): Promise<FoundRow[]> =>
  db.run(foundStatement, { org: db.org, number })
