import { type Actor, can } from '#shared/policy.ts'
import { asksToTalk } from '#tests/integration/check-ins/check-ins.tables.ts'
import { sharesEscalation } from '#tests/integration/escalations/escalations.tables.ts'
import type { Generator } from '#tests/support/policy-world/generator.ts'
import type { TablesPart } from '#tests/support/policy-world/part.ts'

const memberOf = (actor: Actor, teamId: string | null) =>
  actor.roles.some((membership) => membership.teamId === teamId)
const administers = (actor: Actor) => can(actor, 'people.administer', {})

export const part: TablesPart = {
  rows: rowsOf,
  readers: {
    org: ['org_id', () => true],
    person: [
      'person_id',
      (actor, row, world) =>
        row.person_id === actor.person ||
        actor.roles.some(({ role }) => role !== 'partner') ||
        asksToTalk(world, row, actor) ||
        sharesEscalation(world, row, actor),
    ],
    team: [
      'team_id',
      (actor, row) =>
        can(actor, 'team.read', { teamId: row.team_id }) ||
        memberOf(actor, row.team_id) ||
        administers(actor),
    ],
    membership: [
      'membership_id',
      (actor, row) =>
        row.person_id === actor.person ||
        administers(actor) ||
        (row.team_id !== null &&
          (can(actor, 'team.read', { teamId: row.team_id }) ||
            (['lead', 'manager'].includes(row.role) && memberOf(actor, row.team_id)))) ||
        (row.role === 'partner' && actor.roles.some(({ role }) => role === 'lead' || role === 'manager')),
    ],
    record_view: [
      'subject_id',
      (actor, row) => row.subject_id === actor.person || row.viewer_id === actor.person,
    ],
  },
}

function rowsOf({ org: org_id, zone, people, teams, parents, memberships, ...rest }: Generator) {
  const { id, day, pick, ago } = rest
  return {
    org: [{ org_id, name: 'Organisation', zone }],
    person: people.map((person_id) => ({
      org_id,
      person_id,
      name: 'Somebody',
      reference: null,
      welcomed_at: null,
    })),
    team: teams.map((team_id, number) => ({
      org_id,
      team_id,
      parent_id: parents[number] ?? null,
      name: `Team ${number}`,
      audited_through: null,
    })),
    membership: [
      ...people.flatMap((person_id, person) =>
        (memberships.get(person_id) ?? []).map(({ role, teamId, from, to }, number) => ({
          org_id,
          membership_id: id(`membership ${person}`, number),
          person_id,
          role,
          team_id: teamId,
          function: role === 'partner' ? ('policy' as const) : null,
          starts_on: day(from),
          ends_on: to === null ? null : day(to),
          // Some administrators were made by another one in the last days.
          ...(role === 'admin' && person % 3 === 0
            ? { given_by: people[(person + 1) % people.length] ?? null, confirmed_at: ago(4_000) }
            : { confirmed_at: ago(100_000) }),
        })),
      ),
      // A role for each that nobody has confirmed.
      ...people.map((person_id, number) => ({
        org_id,
        membership_id: id('unconfirmed membership', number),
        person_id,
        role: number % 2 ? ('lead' as const) : ('manager' as const),
        team_id: teams[number % teams.length] ?? null,
        starts_on: day(-400),
        given_by: number % 3 ? (people[(number + 1) % people.length] ?? null) : null,
        confirmed_at: null,
      })),
    ],
    record_view: people.map((subject_id) => ({
      org_id,
      subject_id,
      viewer_id: pick(people),
      kind: 'cases' as const,
      how: 'opened' as const,
      day: day(0),
      team_id: pick(teams),
    })),
  }
}
