import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { decideApart, requestStateAt } from '#shared/administration/request-rules.ts'
import { type Actor, can, type RetentionFacts } from '#shared/policy.ts'
import { ofOrg, type PolicyDatabase } from '#tests/support/policy-world/database.ts'
import { type Generator, rowCount } from '#tests/support/policy-world/generator.ts'
import type { Pick, Row, TablesPart } from '#tests/support/policy-world/part.ts'

/** The team and every team above it. */
function placesOf({ rows }: PolicyDatabase, org: string, teamId: string | null): string[] {
  const places: string[] = []
  for (let next = teamId; next !== null && !places.includes(next); ) {
    const found = rows.team.find(({ org_id, team_id }) => org_id === org && team_id === next)
    places.push(next)
    next = found?.parent_id ?? null
  }
  return places
}

/** Who manages from there, now or by a role that is to begin, and not from where the team stands. */
function newReaders(
  world: PolicyDatabase,
  org: string,
  move: { teamId: string; below: string | null },
): string[] {
  const zone = world.rows.org.find(({ org_id }) => org_id === org)?.zone ?? 'UTC'
  const today = Temporal.Now.plainDateISO(zone).toString()
  const managing = (teams: readonly string[], from?: string) =>
    world.rows.membership
      .filter(
        (row) =>
          row.org_id === org &&
          row.role === 'manager' &&
          row.confirmed_at !== null &&
          teams.includes(row.team_id ?? '') &&
          (row.ends_on === null || (row.ends_on > today && row.ends_on > row.starts_on)) &&
          (from === undefined || row.starts_on <= from),
      )
      .map(({ person_id }) => person_id)
  const places = placesOf(world, org, move.teamId)
  const before = managing(places, today)
  const others = placesOf(world, org, move.below).filter((place) => !places.includes(place))
  return managing(others).filter((person) => !before.includes(person))
}

const moveFacts = (world: PolicyDatabase, row: Row<'team_move'>) => ({
  teamId: row.team_id,
  askerId: row.asked_by,
  newReaders: newReaders(world, row.org_id, { teamId: row.team_id, below: row.to_id }),
})
const waitingMoves = (world: PolicyDatabase, actor: Actor) =>
  ofOrg(world.rows.team_move, actor).filter(({ confirmed_at, declined_at }) => !confirmed_at && !declined_at)

/** A role with the team above its own. */
export function placed({ rows }: PolicyDatabase, row: Row<'membership'>) {
  const team = rows.team.find(({ org_id, team_id }) => org_id === row.org_id && team_id === row.team_id)
  return { role: row.role, teamId: row.team_id, parentId: team?.parent_id ?? null }
}

const openRequest = (actor: Actor, pick: Pick, world: PolicyDatabase) =>
  pick(ofOrg(world.rows.address_request, actor).filter(({ outcome }) => outcome === null))

/** One that waits for each team, and some that were confirmed or declined. */
const moveRows = ({ org, teams, parents, people, id, pick, ago }: Generator) => ({
  team_move: teams.flatMap((team_id, number) =>
    ([null, 'confirmed', 'declined'] as const).map((how, kind) => {
      const [asked_by = null, decided_by = null] = [people[number], people[number + 5]]
      return {
        ...{ org_id: org, move_id: id('move', number * 3 + kind), team_id, asked_by, asked_at: ago(60) },
        from_id: parents[number] ?? null,
        // Not below itself: a team above or beside, by the generator's own order.
        to_id: pick([null, ...teams.slice(0, number), ...teams.slice(4)].filter((to) => to !== team_id)),
        confirmed_by: how === 'confirmed' ? decided_by : null,
        confirmed_at: how === 'confirmed' ? ago(30) : null,
        declined_by: how === 'declined' ? decided_by : null,
        declined_at: how === 'declined' ? ago(30) : null,
      }
    }),
  ),
})

const addressRows = ({ org: org_id, index, people, id, random, ago, other }: Generator) => ({
  address_request: people.map((person_id, number) => {
    const open = random() < 0.7
    return {
      ...{ org_id, person_id, request_id: id('address', number) },
      email: `asked-${index}-${person_id}@example.org`,
      ...(open ? {} : { outcome: 'declined' as const, decided_by: other(person_id), decided_at: ago(1) }),
    }
  }),
})

/** On people and on teams, open and ended, of which some are not told. */
const holdRows = ({ org: org_id, people, teams, id, pick, random, ago, day, other }: Generator) => ({
  legal_hold: [...people, ...teams].map((on, number) => {
    const isPerson = number < people.length
    const ended = random() < 0.4
    return {
      ...{ org_id, hold_id: id('hold', number), reason: 'a claim before the court', review_on: day(20) },
      ...(isPerson
        ? { person_id: on, team_id: null, from_on: null, until_on: null }
        : { person_id: null, team_id: on, from_on: day(-100), until_on: day(-20) }),
      untold_reason: random() < 0.4 ? 'an inquiry is under way' : null,
      ...{ placed_by: pick(people), placed_at: ago(900) },
      ...(ended
        ? { ended_by: isPerson ? other(on) : pick(people), ended_at: ago(5) }
        : { ended_by: null, ended_at: null }),
    }
  }),
  retention_period: ['coaching', 'reviews'].map((kind, number) => ({
    ...{ org_id, kind, days: 400 + number, changed_by: people[number] ?? null },
  })),
})

/** Whether a hold on a team is on the person: they were in it in those days. */
const isOn = ({ rows }: PolicyDatabase, hold: Row<'legal_hold'>, personId: string) =>
  hold.person_id === personId ||
  rows.membership.some(
    (row) =>
      row.org_id === hold.org_id &&
      row.team_id === hold.team_id &&
      hold.team_id !== null &&
      row.person_id === personId &&
      row.starts_on <= (hold.until_on ?? '') &&
      (row.ends_on === null || row.ends_on > (hold.from_on ?? '')),
  )

/** Minutes ago; more of those that wait than of those that are over. */
const spans = [
  { asked: 30, counted: true },
  { asked: 30, counted: true },
  { asked: 30, counted: true },
  { asked: 30, counted: false },
  { asked: 20_000, counted: true },
  { asked: 40, counted: true, confirmed: 30 },
  { asked: 40, counted: true, confirmed: 30, done: 20 },
  { asked: 40, counted: true, ended: 10 },
] as const

const requestRows = ({
  org: org_id,
  people,
  teams,
  memberships,
  id,
  many,
  pick,
  other,
  ago,
  random,
}: Generator) => {
  const admins = people.filter((person) => memberships.get(person)?.some(({ role }) => role === 'admin'))
  return {
    retention_request: many(rowCount * 2, (number) => {
      const asked_by = pick(admins.length > 0 && random() < 0.8 ? admins : people)
      const what = pick(['erasure', 'erasure', 'hold_end', 'period'] as const)
      const isOnTeam = what === 'hold_end' && number % (people.length + teams.length) >= people.length
      const person_id = what === 'period' || isOnTeam ? null : other(asked_by)
      const third = pick(people.filter((person) => person !== asked_by && person !== person_id))
      const span: { asked: number; counted: boolean; confirmed?: number; ended?: number; done?: number } =
        pick(spans)
      const { asked, counted, confirmed, ended, done } = span
      return {
        ...{ org_id, request_id: id('retention request', number), what, person_id, asked_by },
        hold_id: what === 'hold_end' ? id('hold', number % (people.length + teams.length)) : null,
        ...(what === 'period' ? { kind: 'coaching', days: 500 } : { kind: null, days: null }),
        ...{ reason: 'a reason of the test', asked_at: ago(asked) },
        counts: counted ? '[]' : null,
        counted_at: counted ? ago(asked) : null,
        confirmed_by: confirmed === undefined ? null : third,
        confirmed_at: confirmed === undefined ? null : ago(confirmed),
        ended_by: ended === undefined ? null : pick([third, asked_by]),
        ended_at: ended === undefined ? null : ago(ended),
        done_at: done === undefined ? null : ago(done),
      }
    }),
  }
}

/** Returns whether it is about a hold on a team that the actor was in, in its days. */
const isConcerned = (world: PolicyDatabase, actor: Actor, holdId: string | null) =>
  ofOrg(world.rows.legal_hold, actor).some(
    (hold) => hold.hold_id === holdId && hold.person_id === null && isOn(world, hold, actor.person),
  )

function administratorRoles({ rows }: PolicyDatabase, actor: Actor) {
  const zone = rows.org.find(({ org_id }) => org_id === actor.org)?.zone ?? 'UTC'
  const startOf = (day: string) =>
    Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant().toString({ smallestUnit: 'millisecond' })
  return ofOrg(rows.membership, actor).flatMap((row) =>
    row.role !== 'admin' || row.confirmed_at === null
      ? []
      : {
          ...{ personId: row.person_id, giverId: row.given_by, confirmerId: row.confirmed_by },
          since: [startOf(row.starts_on), new Date(row.confirmed_at).toISOString()].toSorted().at(-1) ?? '',
          until: row.ends_on === null ? null : startOf(row.ends_on),
        },
  )
}

const requestFacts = (
  world: PolicyDatabase,
  actor: Actor,
  row: Row<'retention_request'>,
): RetentionFacts => ({
  ...{ personId: row.person_id, askerId: row.asked_by, counted: row.counts !== null },
  concerned: isConcerned(world, actor, row.hold_id),
  apart: decideApart(
    {
      ...{ askerId: row.asked_by, confirmerId: actor.person },
      askedAt: new Date(row.asked_at).toISOString(),
    },
    administratorRoles(world, actor),
  ),
  state: requestStateAt(
    {
      ...{ askerId: row.asked_by, askedAt: row.asked_at, confirmedAt: row.confirmed_at },
      ...{ endedAt: row.ended_at, endedById: row.ended_by, doneAt: row.done_at },
      waitingAt: null,
    },
    Date.now(),
  ),
})

export const part: TablesPart = {
  rows: (generator) => ({
    ...moveRows(generator),
    ...addressRows(generator),
    ...holdRows(generator),
    ...requestRows(generator),
  }),
  readers: {
    team_move: [
      'move_id',
      (actor, row) =>
        can(actor, 'team.seeMove', { teamId: row.team_id, confirmed: row.confirmed_at !== null }),
    ],
    legal_hold: [
      'hold_id',
      (actor, row, world) =>
        can(actor, 'hold.read', {
          onHold: isOn(world, row, actor.person),
          notified: row.untold_reason === null,
        }),
    ],
    retention_period: ['kind', () => true],
    retention_request: [
      'request_id',
      (actor, { person_id }) => can(actor, 'retention.see', { personId: person_id }),
    ],
    address_request: [
      'request_id',
      (actor, { person_id }) => can(actor, 'address.read', { personId: person_id }),
    ],
  },
  writes: {
    'retention.ask': (actor, pick, world) => {
      const { person_id } = pick([...ofOrg(world.rows.person, actor), { person_id: actor.person }])
      return {
        expected: can(actor, 'retention.ask', { personId: person_id, concerned: false }),
        statement: (db) =>
          sql`insert into retention_request (org_id, request_id, what, person_id, reason, asked_by)
          values (${actor.org}, ${uuidv7()}, 'erasure', ${person_id}, 'a reason of the test', ${actor.person})`.execute(
            db,
          ),
      }
    },
    'retention.ask, the end of a hold': (actor, pick, world) => {
      const { hold_id, person_id } = pick(
        ofOrg(world.rows.legal_hold, actor).filter(({ ended_at }) => ended_at === null),
      )
      return {
        expected: can(actor, 'retention.ask', {
          ...{ personId: person_id, concerned: isConcerned(world, actor, hold_id) },
        }),
        statement: (db) =>
          sql`insert into retention_request (org_id, request_id, what, hold_id, reason, asked_by)
          values (${actor.org}, ${uuidv7()}, 'hold_end', ${hold_id}, 'a reason of the test', ${actor.person})`.execute(
            db,
          ),
      }
    },
    'retention.ask, a period': (actor) => ({
      expected: can(actor, 'retention.ask', { personId: null, concerned: false }),
      statement: (db) =>
        sql`insert into retention_request (org_id, request_id, what, kind, days, reason, asked_by)
        values (${actor.org}, ${uuidv7()}, 'period', 'coaching', 600, 'a reason of the test', ${actor.person})`.execute(
          db,
        ),
    }),
    'retention.confirm': (actor, pick, world) => {
      const row = pick(
        ofOrg(world.rows.retention_request, actor).filter(
          ({ confirmed_at, ended_at }) => !confirmed_at && !ended_at,
        ),
      )
      return {
        expected: can(actor, 'retention.confirm', requestFacts(world, actor, row)),
        statement: (db) =>
          sql`update retention_request set confirmed_at = now(), confirmed_by = ${actor.person}
          where request_id = ${row.request_id}`.execute(db),
      }
    },
    'retention.end': (actor, pick, world) => {
      const row = pick(ofOrg(world.rows.retention_request, actor))
      return {
        expected: can(actor, 'retention.end', requestFacts(world, actor, row)),
        statement: (db) =>
          sql`update retention_request set ended_at = now(), ended_by = ${actor.person}
          where request_id = ${row.request_id}`.execute(db),
      }
    },
    'people.administer, a legal hold': (actor, pick, world) => {
      const { person_id } = pick([...ofOrg(world.rows.person, actor), { person_id: actor.person }])
      return {
        expected: can(actor, 'people.administer', {}),
        statement: (db) =>
          sql`insert into legal_hold (org_id, hold_id, person_id, reason, review_on, placed_by)
          values (${actor.org}, ${uuidv7()}, ${person_id}, 'a claim before the court', '2035-01-01', ${actor.person})`.execute(
            db,
          ),
      }
    },
    'team.move': (actor, pick, world) => {
      const teams = ofOrg(world.rows.team, actor)
      const { team_id: teamId, parent_id } = pick(teams)
      const below = pick([null, ...teams.map(({ team_id }) => team_id)].filter((id) => id !== parent_id))
      return {
        expected: can(actor, 'team.move', { newReaders: newReaders(world, actor.org, { teamId, below }) }),
        statement: (db) => sql`update team set parent_id = ${below} where team_id = ${teamId}`.execute(db),
      }
    },
    'team.move, asked for': (actor, pick, world) => {
      const { team_id } = pick(ofOrg(world.rows.team, actor))
      return {
        expected: can(actor, 'people.administer', {}),
        statement: (db) =>
          sql`insert into team_move (org_id, move_id, team_id, asked_by, confirmed_at, declined_at)
          values (${actor.org}, ${uuidv7()}, ${team_id}, ${actor.person}, now(), null)
          on conflict do nothing returning 1`
            .execute(db)
            // The team may have one that waits already.
            .then(() => ({ numAffectedRows: 1n })),
      }
    },
    'team.confirmMove': (actor, pick, world) => {
      const row = pick(waitingMoves(world, actor))
      return {
        expected: can(actor, 'team.confirmMove', moveFacts(world, row)),
        statement: (db) =>
          sql`update team_move set confirmed_at = now(), confirmed_by = ${actor.person}
          where move_id = ${row.move_id}`.execute(db),
      }
    },
    'team.declineMove': (actor, pick, world) => {
      const row = pick(waitingMoves(world, actor))
      return {
        expected: can(actor, 'team.declineMove', { teamId: row.team_id }),
        statement: (db) =>
          sql`update team_move set declined_at = now(), declined_by = ${actor.person}
          where move_id = ${row.move_id}`.execute(db),
      }
    },
    'address.confirm': (actor, pick, world) => {
      const { request_id, person_id, email } = openRequest(actor, pick, world)
      return {
        expected: can(actor, 'address.confirm', { personId: person_id }),
        async statement(db) {
          const { rows } = await sql<{
            outcome: string
          }>`select app.confirm_address(${request_id}, ${email}) as outcome`.execute(db)
          return { numAffectedRows: rows[0]?.outcome === 'moved' ? 1n : 0n }
        },
      }
    },
    'address.confirm, declined': (actor, pick, world) => {
      const { request_id, person_id } = openRequest(actor, pick, world)
      return {
        expected: can(actor, 'address.confirm', { personId: person_id }),
        statement: (db) =>
          sql`update address_request set outcome = 'declined' where request_id = ${request_id}`.execute(db),
      }
    },
    'address.read, withdrawn': (actor, pick, world) => {
      const { request_id, person_id } = pick([
        openRequest(actor, pick, world),
        ...ofOrg(world.rows.address_request, actor).filter(
          (row) => row.person_id === actor.person && row.outcome === null,
        ),
      ])
      return {
        expected: person_id === actor.person,
        statement: (db) =>
          sql`update address_request set outcome = 'withdrawn' where request_id = ${request_id}`.execute(db),
      }
    },
    'address.read, asked for': (actor, pick, world) => {
      const { person_id } = pick([
        ...ofOrg(world.rows.person, actor).slice(0, 3),
        { person_id: actor.person },
      ])
      return {
        expected: person_id === actor.person,
        async statement(db) {
          await sql`update address_request set outcome = 'withdrawn'
            where person_id = ${actor.person} and outcome is null`.execute(db)
          return await sql`insert into address_request (org_id, request_id, person_id, email)
            values (${actor.org}, ${uuidv7()}, ${person_id}, 'x@example.org')`.execute(db)
        },
      }
    },
    'people.administer': (actor, _, world) => ({
      // A lead makes the people whom they invite.
      expected:
        can(actor, 'people.administer', {}) ||
        ofOrg(world.rows.team, actor).some(({ team_id }) => can(actor, 'team.invite', { teamId: team_id })),
      statement: (db) =>
        sql`insert into person (org_id, person_id, name) values (${actor.org}, ${uuidv7()}, 'New')`.execute(
          db,
        ),
    }),
    'people.administer, a team': (actor, pick, world) => {
      const { team_id } = pick(ofOrg(world.rows.team, actor))
      return {
        expected: can(actor, 'people.administer', {}),
        statement: (db) =>
          sql`update team set name = ${uuidv7()}, version = version + 1 where team_id = ${team_id}`.execute(
            db,
          ),
      }
    },
    'people.administer, where a team stands': (actor, pick, world) => {
      const { team_id, parent_id } = pick(ofOrg(world.rows.team, actor))
      return {
        expected: can(actor, 'people.administer', {}),
        statement: (db) =>
          sql`update team set parent_id = ${parent_id === null ? team_id : null} where team_id = ${team_id}`.execute(
            db,
          ),
      }
    },
    'people.administer, the organisation': (actor) => ({
      expected: can(actor, 'people.administer', {}),
      statement: (db) => sql`update org set name = 'Another' where org_id = ${actor.org}`.execute(db),
    }),
    'people.administer, the offline hours': (actor) => ({
      expected: can(actor, 'people.administer', {}),
      statement: (db) => sql`update org set offline_hours = 24 where org_id = ${actor.org}`.execute(db),
    }),
    'people.administer, an invitation': (actor, pick, world) => {
      const { person_id } = pick([...ofOrg(world.rows.person, actor), { person_id: actor.person }])
      const invited = (personId: string) =>
        world.rows.sign_in.every((row) => row.org_id !== actor.org || row.person_id !== personId)
      return {
        // One's own is what accepting one may do; nobody here is without a sign-in but who was added for this.
        expected: person_id === actor.person || (can(actor, 'people.administer', {}) && invited(person_id)),
        statement: (db) =>
          sql`insert into invitation (token_hash, org_id, person_id, email, expires_at)
          values (${randomBytes(32)}, ${actor.org}, ${person_id}, 'x@example.org', now())`.execute(db),
      }
    },
    'people.administer, an invitation taken back': (actor, pick, world) => {
      const { person_id } = pick(
        ofOrg(world.rows.invitation, actor).filter(({ confirmed_at }) => confirmed_at),
      )
      return {
        expected: person_id === actor.person || can(actor, 'people.administer', {}),
        statement: (db) =>
          sql`delete from invitation where person_id = ${person_id} and confirmed_at is not null`.execute(db),
      }
    },
    'people.administer, signed out': (actor, pick, world) => {
      const { person_id } = pick(ofOrg(world.rows.session, actor))
      return {
        expected: person_id === actor.person || can(actor, 'people.administer', {}),
        statement: (db) => sql`delete from session where person_id = ${person_id}`.execute(db),
      }
    },
    'team.invite': (actor, pick, world) => {
      const { team_id } = pick(ofOrg(world.rows.team, actor))
      const person = uuidv7()
      return {
        expected: can(actor, 'team.invite', { teamId: team_id }) || can(actor, 'people.administer', {}),
        async statement(db) {
          await sql`insert into person (org_id, person_id, name) values (${actor.org}, ${person}, 'New')`.execute(
            db,
          )
          return await sql`insert into membership (org_id, membership_id, person_id, role, team_id, starts_on)
            values (${actor.org}, ${uuidv7()}, ${person}, 'analyst', ${team_id}, now())`.execute(db)
        },
      }
    },
    'team.invite, somebody who signs in': (actor, pick, world) => {
      const { person_id } = pick([...ofOrg(world.rows.person, actor), { person_id: actor.person }])
      const { team_id } = pick(ofOrg(world.rows.team, actor))
      return {
        expected: can(actor, 'people.giveRole', { personId: person_id }),
        statement: (db) =>
          sql`insert into membership (org_id, membership_id, person_id, role, team_id, starts_on)
          values (${actor.org}, ${uuidv7()}, ${person_id}, 'analyst', ${team_id}, now())`.execute(db),
      }
    },
    'people.giveRole': (actor, pick, world) => {
      const { person_id } = pick([...ofOrg(world.rows.person, actor), { person_id: actor.person }])
      const { team_id } = pick(ofOrg(world.rows.team, actor))
      return {
        expected: can(actor, 'people.giveRole', { personId: person_id }),
        statement: (db) =>
          sql`insert into membership (org_id, membership_id, person_id, role, team_id, starts_on)
          values (${actor.org}, ${uuidv7()}, ${person_id}, 'lead', ${team_id}, now())`.execute(db),
      }
    },
    'people.administer, a name': (actor, pick, world) => {
      const { person_id } = pick(ofOrg(world.rows.person, actor))
      return {
        expected: can(actor, 'people.administer', {}),
        async statement(db) {
          const { rows } = await sql<{
            renamed: boolean
          }>`select app.correct_name(${person_id}, 'Another name') as renamed`.execute(db)
          return { numAffectedRows: rows[0]?.renamed ? 1n : 0n }
        },
      }
    },
    'people.confirm': (actor, pick, world) => {
      const row = pick(
        ofOrg(world.rows.membership, actor).filter(({ confirmed_at }) => confirmed_at === null),
      )
      const facts = { personId: row.person_id, giverId: row.given_by, roles: [placed(world, row)] }
      return {
        expected: can(actor, 'people.confirm', facts),
        statement: (db) =>
          sql`update membership set confirmed_at = now(), confirmed_by = ${actor.person}
          where membership_id = ${row.membership_id}`.execute(db),
      }
    },
    'people.confirm, an invitation': (actor, pick, world) => {
      const row = pick(
        ofOrg(world.rows.invitation, actor).filter(({ confirmed_at }) => confirmed_at === null),
      )
      const roles = ofOrg(world.rows.membership, actor)
        .filter(({ person_id }) => person_id === row.person_id)
        .map((membership) => placed(world, membership))
      const facts = { personId: row.person_id, giverId: row.given_by, roles }
      return {
        expected: can(actor, 'people.confirm', facts),
        statement: (db) =>
          sql`update invitation set confirmed_at = now(), confirmed_by = ${actor.person}
          where person_id = ${row.person_id}`.execute(db),
      }
    },
    'people.confirm, declined': (actor, pick, world) => {
      const row = pick(
        ofOrg(world.rows.membership, actor).filter(({ confirmed_at }) => confirmed_at === null),
      )
      const facts = { personId: row.person_id, giverId: row.given_by, roles: [placed(world, row)] }
      return {
        // Who administers ends every role besides.
        expected: can(actor, 'people.confirm', facts) || can(actor, 'people.administer', {}),
        statement: (db) =>
          sql`update membership set ends_on = starts_on where membership_id = ${row.membership_id}`.execute(
            db,
          ),
      }
    },
    'people.confirm, an invitation declined': (actor, pick, world) => {
      const row = pick(
        ofOrg(world.rows.invitation, actor).filter(({ confirmed_at }) => confirmed_at === null),
      )
      const roles = ofOrg(world.rows.membership, actor)
        .filter(({ person_id }) => person_id === row.person_id)
        .map((membership) => placed(world, membership))
      const facts = { personId: row.person_id, giverId: row.given_by, roles }
      return {
        // Who administers takes every invitation back besides, and everybody their own.
        expected:
          row.person_id === actor.person ||
          can(actor, 'people.confirm', facts) ||
          can(actor, 'people.administer', {}),
        statement: (db) =>
          sql`delete from invitation where person_id = ${row.person_id} and confirmed_at is null`.execute(db),
      }
    },
    'people.administer, a membership': (actor, pick, world) => ({
      expected: can(actor, 'people.administer', {}),
      statement: (db) =>
        sql`update membership set ends_on = starts_on
        where membership_id = ${pick(ofOrg(world.rows.membership, actor)).membership_id}`.execute(db),
    }),
  },
}
