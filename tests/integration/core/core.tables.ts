import type { Generator } from '#tests/support/policy-world/generator.ts'
import type { TablesPart } from '#tests/support/policy-world/part.ts'

export const part: TablesPart = {
  rows: rowsOf,
  readers: {
    command: ['person_id', (actor, row) => row.person_id === actor.person],
  },
}

/** What apply-once and the audit trail keep; the trail is read by nobody through the app. */
function rowsOf({ org: org_id, people, id, ago }: Generator) {
  return {
    command: people.map((person_id, number) => ({
      org_id,
      person_id,
      command_id: id('command', number),
      name: 'x',
      version: 1,
      input_hash: Buffer.alloc(32),
      device_id: id('device', number),
      seq: 1,
      claimed_at: ago(1),
      result: '{}',
    })),
    audit_log: people.map((actor_id, number) => ({
      org_id,
      actor_id,
      entry_id: id('entry', number),
      action: 'x',
      entity_id: null,
      team_id: null,
    })),
  }
}
