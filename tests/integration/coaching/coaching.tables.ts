import { type Kysely, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Schema } from '#server/db/schema.ts'
import { type Audience, audiences, type ReaderRole } from '#shared/coaching/rules.ts'
import { type Actor, can, type NoteReadFacts } from '#shared/policy.ts'
import { anyAuditId } from '#tests/integration/audits/audits.tables.ts'
import { ofOrg, type PolicyDatabase } from '#tests/support/policy-world/database.ts'
import { type Generator, rowCount } from '#tests/support/policy-world/generator.ts'
import type { Pick, Row, TablesPart } from '#tests/support/policy-world/part.ts'

const noteOf = (world: PolicyDatabase, row: { org_id: string; note_id: string }) =>
  world.one('note', 'note_id', row)
const noteFacts = (note: Row<'note'>) => ({
  authorId: note.author_id,
  subjectId: note.subject_id,
  teamId: note.team_id,
  audience: note.audience,
})
const readFacts = (note: Row<'note'>, { rows }: PolicyDatabase): NoteReadFacts => ({
  ...noteFacts(note),
  readers: rows.note_reader
    .filter(({ org_id, note_id }) => org_id === note.org_id && note_id === note.note_id)
    .map(({ person_id, named_as }) => ({ personId: person_id, namedAs: named_as })),
})
const ofNote = (actor: Actor, row: { org_id: string; note_id: string }, world: PolicyDatabase) =>
  can(actor, 'note.read', readFacts(noteOf(world, row), world))
const isAcknowledged = (note: Row<'note'>, { rows }: PolicyDatabase): boolean =>
  rows.note_reading.some(
    (row) => row.org_id === note.org_id && row.note_id === note.note_id && row.acknowledged_at !== null,
  )

/** So that enough of what is drawn may be: most people may not be named. */
const oftener = (people: readonly string[]) => [1, 2, 3, 4].flatMap(() => people)

/** Everybody of the organisation who is in that role of the team today or, as a lead and unless `onlyToday`, from a later day. */
function holdersOf(
  role: 'lead' | 'manager' | 'analyst',
  { org_id, team_id }: Row<'note'>,
  world: PolicyDatabase,
  onlyToday = false,
) {
  const { rows } = world
  const today = Temporal.Now.plainDateISO(rows.org.find((org) => org.org_id === org_id)?.zone ?? 'UTC')
  const above = new Set([team_id])
  for (const place of above) {
    const team = rows.team.find((row) => row.org_id === org_id && row.team_id === place)
    if (role === 'manager' && team?.parent_id) above.add(team.parent_id)
  }
  return rows.membership
    .filter(
      (row) => row.org_id === org_id && row.role === role && row.team_id !== null && above.has(row.team_id),
    )
    .filter(({ confirmed_at, starts_on, ends_on }) => {
      const begun = (role === 'lead' && !onlyToday) || starts_on <= today.toString()
      const lasts = ends_on === null || (ends_on > today.toString() && ends_on > starts_on)
      return confirmed_at !== null && begun && lasts
    })
    .map(({ person_id }) => person_id)
}

const readsAction = (actor: Actor, item: Row<'action_item'>, world: PolicyDatabase): boolean =>
  ofNote(actor, item, world) || inherits(actor, item, world)

/** The id of a generated note, for rows of other features that name one. */
export const anyNoteId = ({ id, random }: Generator): string => id('note', Math.floor(random() * rowCount))

export const part: TablesPart = {
  rows: rowsOf,
  readers: {
    note: ['note_id', ofNote],
    note_reader: ['note_id', ofNote],
    note_revision: ['note_id', ofNote],
    note_evidence: ['note_id', ofNote],
    note_reply: ['reply_id', ofNote],
    note_reading: ['note_id', ofNote],
    note_addendum: [
      'addendum_id',
      (actor, row, world) => {
        const note = noteOf(world, row)
        const { readers, ...facts } = readFacts(note, world)
        // What was added before a manager was named was not written for them.
        const named = world.rows.note_reader.filter(
          (reader) =>
            reader.org_id === note.org_id &&
            reader.note_id === note.note_id &&
            (reader.named_as === 'lead' || row.added_at >= reader.since),
        )
        return can(actor, 'note.read', {
          ...facts,
          readers: readers.filter(({ personId, namedAs }) =>
            named.some(({ person_id, named_as }) => person_id === personId && named_as === namedAs),
          ),
        })
      },
    ],
    action_item: ['action_id', readsAction],
    action_state: [
      'action_id',
      (actor, row, world) => readsAction(actor, world.one('action_item', 'action_id', row), world),
    ],
    // Whoever inherited an action reads their own comment on it, and none that were written before.
    action_comment: [
      'action_id',
      (actor, row, world) => {
        const item = world.one('action_item', 'action_id', row)
        return ofNote(actor, item, world) || (row.author_id === actor.person && inherits(actor, item, world))
      },
    ],
  },
  writes: {
    'note.write': (actor, pick, world) => {
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
    'note.write, a revision': (actor, pick, world) => {
      const note = pick(ofOrg(world.rows.note, actor))
      return {
        expected: can(actor, 'note.write', noteFacts(note)),
        statement: (db) =>
          sql`update note set version = version + 1 where note_id = ${note.note_id}`.execute(db),
      }
    },
    'note.write, its history': (actor, pick, world) => {
      const note = pick(ofOrg(world.rows.note, actor))
      return {
        expected: can(actor, 'note.write', noteFacts(note)),
        statement: (db) =>
          sql`insert into note_revision (org_id, note_id, version, audience, kind, body)
          values (${actor.org}, ${note.note_id}, 2, ${note.audience}, 'quick', '{}')`.execute(db),
      }
    },
    'note.write, an action': (actor, pick, world) => {
      const note = pick(ofOrg(world.rows.note, actor))
      return {
        expected: can(actor, 'note.write', noteFacts(note)),
        statement: (db) =>
          sql`insert into action_item (org_id, action_id, note_id, owner_id, title)
          values (${actor.org}, ${uuidv7()}, ${note.note_id}, ${note.author_id}, 'x')`.execute(db),
      }
    },
    'note.write, another action': (actor, pick, world) => {
      const item = pick(ofOrg(world.rows.action_item, actor))
      return {
        expected: can(actor, 'note.write', noteFacts(noteOf(world, item))),
        statement: (db) =>
          sql`update action_item set title = 'y' where action_id = ${item.action_id}`.execute(db),
      }
    },
    'note.write, evidence taken back': (actor, pick, world) => {
      const note = pick(ofOrg(world.rows.note, actor).filter((row) => !isAcknowledged(row, world)))
      return {
        expected: can(actor, 'note.write', noteFacts(note)),
        statement: (db) => sql`delete from note_evidence where note_id = ${note.note_id}`.execute(db),
      }
    },
    'note.write, the unread version replaced': (actor, pick, world) => {
      const waiting = ofOrg(world.rows.note_reading, actor).filter((row) => row.acknowledged_at === null)
      const note = noteOf(world, pick(waiting))
      return {
        expected: can(actor, 'note.write', noteFacts(note)),
        statement: (db) => sql`delete from note_reading where note_id = ${note.note_id}`.execute(db),
      }
    },
    'note.nameReader': (actor, pick, world) => {
      const free = (note: Row<'note'>) => notNamed(holdersOf('manager', note, world), 'manager', note, world)
      const fits = (note: Row<'note'>) => note.audience === 'manager' && free(note).length > 0
      const note = pick(ownFirst(actor, pick, world, fits))
      const others = notNamed([actor.person], 'manager', note, world)
      const personId = pick([...oftener(free(note)), ...others, note.subject_id, note.author_id])
      const managing = holdersOf('manager', note, world).includes(personId)
      return {
        expected: can(actor, 'note.nameReader', { ...noteFacts(note), personId, managing }),
        statement: (db) => name(db, note, personId, 'manager'),
      }
    },
    'note.handover': (actor, pick, world) => {
      const isInTeam = (note: Row<'note'>) => holdersOf('analyst', note, world).includes(note.subject_id)
      const free = (note: Row<'note'>) => notNamed(holdersOf('lead', note, world), 'lead', note, world)
      const fits = (note: Row<'note'>) => note.audience !== 'me' && isInTeam(note) && free(note).length > 0
      const note = pick(ownFirst(actor, pick, world, fits))
      const others = notNamed([actor.person], 'lead', note, world)
      const personId = pick([...oftener(free(note)), ...others, note.subject_id, note.author_id])
      const leading = holdersOf('lead', note, world).includes(personId)
      return {
        expected: can(actor, 'note.handover', {
          ...noteFacts(note),
          ...{ personId, leading, inTeam: isInTeam(note) },
        }),
        statement: (db) => name(db, note, personId, 'lead'),
      }
    },
    'note.rewrite': (actor, pick, world) => {
      const note = pick(ownFirst(actor, pick, world, () => true))
      const acknowledged = isAcknowledged(note, world)
      return {
        expected: can(actor, 'note.rewrite', { ...noteFacts(note), acknowledged }),
        statement: (db) =>
          sql`update note set body = '{"kind":"quick","text":"other"}' where note_id = ${note.note_id}`.execute(
            db,
          ),
      }
    },
    'note.addAddendum': (actor, pick, world) => {
      const note = pick(ownFirst(actor, pick, world, (row) => isAcknowledged(row, world)))
      const acknowledged = isAcknowledged(note, world)
      return {
        expected: can(actor, 'note.addAddendum', { ...noteFacts(note), acknowledged }),
        statement: (db) =>
          sql`insert into note_addendum (org_id, addendum_id, note_id, person_id, author_id, text)
          values (${actor.org}, ${uuidv7()}, ${note.note_id}, ${note.subject_id}, ${note.author_id}, 'x')`.execute(
            db,
          ),
      }
    },
    'note.acknowledge, an addendum': (actor, pick, world) => {
      const addendum = pick(ofOrg(world.rows.note_addendum, actor))
      const note = noteOf(world, addendum)
      return {
        expected: can(actor, 'note.acknowledge', { subjectId: note.subject_id, audience: note.audience }),
        statement: (db) =>
          sql`update note_addendum set acknowledged_at = now() where addendum_id = ${addendum.addendum_id}`.execute(
            db,
          ),
      }
    },
    'note.acknowledge': (actor, pick, world) => {
      const note = pick(ofOrg(world.rows.note, actor).filter((row) => !isAcknowledged(row, world)))
      return {
        expected: can(actor, 'note.acknowledge', { subjectId: note.subject_id, audience: note.audience }),
        statement: (db) =>
          sql`update note_reading set acknowledged_at = now() where note_id = ${note.note_id}`.execute(db),
      }
    },
    'note.reply': (actor, pick, world) => {
      const note = pick(ofOrg(world.rows.note, actor))
      return {
        expected: can(actor, 'note.reply', readFacts(note, world)),
        statement: (db) =>
          sql`insert into note_reply (org_id, reply_id, note_id, note_author_id, author_id, text)
          values (${actor.org}, ${uuidv7()}, ${note.note_id}, ${note.author_id}, ${actor.person}, 'x')`.execute(
            db,
          ),
      }
    },
    'action.finish': (actor, pick, world) => {
      const item = pick(ofOrg(world.rows.action_item, actor))
      return {
        expected: finishesAction(actor, item, world),
        statement: (db) => finish(db, actor, item),
      }
    },
    'action.finish, a comment': (actor, pick, world) => {
      const commented = new Set(ofOrg(world.rows.action_comment, actor).map(({ action_id }) => action_id))
      const free = ofOrg(world.rows.action_item, actor).filter(({ action_id }) => !commented.has(action_id))
      const finished = free.filter((item) => finishesAction(actor, item, world))
      const item = pick(finished.length > 0 && pick([true, true, false]) ? finished : free)
      const authorId = pick([actor.person, actor.person, actor.person, item.owner_id])
      return {
        expected: authorId === actor.person && finishesAction(actor, item, world),
        statement: (db) =>
          sql`insert into action_comment (org_id, action_id, author_id, text)
          values (${actor.org}, ${item.action_id}, ${authorId}, 'x')`.execute(db),
      }
    },
    'action.finish, another comment': (actor, pick, world) => {
      const all = ofOrg(world.rows.action_comment, actor)
      const own = all.filter(({ author_id }) => author_id === actor.person)
      const comment = pick(own.length > 0 && pick([true, true, true, false]) ? own : all)
      const item = world.one('action_item', 'action_id', comment)
      return {
        expected: comment.author_id === actor.person && finishesAction(actor, item, world),
        statement: (db) =>
          sql`update action_comment set text = 'y', version = version + 1
          where action_id = ${comment.action_id} and author_id = ${comment.author_id}`.execute(db),
      }
    },
    'action.inherit': (actor, pick, world) => {
      const all = ofOrg(world.rows.action_item, actor)
      const inherited = all.filter((item) => inherits(actor, item, world))
      const item = pick(inherited.length > 0 && pick([true, true, true, false]) ? inherited : all)
      return {
        expected: finishesAction(actor, item, world),
        statement: (db) => finish(db, actor, item),
      }
    },
  },
}

const inherits = (actor: Actor, item: Row<'action_item'>, world: PolicyDatabase): boolean => {
  const note = noteOf(world, item)
  return can(actor, 'action.inherit', {
    ...noteFacts(note),
    authorLeads: holdersOf('lead', note, world, true).includes(note.author_id),
    inTeam: holdersOf('analyst', note, world).includes(note.subject_id),
  })
}
const finishesAction = (actor: Actor, item: Row<'action_item'>, world: PolicyDatabase): boolean =>
  inherits(actor, item, world) ||
  can(actor, 'action.finish', { ...readFacts(noteOf(world, item), world), ownerId: item.owner_id })
const finish = (db: Kysely<Schema>, actor: Actor, { action_id }: Row<'action_item'>) =>
  sql`update action_state set done_at = now(), done_by = ${actor.person}
    where action_id = ${action_id}`.execute(db)

/** Notes of the actor that `fits`, where there are any, as often as not. */
function ownFirst(
  actor: Actor,
  pick: Pick,
  world: PolicyDatabase,
  fits: (note: Row<'note'>) => boolean,
): Row<'note'>[] {
  const all = ofOrg(world.rows.note, actor)
  const own = all.filter((note) => note.author_id === actor.person && fits(note))
  return own.length > 0 && pick([true, true, true, false]) ? own : all
}
/** Those of these people whom the author could still name in that role. */
function notNamed(
  people: readonly string[],
  role: ReaderRole,
  { org_id, note_id, author_id, subject_id }: Row<'note'>,
  { rows }: PolicyDatabase,
): string[] {
  const named = rows.note_reader
    .filter((row) => row.org_id === org_id && row.note_id === note_id && row.named_as === role)
    .map(({ person_id }) => person_id)
  return people.filter((person) => ![...named, author_id, subject_id].includes(person))
}
const name = (db: Kysely<Schema>, note: Row<'note'>, person: string, role: ReaderRole) =>
  sql`insert into note_reader (org_id, note_id, person_id, named_as)
    values (${note.org_id}, ${note.note_id}, ${person}, ${role})`.execute(db)

function rowsOf(generator: Generator) {
  const { org: org_id, teams, id, many, pick, random, ago, somebody, other } = generator
  const notes = many(rowCount, (number) => {
    const team_id = pick(teams)
    const author_id = somebody('lead', team_id)
    const audience: Audience = pick(audiences)
    const analyst = somebody('analyst', team_id)
    return {
      org_id,
      note_id: id('note', number),
      team_id,
      author_id,
      subject_id: analyst === author_id ? other(author_id) : analyst,
      audience,
      kind: 'quick' as const,
      body: JSON.stringify({ kind: 'quick', text: 'words' }),
      criterion: null,
      follow_up_on: null,
      followed_up_at: null,
      claimed_at: ago(60),
      created_at: ago(60),
      version: 2,
      person_since: audience === 'me' ? null : ago(60),
      manager_since: audience === 'manager' ? ago(60) : null,
    }
  })
  const items = notes.map((note, number) => ({
    org_id,
    action_id: id('action', number),
    note_id: note.note_id,
    due_on: null,
    removed_at: null,
    owner_id: random() < 0.5 ? note.author_id : note.subject_id,
    title: 'Read the policy again',
  }))
  const readings = notes.flatMap(({ note_id, subject_id, author_id, audience }) =>
    audience === 'me'
      ? []
      : [
          {
            ...{ org_id, note_id, note_version: 2, person_id: subject_id, author_id },
            acknowledged_at: random() < 0.4 ? ago(40) : null,
          },
        ],
  )
  return {
    note: notes,
    note_reader: notes.flatMap(({ note_id, team_id, author_id, subject_id }) => {
      const named = (person_id: string, named_as: ReaderRole) =>
        person_id === author_id || person_id === subject_id
          ? []
          : [{ org_id, note_id, person_id, named_as, since: ago(55) }]
      return [
        ...(random() < 0.5 ? named(somebody('manager', team_id), 'manager') : []),
        ...(random() < 0.4 ? named(somebody('lead', team_id), 'lead') : []),
      ]
    }),
    note_revision: notes.map(({ note_id, audience, kind, body }) => ({
      org_id,
      note_id,
      version: 1,
      audience,
      kind,
      body,
      follow_up_on: null,
      at: ago(50),
    })),
    note_evidence: notes.map(({ note_id }) => ({ org_id, note_id, audit_id: anyAuditId(generator) })),
    note_reply: notes.map(({ note_id, author_id }, number) => ({
      org_id,
      reply_id: id('reply', number),
      note_id,
      note_author_id: author_id,
      author_id,
      text: 'yes',
      at: ago(30),
    })),
    note_reading: readings,
    note_addendum: readings.flatMap(({ note_id, person_id, author_id, acknowledged_at }, number) =>
      acknowledged_at === null
        ? []
        : [
            {
              org_id,
              addendum_id: id('addendum', number),
              note_id,
              person_id,
              author_id,
              text: 'more',
              added_at: ago(20),
            },
          ],
    ),
    action_item: items,
    action_state: items.map(({ action_id, owner_id }) => ({
      org_id,
      action_id,
      owner_id,
      done_at: null,
      done_by: null,
    })),
    action_comment: items
      .filter((_, number) => number % 2 === 0)
      .map(({ action_id, owner_id }) => ({
        org_id,
        action_id,
        author_id: owner_id,
        text: 'done',
        at: ago(10),
      })),
  }
}
