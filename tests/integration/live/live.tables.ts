import { can } from '#shared/policy.ts'
import type { Generator } from '#tests/support/policy-world/generator.ts'
import type { TablesPart } from '#tests/support/policy-world/part.ts'

export const part: TablesPart = {
  rows: rowsOf,
  readers: {
    feed_epoch: ['epoch', () => true],
    change: [
      'change_id',
      (actor, row) =>
        row.person_id === actor.person ||
        (row.team_id !== null &&
          row.except_id !== actor.person &&
          can(actor, 'team.read', { teamId: row.team_id })),
    ],
  },
}

function rowsOf({ org: org_id, index, people, teams, id }: Generator) {
  return {
    feed_epoch: [{ org_id, epoch: id('epoch', index) }],
    change: [
      ...people.map((person_id) => ({
        org_id,
        feature: 'today',
        person_id,
        team_id: null,
        subject_id: null,
      })),
      ...teams.map((team_id) => ({ org_id, feature: 'audits', person_id: null, team_id, subject_id: null })),
      ...teams.map((team_id, place) => ({
        ...{ org_id, feature: 'escalations', person_id: null, team_id, subject_id: null },
        except_id: people[place % people.length] ?? null,
      })),
    ],
  }
}
