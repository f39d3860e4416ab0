import { randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WriteDb } from '#server/db/actor-db.ts'
import type { Schema } from '#server/db/schema.ts'
import { type Actor, can } from '#shared/policy.ts'
import {
  noteFacts,
  ofOrg,
  type PolicyDatabase,
  policySeed,
  startPolicyDatabase,
} from '#tests/support/policy-database.ts'
import { seededRandom } from '#tests/support/seeded-random.ts'

/** As policy-database.test.ts, for writes: the statements that the app sends, tried and undone. */
const attemptsEach = 3

let world: PolicyDatabase
beforeAll(async () => {
  world = await startPolicyDatabase()
})
afterAll(() => world.stop())

/** One attempt to write: what the policy says of it, and the statement that the app would send. */
interface Attempt {
  expected: boolean
  statement: (db: Kysely<Schema>) => Promise<{ numAffectedRows?: bigint | undefined }>
}

const writes: Record<string, (actor: Actor, pick: <T>(from: readonly T[]) => T) => Attempt> = {
  'escalation.raise': (actor, pick) => {
    const like = pick(ofOrg(world.rows.escalation, actor))
    return {
      expected: can(actor, 'escalation.raise', { teamId: like.team_id }),
      statement: (db) =>
        sql`insert into escalation (org_id, escalation_id, team_id, raiser_id, kind, severity, status, summary, zone,
        claimed_at) values (${actor.org}, ${uuidv7()}, ${like.team_id}, ${actor.person}, 'policy_gap', 'P2', 'draft', 'x',
        'UTC', now())`.execute(db),
    }
  },
  'escalation.read, an event added': (actor, pick) => {
    const like = pick(ofOrg(world.rows.escalation, actor))
    return {
      expected: can(actor, 'escalation.read', world.escalationFacts(actor, like)),
      statement: (db) =>
        sql`insert into escalation_event (org_id, event_id, escalation_id, kind, actor_id, child_safety)
        values (${actor.org}, ${uuidv7()}, ${like.escalation_id}, 'commented', ${actor.person}, false)`.execute(
          db,
        ),
    }
  },
  'escalation.step, changed': (actor, pick) => {
    const like = pick(ofOrg(world.rows.escalation, actor))
    return {
      expected: can(actor, 'escalation.read', world.escalationFacts(actor, like)),
      statement: (db) =>
        sql`update escalation set version = version + 1 where escalation_id = ${like.escalation_id}`.execute(
          db,
        ),
    }
  },
  'note.write': (actor, pick) => {
    const like = pick(ofOrg(world.rows.note, actor))
    const authorId = pick([actor.person, actor.person, actor.person, like.author_id])
    const { team_id, subject_id, audience } = like
    return {
      expected: can(actor, 'note.write', { authorId, subjectId: subject_id, teamId: team_id }),
      statement: (db) =>
        sql`insert into note (org_id, note_id, team_id, author_id, subject_id, audience, kind, body,
        claimed_at, person_since, manager_since) values (${actor.org}, ${uuidv7()}, ${team_id}, ${authorId}, ${subject_id},
        ${audience}, 'quick', '{}', now(), ${audience === 'me' ? null : 'now'}, ${audience === 'manager' ? 'now' : null})`.execute(
          db,
        ),
    }
  },
  'note.write, a revision': (actor, pick) => {
    const note = pick(ofOrg(world.rows.note, actor))
    return {
      expected: can(actor, 'note.write', noteFacts(note)),
      statement: (db) =>
        sql`update note set version = version + 1 where note_id = ${note.note_id}`.execute(db),
    }
  },
  'note.write, its history': (actor, pick) => {
    const note = pick(ofOrg(world.rows.note, actor))
    return {
      expected: can(actor, 'note.write', noteFacts(note)),
      statement: (db) =>
        sql`insert into note_revision (org_id, note_id, version, audience, kind, body)
        values (${actor.org}, ${note.note_id}, 2, ${note.audience}, 'quick', '{}')`.execute(db),
    }
  },
  'note.write, an action': (actor, pick) => {
    const note = pick(ofOrg(world.rows.note, actor))
    return {
      expected: can(actor, 'note.write', noteFacts(note)),
      statement: (db) =>
        sql`insert into action_item (org_id, action_id, note_id, owner_id, title)
        values (${actor.org}, ${uuidv7()}, ${note.note_id}, ${note.author_id}, 'x')`.execute(db),
    }
  },
  'note.write, another action': (actor, pick) => {
    const item = pick(ofOrg(world.rows.action_item, actor))
    return {
      expected: can(actor, 'note.write', noteFacts(world.noteOf(item))),
      statement: (db) =>
        sql`update action_item set title = 'y' where action_id = ${item.action_id}`.execute(db),
    }
  },
  'note.write, evidence taken back': (actor, pick) => {
    const note = pick(ofOrg(world.rows.note, actor))
    return {
      expected: can(actor, 'note.write', noteFacts(note)),
      statement: (db) => sql`delete from note_evidence where note_id = ${note.note_id}`.execute(db),
    }
  },
  'note.write, the unread version replaced': (actor, pick) => {
    const note = world.noteOf(pick(ofOrg(world.rows.note_reading, actor)))
    return {
      expected: can(actor, 'note.write', noteFacts(note)),
      statement: (db) => sql`delete from note_reading where note_id = ${note.note_id}`.execute(db),
    }
  },
  'note.acknowledge': (actor, pick) => {
    const note = pick(ofOrg(world.rows.note, actor))
    return {
      expected: can(actor, 'note.acknowledge', { subjectId: note.subject_id, audience: note.audience }),
      statement: (db) =>
        sql`update note_reading set acknowledged_at = now() where note_id = ${note.note_id}`.execute(db),
    }
  },
  'note.reply': (actor, pick) => {
    const note = pick(ofOrg(world.rows.note, actor))
    return {
      expected: can(actor, 'note.reply', noteFacts(note)),
      statement: (db) =>
        sql`insert into note_reply (org_id, reply_id, note_id, note_author_id, author_id, text)
        values (${actor.org}, ${uuidv7()}, ${note.note_id}, ${note.author_id}, ${actor.person}, 'x')`.execute(
          db,
        ),
    }
  },
  'action.finish': (actor, pick) => {
    const item = pick(ofOrg(world.rows.action_item, actor))
    return {
      expected: can(actor, 'action.finish', { ...noteFacts(world.noteOf(item)), ownerId: item.owner_id }),
      statement: (db) =>
        sql`update action_state set done_at = now(), done_by = ${actor.person}
        where action_id = ${item.action_id}`.execute(db),
    }
  },
  'look.ask': (actor, pick) => {
    const asked = ofOrg(world.rows.another_look, actor).map((look) => look.audit_id)
    const audit = pick(ofOrg(world.rows.audit, actor).filter((row) => !asked.includes(row.audit_id)))
    return {
      expected: can(actor, 'look.ask', { analystId: audit.analyst_id }),
      statement: (db) =>
        sql`insert into another_look (org_id, look_id, audit_id, analyst_id, team_id, reason)
        values (${actor.org}, ${uuidv7()}, ${audit.audit_id}, ${actor.person}, ${audit.team_id}, 'x')`.execute(
          db,
        ),
    }
  },
  'look.answer': (actor, pick) => {
    const look = pick(ofOrg(world.rows.another_look, actor).filter(({ status }) => status === 'open'))
    return {
      expected: can(actor, 'look.answer', { analystId: look.analyst_id, teamId: look.team_id }),
      statement: (db) =>
        sql`update another_look set status = 'kept', answered_by = ${actor.person}, answered_at = now()
        where look_id = ${look.look_id}`.execute(db),
    }
  },
  'look.answer, the decision changed': (actor, pick) => {
    const audit = pick(ofOrg(world.rows.audit, actor))
    return {
      expected: can(actor, 'look.answer', { analystId: audit.analyst_id, teamId: audit.team_id }),
      statement: (db) =>
        sql`update audit set outcome = 'correct' where audit_id = ${audit.audit_id}`.execute(db),
    }
  },
  'team.import': (actor, pick) => {
    const { team_id, analyst_id } = pick(ofOrg(world.rows.audit, actor))
    return {
      expected: can(actor, 'team.import', { teamId: team_id }),
      statement: (db) =>
        sql`insert into audit (org_id, audit_id, team_id, analyst_id, reference, case_ref, policy, decision,
        outcome, decided_at, content_hash) values (${actor.org}, ${uuidv7()}, ${team_id}, ${analyst_id}, ${uuidv7()}, 'x',
        'HATE', 'no', 'unverified', now(), ${randomBytes(32)})`.execute(db),
    }
  },
  'team.import, its figures': (actor, pick) => {
    const { team_id } = pick(ofOrg(world.rows.audit_team_week, actor))
    return {
      expected: can(actor, 'team.import', { teamId: team_id }),
      statement: (db) => sql`update audit_team_week set n = n + 1 where team_id = ${team_id}`.execute(db),
    }
  },
  'news for somebody else, in one’s own name': (actor, pick) => {
    const like = pick(ofOrg(world.rows.inbox, actor))
    const by = pick([actor.person, actor.person, like.person_id, null])
    return {
      expected: by === actor.person && like.person_id !== by,
      statement: (db) =>
        sql`insert into inbox (org_id, inbox_id, person_id, kind, entity_id, by_id)
        values (${actor.org}, ${uuidv7()}, ${like.person_id}, 'mention', ${uuidv7()}, ${by})`.execute(db),
    }
  },
  'news read': (actor, pick) => {
    const news = pick(ofOrg(world.rows.inbox, actor).slice(0, 3))
    return {
      expected: news.person_id === actor.person,
      statement: (db) => sql`update inbox set read_at = now() where inbox_id = ${news.inbox_id}`.execute(db),
    }
  },
  'check-in.own': (actor, pick) => {
    const like = pick(ofOrg(world.rows.check_in_consent, actor))
    const person = pick([actor.person, actor.person, like.person_id])
    const given = world.rows.check_in_consent.some(
      (row) => row.org_id === actor.org && row.person_id === actor.person && row.given,
    )
    return {
      // Own, and not without consent.
      expected: can(actor, 'check-in.own', { personId: person }) && given,
      statement: (db) =>
        sql`insert into check_in (org_id, check_in_id, person_id, audience, claimed_at)
        values (${actor.org}, ${uuidv7()}, ${person}, 'me', now())`.execute(db),
    }
  },
  'check-in.own, taken back': (actor, pick) => {
    const row = pick(ofOrg(world.rows.check_in, actor).slice(0, 8))
    return {
      expected: can(actor, 'check-in.own', { personId: row.person_id }),
      statement: (db) =>
        sql`update check_in set audience = 'me', reader_id = null, team_id = null
        where check_in_id = ${row.check_in_id}`.execute(db),
    }
  },
  'check-in.own, deleted': (actor, pick) => {
    const row = pick(ofOrg(world.rows.check_in, actor).slice(0, 8))
    return {
      expected: can(actor, 'check-in.own', { personId: row.person_id }),
      statement: (db) => sql`delete from check_in where check_in_id = ${row.check_in_id}`.execute(db),
    }
  },
  'check-in.read, logged': (actor, pick) => {
    const seen = new Set(world.rows.check_in_view.map(({ check_in_id }) => check_in_id))
    const shared = ofOrg(world.rows.check_in, actor).filter(
      ({ audience, check_in_id }) => audience === 'lead' && !seen.has(check_in_id),
    )
    const withActor = shared.filter(({ reader_id }) => reader_id === actor.person)
    const row = pick(pick([withActor.length > 0 ? withActor : shared, shared]))
    const facts = {
      ...{ personId: row.person_id, audience: row.audience, readerId: row.reader_id, teamId: row.team_id },
      inTeam: world.standsIn(row, row.person_id),
    }
    return {
      expected: can(actor, 'check-in.read', facts) && actor.person !== row.person_id,
      statement: (db) =>
        sql`insert into check_in_view (org_id, check_in_id, viewer_id, person_id)
        values (${actor.org}, ${row.check_in_id}, ${actor.person}, ${row.person_id})`.execute(db),
    }
  },
  'talk.answer': (actor, pick) => {
    const row = pick(ofOrg(world.rows.talk_request, actor).slice(0, 12))
    const facts = {
      ...{ askerId: row.asker_id, addresseeId: row.addressee_id, teamId: row.team_id },
      inTeam: world.standsIn(row, row.asker_id),
    }
    return {
      expected: can(actor, 'talk.answer', facts),
      statement: (db) =>
        sql`update talk_request set state = 'answered', answer = 'will_talk', answered_at = now()
        where request_id = ${row.request_id}`.execute(db),
    }
  },
  'talk.withdraw': (actor, pick) => {
    const row = pick(ofOrg(world.rows.talk_request, actor).slice(0, 12))
    return {
      expected: can(actor, 'talk.withdraw', {
        ...{ askerId: row.asker_id, addresseeId: row.addressee_id, teamId: row.team_id },
        inTeam: world.standsIn(row, row.asker_id),
      }),
      statement: (db) =>
        sql`update talk_request set state = 'withdrawn', ended_at = now()
        where request_id = ${row.request_id}`.execute(db),
    }
  },
  'budget.set': (actor, pick) => {
    const { team_id } = pick(ofOrg(world.rows.exposure_budget, actor))
    return {
      expected: can(actor, 'budget.set', { teamId: team_id }),
      statement: (db) =>
        sql`update exposure_budget set minutes_per_day = 100 where team_id = ${team_id}`.execute(db),
    }
  },
  'people.administer, what is offered': (actor) => ({
    expected: can(actor, 'people.administer', {}),
    statement: (db) => sql`update wellbeing_setting set retention_days = 60`.execute(db),
  }),
  'people.administer': (actor) => ({
    expected: can(actor, 'people.administer', {}),
    statement: (db) =>
      sql`insert into person (org_id, person_id, name) values (${actor.org}, ${uuidv7()}, 'New')`.execute(db),
  }),
  'people.administer, a team': (actor, pick) => {
    const { team_id } = pick(ofOrg(world.rows.team, actor))
    return {
      expected: can(actor, 'people.administer', {}),
      statement: (db) =>
        sql`update team set name = ${uuidv7()}, version = version + 1 where team_id = ${team_id}`.execute(db),
    }
  },
  'people.administer, where a team stands': (actor, pick) => {
    const { team_id, parent_id } = pick(ofOrg(world.rows.team, actor))
    return {
      expected: can(actor, 'people.administer', {}),
      statement: (db) =>
        sql`update team set parent_id = ${parent_id === null ? team_id : null} where team_id = ${team_id}`.execute(
          db,
        ),
    }
  },
  'team.import, its data date': (actor, pick) => {
    const { team_id } = pick(ofOrg(world.rows.team, actor))
    return {
      expected: can(actor, 'team.import', { teamId: team_id }) || can(actor, 'people.administer', {}),
      statement: (db) => sql`update team set audited_through = now() where team_id = ${team_id}`.execute(db),
    }
  },
  'people.administer, the organisation': (actor) => ({
    expected: can(actor, 'people.administer', {}),
    statement: (db) => sql`update org set name = 'Another' where org_id = ${actor.org}`.execute(db),
  }),
  'people.administer, an invitation': (actor, pick) => {
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
  'people.administer, an invitation taken back': (actor, pick) => {
    const { person_id } = pick(ofOrg(world.rows.invitation, actor))
    return {
      expected: person_id === actor.person || can(actor, 'people.administer', {}),
      statement: (db) => sql`delete from invitation where person_id = ${person_id}`.execute(db),
    }
  },
  'people.administer, signed out': (actor, pick) => {
    const { person_id } = pick(ofOrg(world.rows.session, actor))
    return {
      expected: person_id === actor.person || can(actor, 'people.administer', {}),
      statement: (db) => sql`delete from session where person_id = ${person_id}`.execute(db),
    }
  },
  'people.giveRole': (actor, pick) => {
    const { person_id } = pick([...ofOrg(world.rows.person, actor), { person_id: actor.person }])
    const { team_id } = pick(ofOrg(world.rows.team, actor))
    return {
      expected: can(actor, 'people.giveRole', { personId: person_id }),
      statement: (db) =>
        sql`insert into membership (org_id, membership_id, person_id, role, team_id, starts_on)
        values (${actor.org}, ${uuidv7()}, ${person_id}, 'lead', ${team_id}, now())`.execute(db),
    }
  },
  'people.administer, a standing': (actor, pick) => ({
    expected: can(actor, 'people.administer', {}),
    statement: (db) =>
      sql`update membership set ends_on = starts_on
      where membership_id = ${pick(ofOrg(world.rows.membership, actor)).membership_id}`.execute(db),
  }),
}

/** Whether the database lets the statement through; it is undone either way. */
async function accepts(db: WriteDb, statement: Attempt['statement']): Promise<boolean> {
  await sql`savepoint attempt`.execute(db.query)
  try {
    return (await statement(db.query)).numAffectedRows !== 0n
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    // Row-level security, or the table's own check (nobody writes a note about themselves).
    if (code === '42501' || code === '23514') return false
    throw error
  } finally {
    await sql`rollback to attempt`.execute(db.query)
  }
}

describe(`policy.ts and row-level security, seed ${policySeed}`, () => {
  it.each(Object.entries(writes))('say the same of %s', async (_, make) => {
    const random = seededRandom(policySeed)
    const pick = <T>(from: readonly T[]): T => {
      const found = from[Math.floor(random() * from.length)]
      if (found === undefined) throw new Error('nothing to pick from')
      return found
    }
    const outcomes = { true: 0, false: 0 }
    for (const actor of world.actors) {
      await world.database.write(actor, async (db) => {
        for (let time = 0; time < attemptsEach; time += 1) {
          const { expected, statement } = make(actor, pick)
          const accepted = await accepts(db, statement)
          expect(accepted, `${JSON.stringify(actor)} ${statement}`).toBe(expected)
          outcomes[`${expected}`] += 1
        }
      })
    }
    expect(outcomes.true).toBeGreaterThan(3)
    expect(outcomes.false).toBeGreaterThan(3)
  })
})
