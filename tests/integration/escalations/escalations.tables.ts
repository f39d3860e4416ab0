import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { holdsAt, roleToDecide } from '#shared/escalations/approval-rules.ts'
import { type Actor, can, type EscalationFacts, leads, manages, relationsTo } from '#shared/policy.ts'
import { ofOrg, type PolicyDatabase } from '#tests/support/policy-world/database.ts'
import type { Row, TablesPart } from '#tests/support/policy-world/part.ts'
import { rowsOf } from './generated-rows.ts'

/** Read from the rows, and not as the database does it: who named the actor, and what both hold today. */
function actingOn({ rows, actors }: PolicyDatabase, actor: Actor, team: string) {
  return rows.delegation.flatMap((row) => {
    const from = actors.find((actor) => actor.org === row.org_id && actor.person === row.from_id)
    const delegation = {
      fromId: row.from_id,
      toId: row.to_id,
      role: row.role,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      endedAt: row.ended_at,
    }
    const named = row.org_id === actor.org && row.to_id === actor.person && holdsAt(delegation, Date.now())
    if (!named || !from || !actor.roles.some((membership) => membership.role === row.role)) return []
    return (row.role === 'lead' ? leads : manages)(from, team) ? [row.role] : []
  })
}
/** As a request finds them for this actor. */
const escalationFacts = (world: PolicyDatabase, actor: Actor, row: Row<'escalation'>): EscalationFacts => ({
  raiserId: row.raiser_id,
  subjectId: row.subject_id,
  teamId: row.team_id,
  function: row.function,
  submitted: row.submitted_at !== null,
  acting: actingOn(world, actor, row.team_id),
})
type Named = { org_id: string; escalation_id: string }
export const factsOf = (world: PolicyDatabase, actor: Actor, row: Named) =>
  escalationFacts(world, actor, world.one('escalation', 'escalation_id', row))
const ofEscalation = (actor: Actor, row: Named, world: PolicyDatabase) =>
  can(actor, 'escalation.read', factsOf(world, actor, row))
/** The person is a party of an escalation that the actor reads. */
export const sharesEscalation = (
  world: PolicyDatabase,
  { person_id }: { person_id: string },
  actor: Actor,
): boolean =>
  world.rows.escalation_party.some(
    (party) =>
      party.org_id === actor.org && party.person_id === person_id && ofEscalation(actor, party, world),
  )

export const part: TablesPart = {
  rows: rowsOf,
  readers: {
    escalation: ['escalation_id', ofEscalation],
    escalation_party: ['escalation_id', ofEscalation],
    escalation_event: ['event_id', ofEscalation],
    escalation_link: ['link_id', ofEscalation],
    escalation_clock: ['escalation_id', ofEscalation],
    on_call_run: ['escalation_id', ofEscalation],
    on_call_call: ['call_id', ofEscalation],
    on_call_chain: ['chain_id', (actor, row) => can(actor, 'chain.read', { teamId: row.team_id })],
    on_call_calendar: ['calendar_id', (actor, row) => can(actor, 'chain.read', { teamId: row.team_id })],
    escalation_request: ['request_id', ofEscalation],
    // One that waits for its effect is known to who gave it and to those who might have.
    escalation_decision: [
      'decision_id',
      (actor, row, world) => {
        const facts = factsOf(world, actor, row)
        const relations = relationsTo(actor, facts)
        const ours = relations.has('lead') || relations.has('manager')
        const raisedByOne =
          facts.raiserId === actor.person &&
          (can(actor, 'team.read', { teamId: facts.teamId }) || facts.acting.length > 0)
        return row.decider_id === actor.person || (row.effected_at ? relations.size > 0 : ours || raisedByOne)
      },
    ],
    approval_reading: ['decision_id', (actor, row) => row.person_id === actor.person],
    delegation: ['delegation_id', (actor, row) => [row.from_id, row.to_id].includes(actor.person)],
    calendar_day: ['day', () => true],
  },
  writes: {
    'escalation.raise': (actor, pick, world) => {
      const like = pick(ofOrg(world.rows.escalation, actor))
      return {
        expected: can(actor, 'escalation.raise', { teamId: like.team_id }),
        statement: (db) =>
          sql`insert into escalation (org_id, escalation_id, team_id, raiser_id, kind, severity, status, summary, zone,
          claimed_at) values (${actor.org}, ${uuidv7()}, ${like.team_id}, ${actor.person}, 'policy_gap', 'P2', 'draft', 'x',
          'UTC', now())`.execute(db),
      }
    },
    'chain.set': (actor, pick, world) => {
      const { team_id: teamId, set_by } = pick(ofOrg(world.rows.on_call_chain, actor))
      const setBy = pick([actor.person, actor.person, actor.person, set_by])
      const daysOn = pick([2, 2, 2, -2])
      // Nobody of that id leads the team or manages it.
      const stranger = pick([null, null, null, null, null, uuidv7()])
      return {
        // A day that is over: somebody was called by what held on it.
        expected:
          daysOn > 0 && stranger === null && setBy === actor.person && can(actor, 'chain.set', { teamId }),
        statement: (db) =>
          sql`insert into on_call_chain (org_id, team_id, number, starts_on, severities, repeats, sources, person_ids, minutes,
            set_by) values (${actor.org}, ${teamId}, 1000, current_date + ${daysOn}::int, '{P0}', 0, '{shift}', array[${stranger}::uuid], '{5}',
            ${setBy})`.execute(db),
      }
    },
    'chain.set, a calendar imported': (actor, pick, world) => {
      const { team_id: teamId, set_by } = pick(ofOrg(world.rows.on_call_calendar, actor))
      const setBy = pick([actor.person, actor.person, actor.person, set_by])
      return {
        expected: setBy === actor.person && can(actor, 'chain.set', { teamId }),
        statement: (db) =>
          sql`insert into on_call_calendar (org_id, team_id, number, source, person_ids, starts, ends, set_by)
            values (${actor.org}, ${teamId}, 1000, 'x', array[${actor.person}::uuid], array[now()],
            array[now() + interval '1 hour'], ${setBy})`.execute(db),
      }
    },
    'escalation.read, an event added': (actor, pick, world) => {
      const like = pick(ofOrg(world.rows.escalation, actor))
      return {
        expected: can(actor, 'escalation.read', escalationFacts(world, actor, like)),
        statement: (db) =>
          sql`insert into escalation_event (org_id, event_id, escalation_id, kind, actor_id, child_safety)
          values (${actor.org}, ${uuidv7()}, ${like.escalation_id}, 'commented', ${actor.person}, false)`.execute(
            db,
          ),
      }
    },
    'escalation.redirect': (actor, pick, world) => {
      const like = pick(ofOrg(world.rows.escalation, actor))
      const facts = { ...escalationFacts(world, actor, like), severity: like.severity }
      return {
        expected: can(actor, 'escalation.redirect', facts),
        statement: (db) =>
          sql`update escalation set function = 'product' where escalation_id = ${like.escalation_id}`.execute(
            db,
          ),
      }
    },
    'escalation.redirect, a lower severity': (actor, pick, world) => {
      const like = pick(ofOrg(world.rows.escalation, actor).filter(({ severity }) => severity !== 'P3'))
      const facts = { ...escalationFacts(world, actor, like), severity: like.severity }
      return {
        expected: can(actor, 'escalation.redirect', facts),
        statement: (db) =>
          sql`update escalation set severity = 'P3' where escalation_id = ${like.escalation_id}`.execute(db),
      }
    },
    'a decision, by who may give it': (actor, pick, world) => {
      const decides = ({ request_id }: Row<'escalation_request'>) =>
        world.rows.escalation_decision.some(
          (row) =>
            row.org_id === actor.org && row.request_id === request_id && row.decider_id === actor.person,
        )
      const request = pick(ofOrg(world.rows.escalation_request, actor).filter((row) => !decides(row)))
      const row = world.one('escalation', 'escalation_id', request)
      const facts = {
        ...{ raiserId: row.raiser_id, authorId: request.author_id, subjectId: row.subject_id },
        ...{ editorIds: row.editor_ids, severity: row.severity, given: [] },
      }
      const role = manages(actor, row.team_id) ? ('manager' as const) : ('lead' as const)
      const decidingRoles = role === 'manager' || leads(actor, row.team_id) ? [{ role, forId: null }] : []
      const may = roleToDecide({ personId: actor.person, decidingRoles }, facts, [])
      return {
        expected: typeof may !== 'string',
        statement: (db) =>
          sql`insert into escalation_decision (org_id, decision_id, escalation_id, request_id, place, decider_id, role,
            verdict, content_version, takes_effect_at, child_safety) values (${actor.org}, ${uuidv7()},
            ${row.escalation_id}, ${request.request_id}, 2, ${actor.person}, ${role}, 'approve', 1,
            clock_timestamp() + interval '12 seconds', false)`.execute(db),
      }
    },
    'escalation.step, changed': (actor, pick, world) => {
      const like = pick(ofOrg(world.rows.escalation, actor))
      return {
        expected: can(actor, 'escalation.read', escalationFacts(world, actor, like)),
        statement: (db) =>
          sql`update escalation set version = version + 1 where escalation_id = ${like.escalation_id}`.execute(
            db,
          ),
      }
    },
  },
}
