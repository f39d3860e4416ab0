import { type Actor, can } from '#shared/policy.ts'
import { placed } from '#tests/integration/administration/administration.tables.ts'
import { ofOrg } from '#tests/support/policy-world/database.ts'
import type { Generator } from '#tests/support/policy-world/generator.ts'
import type { TablesPart } from '#tests/support/policy-world/part.ts'

const ownOrAdministered = (actor: Actor, row: { person_id: string }) =>
  row.person_id === actor.person || can(actor, 'people.administer', {})

export const part: TablesPart = {
  rows: rowsOf,
  readers: {
    sign_in: ['person_id', ownOrAdministered],
    // Who manages a team of the person confirms it where another address is taken.
    invitation: [
      'person_id',
      (actor, row, world) =>
        ownOrAdministered(actor, row) ||
        can(actor, 'people.confirm', {
          ...{ personId: row.person_id, giverId: null },
          roles: ofOrg(world.rows.membership, actor)
            .filter(({ person_id }) => person_id === row.person_id)
            .map((membership) => placed(world, membership)),
        }),
    ],
    session: ['person_id', ownOrAdministered],
    known_device: ['person_id', (actor, row) => row.person_id === actor.person],
    ended_token: ['person_id', (actor, row) => row.person_id === actor.person],
  },
}

function rowsOf({ org: org_id, index, people, sessions, id, hash, ago, random, pick }: Generator) {
  return {
    sign_in: people.map((person_id) => ({
      org_id,
      person_id,
      email: `${index}-${person_id}@example.org`,
      password_hash: 'a hash',
    })),
    invitation: people.map((person_id) => ({
      org_id,
      person_id,
      token_hash: hash(`invitation:${index}:${person_id}`),
      used_at: null,
      email: `${index}-${person_id}@example.org`,
      expires_at: ago(-600),
      given_by: random() < 0.5 ? pick(people) : null,
      confirmed_at: random() < 0.5 ? null : ago(1),
    })),
    ended_token: people.map((person_id, number) => ({
      org_id,
      person_id,
      session_id: id('ended', number),
      token_hash: hash(`ended:${index}:${person_id}`),
    })),
    known_device: people.map((person_id) => ({
      org_id,
      person_id,
      token_hash: hash(`device:${index}:${person_id}`),
    })),
    session: people.map((person_id, number) => ({
      org_id,
      person_id,
      session_id: id('session', number),
      device: 'Phone',
      next_token_hash: null,
      token_hash: sessions.get(person_id) ?? Buffer.alloc(0),
      idle_until: ago(-600),
      ends_at: ago(-600),
    })),
  }
}
