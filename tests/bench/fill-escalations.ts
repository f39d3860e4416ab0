import pg from 'pg'
import { withOwner } from '#server/db/database.ts'
import { makeOrg, makePerson, makeTeam, type TestPerson } from '#tests/support/people.ts'

export interface FilledEscalations {
  org: string
  /** Where the events are: they are listed and raised there. */
  team: string
  lead: TestPerson
  /** Of both teams. */
  manager: TestPerson
}

const eventsEach = 10
const open = 40

/**
 * A team with `events` events of escalations, ten each, over two years; forty are open and have a clock that runs. A second
 * team under the same manager has `toDecide` requests that wait, the number of each as the end of its ids.
 */
export async function fillEscalations(
  { ownerUrl, superUrl }: { ownerUrl: string; superUrl: string },
  { events, toDecide }: { events: number; toDecide: number },
): Promise<FilledEscalations> {
  const people = await withOwner(ownerUrl, async (db) => {
    const org = await makeOrg(db, `Bench of ${events} events`)
    const unit = await makeTeam(db, org, { name: 'Unit' })
    const member = (role: 'lead' | 'analyst' | 'manager', teamId: string) =>
      makePerson(db, org, { memberships: [{ role, teamId }] })
    const team = await makeTeam(db, org, { name: 'Listed', parentId: unit })
    const other = await makeTeam(db, org, { name: 'Decided', parentId: unit })
    const policy = await makePerson(db, org, { memberships: [{ role: 'partner', function: 'policy' }] })
    return {
      ...{ org, team, other, policy },
      lead: await member('lead', team),
      analyst: await member('analyst', team),
      manager: await member('manager', unit),
      otherLead: await member('lead', other),
      otherAnalyst: await member('analyst', other),
    }
  })
  const { org, team, lead, analyst, manager } = people
  // As the superuser without foreign-key triggers: it is right by construction.
  const url = new URL(superUrl)
  url.pathname = '/dure'
  const pool = new pg.Pool({
    connectionString: url.href,
    max: 1,
    options: '-c session_replication_role=replica -c timezone=UTC',
  })
  const escalations = Math.floor(events / eventsEach)
  const all = { org, team, raiser: analyst.personId, lead: lead.personId }
  const step = 20_000
  for (let from = 0; from < escalations; from += step)
    await pool.query(listed(from, Math.min(from + step, escalations), escalations), Object.values(all))
  await pool.query(clocksOfOpen, [org])
  const waiting = {
    org,
    team: people.other,
    raiser: people.otherAnalyst.personId,
    lead: people.otherLead.personId,
    last: toDecide,
  }
  await pool.query(toBeDecided, Object.values(waiting))
  await pool.end()
  return { org, team, lead, manager }
}

const idOf = (kind: string, number: string) =>
  `('00000000-0000-4000-${kind}-' || lpad(to_hex(${number}), 12, '0'))::uuid`
const columns = `org_id, escalation_id, team_id, raiser_id, kind, severity, status, function, summary, zone, holder_id,
  claimed_at, created_at, submitted_at, changed_at, resolved_at, resolution`

/** From one number up to another, not included; the newest forty of `count` are open. */
function listed(from: number, to: number, count: number): string {
  return `with made as (
      select i, ${idOf('a000', 'i')} as id, i >= ${count - open} as open,
        now() - make_interval(secs => (${count} - i) * 63072000.0 / ${count}) as at
      from generate_series(${from}, ${to - 1}) i
    ), escalations as (
      insert into escalation (${columns})
      select $1::uuid, id, $2::uuid, $3::uuid, 'policy_gap', (array['P1', 'P2', 'P3'])[1 + i % 3],
        case when open then 'in_progress' else 'closed' end, 'policy', 'The rule says nothing about satire ' || i,
        'Asia/Seoul', $4::uuid, at, at, at, at + interval '1 day',
        case when not open then at + interval '1 day' end, case when not open then 'The rule was made clearer.' end
      from made
    ), parties as (
      insert into escalation_party (org_id, escalation_id, person_id) select $1::uuid, id, p from made,
        unnest(array[$3::uuid, $4::uuid]) p
    )
    insert into escalation_event (org_id, event_id, escalation_id, kind, at, actor_id, words, child_safety)
    select $1::uuid, gen_random_uuid(), id, case n when 0 then 'raised' else 'commented' end,
      at + make_interval(hours => n), $4::uuid, case when n > 0 then 'Word number ' || n end, false
    from made, generate_series(0, ${eventsEach - 1}) n`
}

const clockColumns = 'org_id, escalation_id, kind, started_at, risk_at, due_at, chain_at'
const times = `now(), now() + interval '20 days', now() + interval '30 days', now() + interval '40 days'`
const clocksOfOpen = `insert into escalation_clock (${clockColumns})
  select org_id, escalation_id, 'decide', ${times} from escalation where org_id = $1 and status <> 'closed'`

const toBeDecided = `with made as (
    select ${idOf('8001', 'i')} as id, ${idOf('8002', 'i')} as request, i from generate_series(0, $5::int) i
  ), escalations as (
    insert into escalation (${columns})
    select $1::uuid, id, $2::uuid, $3::uuid, 'policy_gap', 'P2', 'awaiting_approval', 'policy', 'A rule for satire ' || i,
      'Asia/Seoul', $4::uuid, now(), now(), now(), now(), null, null
    from made
  ), parties as (
    insert into escalation_party (org_id, escalation_id, person_id) select $1::uuid, id, p from made,
      unnest(array[$3::uuid, $4::uuid]) p
  ), clocks as (
    insert into escalation_clock (${clockColumns}) select $1::uuid, id, 'decide', ${times} from made
  )
  insert into escalation_request (org_id, request_id, escalation_id, author_id, question, recommendation, if_approved,
    if_rejected, content_version, child_safety)
  select $1::uuid, request, id, $4::uuid, 'May it stay up?', 'Yes: it mocks the speaker.', 'It stays up.',
    'It is taken down.', 1, false
  from made`
