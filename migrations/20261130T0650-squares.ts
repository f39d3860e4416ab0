import { type Kysely, type RawBuilder, sql } from 'kysely'

/**
 * Rollups keep the squares of the weights of right decisions, so that the range of a weighted rate follows from the variance of
 * the rate and not from the spread of the weights alone. What an audit adds to its analyst's rollups is written once, for a
 * verification that changes and for an error that turns out to be somebody else's.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  for (const { table } of rollups) {
    await sql`alter table ${sql.table(table)} add column w2_correct float8 not null default 0`.execute(db)
    await sql`grant update (w2_correct) on ${sql.table(table)} to dure_app`.execute(db)
  }
  await replaceView(
    db,
    sql`, j.audit_id, case j.outcome when 'correct' then r.weight ^ 2 else 0 end as w2_correct`,
  )
  for (const { table, keys, whose } of rollups) {
    const same = keys.map((key) => `d.${key} = c.${key}`).join(' and ')
    await sql`update ${sql.table(table)} d set w2_correct = c.w2_correct
      from (select ${sql.raw(keys.join(', '))}, sum(w2_correct) as w2_correct from app.audit_counted
        where drawn > 0 and ${sql.raw(whose)} group by ${sql.raw(keys.join(', '))}) c
      where ${sql.raw(same)}`.execute(db)
  }
  await sql`create function app.count_own(audit uuid, sign int) returns void
    language plpgsql set search_path = pg_catalog, public as $$
    declare c record;
    begin
      for c in select * from app.audit_counted v
        where v.org_id = app.org() and v.audit_id = count_own.audit and v.own and not v.machine loop
        ${moveOwn(counted)}
      end loop;
    end $$`.execute(db)
  await sql`revoke all on function app.count_own(uuid, int) from public`.execute(db)
  await replaceFunctions(db, {
    attribution: sql`if sign < 0 then perform app.count_own(audit, sign); end if;
      update audit a set attributed_to = cause, version = a.version + 1
      where a.org_id = before.org_id and a.audit_id = before.audit_id;
      if sign > 0 then perform app.count_own(audit, sign); end if;`,
    variables: sql`before audit; sign int;`,
    own: sql`perform app.count_own(audit, sign);`,
    ofOwn: sql``,
    names: counted,
  })
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await replaceFunctions(db, {
    attribution: sql`update audit a set attributed_to = cause, version = a.version + 1
      where a.org_id = before.org_id and a.audit_id = before.audit_id;
      if sign = 0 then return; end if;
      for c in select * from app.audit_counted v
        where v.org_id = before.org_id and v.audit_id = before.audit_id and not v.machine loop
        ${moveOwn(countedBefore)}
      end loop;`,
    variables: sql`before audit; sign int; c record;`,
    own: sql``,
    ofOwn: sql`if c.own and not c.machine then ${moveOwn(countedBefore)} end if;`,
    names: countedBefore,
  })
  await sql`drop function app.count_own(uuid, int)`.execute(db)
  await sql`drop view app.audit_counted`.execute(db)
  await replaceView(db, sql`, j.audit_id`)
  for (const { table } of rollups)
    await sql`alter table ${sql.table(table)} drop column w2_correct`.execute(db)
}

const rollups = [
  {
    table: 'audit_day',
    keys: ['org_id', 'team_id', 'analyst_id', 'day'],
    whose: 'not machine and own',
  },
  {
    table: 'audit_week',
    keys: ['org_id', 'team_id', 'analyst_id', 'week', 'policy'],
    whose: 'not machine and own',
  },
  { table: 'audit_team_week', keys: ['org_id', 'team_id', 'week', 'policy'], whose: 'not machine' },
  { table: 'audit_machine_week', keys: ['org_id', 'team_id', 'week', 'policy'], whose: 'machine' },
]
const countedBefore = [
  ...['n', 'correct', 'missed', 'over_enforced', 'unverified', 'acted', 'unsided', 'drawn', 'w', 'w2'],
  ...['w_correct', 'w_missed', 'w_over_enforced', 'w_acted', 'w2_missed', 'w2_over_enforced', 'w2_acted'],
]
const counted = [...countedBefore, 'w2_correct']
const addedTo = (names: readonly string[]) =>
  sql.join(
    names.map((name) => sql`${sql.ref(name)} = ${sql.ref(`d.${name}`)} + sign * ${sql.ref(`c.${name}`)}`),
  )

/** Adds a counted audit `c` to the day and then to the week of its analyst, or takes it out of them. */
function moveOwn(names: readonly string[]): RawBuilder<unknown> {
  const columns = sql.join(names.map((name) => sql.ref(name)))
  const values = sql.join(names.map((name) => sql.ref(`c.${name}`)))
  return sql`update audit_day d set ${addedTo(names)}
        where d.org_id = c.org_id and d.team_id = c.team_id and d.analyst_id = c.analyst_id and d.day = c.day;
        if not found and sign > 0 then
          insert into audit_day (org_id, team_id, analyst_id, day, ${columns})
          values (c.org_id, c.team_id, c.analyst_id, c.day, ${values});
        end if;
        update audit_week d set ${addedTo(names)}
        where d.org_id = c.org_id and d.team_id = c.team_id and d.analyst_id = c.analyst_id and d.week = c.week
          and d.policy = c.policy;
        if not found and sign > 0 then
          insert into audit_week (org_id, team_id, analyst_id, week, policy, ${columns})
          values (c.org_id, c.team_id, c.analyst_id, c.week, c.policy, ${values});
        end if;`
}

interface Parts {
  variables: RawBuilder<unknown>
  attribution: RawBuilder<unknown>
  /** The statements for the analyst's rollups: before the loop over what is counted, or in it. */
  own: RawBuilder<unknown>
  ofOwn: RawBuilder<unknown>
  names: readonly string[]
}

/** Makes both functions that move counts, in the order in which every other writer takes the rollups: days, weeks, team weeks, machines. */
async function replaceFunctions(db: Kysely<unknown>, parts: Parts): Promise<void> {
  await sql`create or replace function app.attribute_error(audit uuid, cause text) returns void
    language plpgsql security definer set search_path = pg_catalog, public as $$
    declare ${parts.variables}
    begin
      select a.* into before from audit a where a.org_id = app.org() and a.audit_id = attribute_error.audit
        and a.outcome in ('missed', 'over_enforced', 'other_error') and a.analyst_id <> app.actor()
        and (a.team_id = any (app.visible_teams('lead')) or a.audit_id = any (app.decidable('audit')))
        for update;
      if not found or before.attributed_to is not distinct from cause then return; end if;
      sign := case when before.attributed_to is null then -1 when cause is null then 1 else 0 end;
      ${parts.attribution}
    end $$`.execute(db)
  await sql`create or replace function app.count_audit(audit uuid, sign int) returns void
    language plpgsql security definer set search_path = pg_catalog, public as $$
    declare c record;
    begin
      ${parts.own}
      for c in select * from app.audit_counted v
        where v.org_id = app.org() and v.audit_id = count_audit.audit order by v.machine loop
        ${parts.ofOwn}
        -- What its team or its machines count of it was there before, whosever the error was.
        if c.machine then
          update audit_machine_week d set ${addedTo(parts.names)}
          where d.org_id = c.org_id and d.team_id = c.team_id and d.week = c.week and d.policy = c.policy;
        else
          update audit_team_week d set ${addedTo(parts.names)}
          where d.org_id = c.org_id and d.team_id = c.team_id and d.week = c.week and d.policy = c.policy;
        end if;
      end loop;
    end $$`.execute(db)
}

/** Makes the view of what each audit counts; columns that are added come last, as a view that is replaced asks for. */
async function replaceView(db: Kysely<unknown>, last: RawBuilder<unknown>): Promise<void> {
  await sql`create or replace view app.audit_counted with (security_invoker = true) as
    select j.org_id, j.team_id, j.analyst_id, j.policy, j.day, j.week, j.machine, j.own,
      r.rated::int as n, (j.outcome = 'correct')::int as correct, (j.outcome = 'missed')::int as missed,
      (j.outcome = 'over_enforced')::int as over_enforced, (j.outcome = 'unverified')::int as unverified,
      (j.outcome = 'correct' and j.acted is true)::int as acted,
      (j.outcome = 'correct' and j.acted is null)::int as unsided,
      (r.weight > 0)::int as drawn, r.weight as w, r.weight ^ 2 as w2,
      case j.outcome when 'correct' then r.weight else 0 end as w_correct,
      case j.outcome when 'missed' then r.weight else 0 end as w_missed,
      case j.outcome when 'over_enforced' then r.weight else 0 end as w_over_enforced,
      case when j.outcome = 'correct' and j.acted then r.weight else 0 end as w_acted,
      case j.outcome when 'missed' then r.weight ^ 2 else 0 end as w2_missed,
      case j.outcome when 'over_enforced' then r.weight ^ 2 else 0 end as w2_over_enforced,
      case when j.outcome = 'correct' and j.acted then r.weight ^ 2 else 0 end as w2_acted${last}
    from app.audit_judged j cross join lateral (
      select j.outcome not in ('unverified', 'technical') as rated,
        case when j.outcome in ('unverified', 'technical') then 0 else coalesce(1 / j.chance, 0) end as weight) r`.execute(
    db,
  )
}
