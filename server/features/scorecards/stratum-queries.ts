import { type RawBuilder, sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import type { OwnerDb } from '#server/db/database.ts'
import { prepare } from '#server/db/prepared.ts'
import type { StratumCounts } from '#shared/scorecards/cause-rules.ts'
import type { Signal } from '#shared/scorecards/views.ts'

export interface StratumRow extends StratumCounts {
  team_id: string
  analyst_id: string
}

/** Counts by policy, queue and language what these people decided in the weeks of their signals, as rates count it. */
const strataOf = (org: unknown, signals: unknown): RawBuilder<StratumRow> => sql<StratumRow>`
  with f as materialized (
    select f.analyst_id, f.team_id, f.first::timestamp at time zone t.zone as since,
      (f.last + 7)::timestamp at time zone t.zone as until
    from json_to_recordset(${signals}::json) as f (analyst_id uuid, team_id uuid, first date, last date)
    join team t on t.org_id = ${org} and t.team_id = f.team_id
  )
  select f.team_id, f.analyst_id, s.stratum, s.code, s.n, s.x,
    coalesce(c.name_ko, k.name_ko) as "nameKo", coalesce(c.name_en, k.name_en) as "nameEn"
  from f cross join lateral (
    select case grouping(a.policy, a.queue, a.language) when 3 then 'policy' when 5 then 'queue' else 'language' end as stratum,
      coalesce(a.policy, a.queue, a.language) as code, count(*)::int as n,
      (count(*) filter (where a.outcome <> 'correct'))::int as x
    from audit a
    where a.org_id = ${org} and a.analyst_id = f.analyst_id and a.team_id = f.team_id
      and a.decided_at >= f.since and a.decided_at < f.until
      and a.kind = 'audit' and not a.targeted and a.outcome not in ('unverified', 'technical')
      and a.attributed_to is null and (a.decided_by is distinct from 'automated' or a.moderator_decision is not null)
    group by grouping sets ((a.policy), (a.queue), (a.language))
  ) s
  left join policy c on s.stratum = 'policy' and c.org_id = ${org} and c.code = s.code
  left join term_name k on k.kind = s.stratum and k.org_id = ${org} and k.code = s.code
  where s.code is not null`

const statement = prepare<{ org: string; signals: string }, StratumRow>('scorecards_strata', (db, p) => ({
  compile: () => strataOf(p.org, p.signals).compile(db),
}))

const packed = (signals: readonly Signal[]) =>
  JSON.stringify(
    signals.map(({ personId, teamId, from, to }) => ({
      ...{ analyst_id: personId, team_id: teamId, first: from, last: to },
    })),
  )

/** Returns the strata of these signals' weeks. */
export const strataOfSignals = (db: ActorDb, signals: readonly Signal[]) =>
  db.run(statement, { org: db.org, signals: packed(signals) })

/** As the owner: the same. */
export async function strataAsOwner(db: OwnerDb, org: string, signals: readonly Signal[]) {
  return (await strataOf(org, packed(signals)).execute(db)).rows
}
