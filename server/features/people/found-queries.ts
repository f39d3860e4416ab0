import { sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import { formerMember } from '#shared/people/former-member.ts'
import { foundLimit, type SearchTerms } from '#shared/search/rules.ts'

interface CalledRow {
  person_id: string
  name: string
  /** In which they are analysts today, of those that the actor leads. */
  teams: string[]
}

const calledStatement = prepare<{ org: string; pattern: string; everybody: boolean }, CalledRow>(
  'people_called',
  (db, p) => ({
    compile: () =>
      sql<CalledRow>`select x.person_id, x.name, coalesce(led.teams, '{}') as teams
        from person x
        left join (select m.person_id, array_agg(m.team_id) as teams from app.membership_today m
          where m.org_id = ${p.org} and m.role = 'analyst' and m.team_id = any ((select app.visible_teams('lead'))::uuid[])
          group by m.person_id) led on led.person_id = x.person_id
        where x.org_id = ${p.org} and x.person_id <> ${sql.lit(formerMember.personId)}::uuid
          and (${p.everybody}::boolean or led.teams is not null)
          and normalize(x.name, nfc) ~* ${p.pattern}
        order by x.name, x.person_id limit ${sql.lit(foundLimit)}`.compile(db),
  }),
)

/** Returns people whose names have these words: all of whom the actor leads, or of everybody whose name they know. */
export const peopleCalled = (
  db: ActorDb,
  { pattern, everybody }: Pick<SearchTerms, 'pattern'> & { everybody: boolean },
): Promise<CalledRow[]> => db.run(calledStatement, { org: db.org, pattern, everybody })
