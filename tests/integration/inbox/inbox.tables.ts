import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { anyNoteId } from '#tests/integration/coaching/coaching.tables.ts'
import { ofOrg } from '#tests/support/policy-world/database.ts'
import type { Generator } from '#tests/support/policy-world/generator.ts'
import type { TablesPart } from '#tests/support/policy-world/part.ts'

export const part: TablesPart = {
  rows: rowsOf,
  readers: {
    inbox: ['inbox_id', (actor, row) => row.person_id === actor.person],
    push_subscription: ['subscription_id', (actor, row) => row.person_id === actor.person],
    notification_choice: ['person_id', (actor, row) => row.person_id === actor.person],
  },
  writes: {
    'a notification for somebody else, in one’s own name': (actor, pick, world) => {
      const like = pick(ofOrg(world.rows.inbox, actor))
      const by = pick([actor.person, actor.person, like.person_id, null])
      return {
        // For nobody, only to oneself: what was done in one's name.
        expected: like.person_id === actor.person ? by === null : by === actor.person,
        statement: (db) =>
          sql`insert into inbox (org_id, inbox_id, person_id, kind, entity_id, by_id)
          values (${actor.org}, ${uuidv7()}, ${like.person_id}, 'mention', ${uuidv7()}, ${by})`.execute(db),
      }
    },
    'notification choices': (actor, pick, world) => {
      const like = pick(ofOrg(world.rows.notification_choice, actor))
      const person = pick([actor.person, like.person_id])
      return {
        expected: person === actor.person,
        statement: (db) =>
          sql`insert into notification_choice (org_id, person_id, email) values (${actor.org}, ${person}, true)
            on conflict (org_id, person_id) do update set email = true, version = notification_choice.version + 1`.execute(
            db,
          ),
      }
    },
    'the address of a device': (actor, pick, world) => {
      const like = pick(ofOrg(world.rows.push_subscription, actor))
      const person = pick([actor.person, like.person_id])
      return {
        expected: person === actor.person,
        statement: (db) =>
          sql`update push_subscription set endpoint = 'https://push.example.org/y' where person_id = ${person}`.execute(
            db,
          ),
      }
    },
    'a notification read': (actor, pick, world) => {
      const notifications = pick(ofOrg(world.rows.inbox, actor).slice(0, 3))
      return {
        expected: notifications.person_id === actor.person,
        statement: (db) =>
          sql`update inbox set read_at = now() where inbox_id = ${notifications.inbox_id}`.execute(db),
      }
    },
  },
}

function rowsOf(generator: Generator) {
  const { org: org_id, people, id, pick } = generator
  return {
    inbox: people.map((person_id, number) => ({
      org_id,
      inbox_id: id('news', number),
      person_id,
      kind: 'note_shared' as const,
      read_at: null,
      entity_id: anyNoteId(generator),
      by_id: pick([null, ...people.filter((by) => by !== person_id)]),
    })),
    notification_choice: people.map((person_id) => ({ org_id, person_id, email: pick([true, false]) })),
    push_subscription: people.map((person_id, number) => ({
      org_id,
      person_id,
      subscription_id: id('subscription', number),
      session_id: id('session', number),
      endpoint: 'https://push.example.org/x',
      p256dh: 'x',
      auth: 'x',
    })),
  }
}
