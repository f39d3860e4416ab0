import { sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import { namedLimit, type SearchTerms } from '#shared/search/rules.ts'
import { escalationColumns } from './column-queries.ts'
import type { Known } from './queries.ts'

const foundStatement = prepare<{ org: string; word: string; pattern: string }, Known>(
  'escalations_found',
  (db, p) => ({
    compile: () =>
      sql<Known>`select ${escalationColumns}, coalesce((select jsonb_agg(jsonb_build_object('fromId', a.from_id, 'role', a.role))
        from app.acting() a where a.team_id = e.team_id), '[]') as acting
      from escalation e
      where e.org_id = ${p.org} and e.escalation_id = any (
        array(select app.find_escalations(${p.word}, ${p.pattern}, ${sql.lit(namedLimit)})))
      order by e.changed_at desc, e.escalation_id`.compile(db),
  }),
)

/** Returns the escalations with these words that changed last. */
export const escalationsFound = (db: ActorDb, { word, pattern }: SearchTerms): Promise<Known[]> =>
  db.run(foundStatement, { org: db.org, word, pattern })
