import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Schema } from '#server/db/schema.ts'
import { type Actor, can, relationsTo } from '#shared/policy.ts'
import {
  noteFacts,
  ofOrg,
  type PolicyDatabase,
  policySeed,
  type Row,
  startPolicyDatabase,
} from '#tests/support/policy-database.ts'

/**
 * The two walls against one another: what shared/policy.ts says of generated people and rows, and what row-level security
 * shows them when the app's own role asks. Neither knows of the other.
 */
let world: PolicyDatabase
beforeAll(async () => {
  world = await startPolicyDatabase()
})
afterAll(() => world.stop())

/** Who may see a row of the actor's organisation; the keys are what a row is known by within it. */
type Readers = { [T in keyof Schema]?: [key: keyof Schema[T], may: (actor: Actor, row: Row<T>) => boolean] }
const ownership =
  (column: string) =>
  (actor: Actor, row: object): boolean =>
    Reflect.get(row, column) === actor.person
const ofNote = (actor: Actor, row: { org_id: string; note_id: string }) =>
  can(actor, 'note.read', noteFacts(world.noteOf(row)))
const ofAnalyst =
  (action: 'case.read' | 'scorecard.read') => (actor: Actor, row: { analyst_id: string; team_id: string }) =>
    can(actor, action, { analystId: row.analyst_id, teamId: row.team_id })
const ofTeam = (actor: Actor, row: { team_id: string }) => can(actor, 'team.read', { teamId: row.team_id })
const ofEscalation = (actor: Actor, row: { org_id: string; escalation_id: string }) =>
  can(actor, 'escalation.read', world.escalationFacts(actor, world.escalationOf(row)))
/** Stands in for a lead or manager of its team, whoever it is about. */
const actsFor = (actor: Actor, row: { org_id: string; escalation_id: string }) =>
  world.escalationFacts(actor, world.escalationOf(row)).acting.length > 0
const administers = (actor: Actor) => can(actor, 'people.administer', {})
const ownOrAdministered = (actor: Actor, row: { person_id: string }) =>
  row.person_id === actor.person || administers(actor)
const memberOf = (actor: Actor, teamId: string | null) => actor.roles.some((held) => held.teamId === teamId)

const ofCheckIn = (actor: Actor, row: Row<'check_in'>) =>
  can(actor, 'check-in.read', {
    ...{ personId: row.person_id, audience: row.audience, readerId: row.reader_id, teamId: row.team_id },
    inTeam: world.standsIn(row, row.person_id),
  })
const talkFacts = (row: Row<'talk_request'>) => ({
  ...{ askerId: row.asker_id, addresseeId: row.addressee_id, teamId: row.team_id },
  inTeam: world.standsIn(row, row.asker_id),
})
function checkInOf(of: { org_id: string; check_in_id: string }): Row<'check_in'> {
  const found = world.rows.check_in.find(
    (row) => row.org_id === of.org_id && row.check_in_id === of.check_in_id,
  )
  if (!found) throw new Error('an answer without its check-in')
  return found
}

const readers: Readers = {
  org: ['org_id', () => true],
  feed_epoch: ['epoch', () => true],
  policy: ['code', () => true],
  person: [
    'person_id',
    (a, row) =>
      row.person_id === a.person ||
      a.roles.some((r) => r.role !== 'partner') ||
      ofOrg(world.rows.talk_request, a).some(
        (talk) => talk.asker_id === row.person_id && can(a, 'talk.answer', talkFacts(talk)),
      ) ||
      world.rows.escalation_party.some(
        (party) => party.org_id === a.org && party.person_id === row.person_id && ofEscalation(a, party),
      ),
  ],
  team: ['team_id', (a, row) => ofTeam(a, row) || memberOf(a, row.team_id) || administers(a)],
  membership: [
    'membership_id',
    (a, row) =>
      row.person_id === a.person ||
      administers(a) ||
      (row.team_id !== null &&
        (can(a, 'team.read', { teamId: row.team_id }) ||
          (['lead', 'manager'].includes(row.role) && memberOf(a, row.team_id)))),
  ],
  shift: [
    'person_id',
    (a, row) =>
      row.person_id === a.person ||
      world.actors.some(
        (other) =>
          other.org === a.org &&
          other.person === row.person_id &&
          other.roles.some(
            (r) => r.role === 'analyst' && r.teamId && can(a, 'team.import', { teamId: r.teamId }),
          ),
      ),
  ],
  sign_in: ['person_id', ownOrAdministered],
  invitation: ['person_id', ownOrAdministered],
  session: ['person_id', ownOrAdministered],
  command: ['person_id', ownership('person_id')],
  today_settled: ['person_id', ownership('person_id')],
  inbox: ['inbox_id', ownership('person_id')],
  push_subscription: ['subscription_id', ownership('person_id')],
  record_view: ['subject_id', (a, row) => row.subject_id === a.person || row.viewer_id === a.person],
  change: [
    'change_id',
    (a, row) => row.person_id === a.person || (row.team_id !== null && ofTeam(a, { team_id: row.team_id })),
  ],
  audit_import: [
    'import_id',
    (a, row) => can(a, 'team.import', { teamId: row.team_id }) || row.imported_by === a.person,
  ],
  audit: ['audit_id', ofAnalyst('case.read')],
  another_look: ['look_id', ofAnalyst('case.read')],
  audit_day: ['team_id', ofAnalyst('scorecard.read')],
  audit_week: ['team_id', ofAnalyst('scorecard.read')],
  audit_team_week: ['team_id', ofTeam],
  check_in_consent: ['consent_id', ownership('person_id')],
  check_in: ['check_in_id', ofCheckIn],
  check_in_answer: ['check_in_id', (a, row) => ofCheckIn(a, checkInOf(row))],
  check_in_view: ['check_in_id', (a, row) => row.person_id === a.person || row.viewer_id === a.person],
  talk_request: ['request_id', (a, row) => can(a, 'talk.read', talkFacts(row))],
  exposure_budget: ['team_id', (a, row) => ofTeam(a, row) || can(a, 'budget.read', { teamId: row.team_id })],
  exposure_entry: ['entry_id', (a, row) => can(a, 'check-in.own', { personId: row.person_id })],
  wellbeing_setting: ['org_id', () => true],
  check_in_total: ['team_id', ofTeam],
  note: ['note_id', ofNote],
  note_revision: ['note_id', ofNote],
  note_evidence: ['note_id', ofNote],
  note_reply: ['reply_id', ofNote],
  note_reading: ['note_id', ofNote],
  action_item: ['action_id', ofNote],
  escalation: ['escalation_id', ofEscalation],
  escalation_party: ['escalation_id', ofEscalation],
  escalation_event: ['event_id', ofEscalation],
  escalation_link: ['link_id', ofEscalation],
  escalation_clock: ['escalation_id', ofEscalation],
  escalation_pause: ['pause_id', ofEscalation],
  escalation_request: ['request_id', ofEscalation],
  // One that waits for its effect is known to who gave it and to those who might have.
  escalation_decision: [
    'decision_id',
    (a, row) => {
      const relations = relationsTo(a, world.escalationFacts(a, world.escalationOf(row)))
      const ours = relations.has('lead') || relations.has('manager')
      const { raiser_id, team_id } = world.escalationOf(row)
      const raisedByOne =
        raiser_id === a.person && (can(a, 'team.read', { teamId: team_id }) || actsFor(a, row))
      return row.decider_id === a.person || (row.effected_at ? relations.size > 0 : ours || raisedByOne)
    },
  ],
  delegation: ['delegation_id', (a, row) => [row.from_id, row.to_id].includes(a.person)],
  calendar_day: ['day', () => true],
  action_state: ['action_id', (a, row) => ofNote(a, world.itemOf(row))],
}

describe(`policy.ts and row-level security, seed ${policySeed}`, () => {
  it('are compared for every table that the app may read', () => {
    expect(Object.keys(readers).sort()).toEqual(
      Object.keys(world.rows)
        .filter((table) => table !== 'audit_log' && table !== 'check_in_total_member')
        .sort(),
    )
  })

  it.each(Object.keys(readers) as (keyof Schema)[])('say the same of who reads %s', async (table) => {
    const [key, may] = readers[table] as [string, (actor: Actor, row: object) => boolean]
    const known = (row: { org_id: string }) => `${row.org_id} ${String(Reflect.get(row, key))}`
    let seen = 0
    for (const actor of world.actors) {
      const found = await world.database.read(actor, (db) =>
        sql<{ org_id: string }>`select org_id, ${sql.ref(key)} from ${sql.table(table)}`.execute(db.query),
      )
      const expected = ofOrg(world.rows[table] as { org_id: string }[], actor).filter((row) =>
        may(actor, row),
      )
      expect(found.rows.map(known).sort(), JSON.stringify(actor)).toEqual(expected.map(known).sort())
      seen += expected.length
    }
    // Something was to be seen.
    expect(seen).toBeGreaterThan(0)
  })
})
