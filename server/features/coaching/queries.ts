import { type RawBuilder, sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import { isAfter } from '#server/db/keyset.ts'
import { prepare } from '#server/db/prepared.ts'
import type { NoteBody, NoteCriterion } from '#shared/coaching/fields.ts'
import type { Audience } from '#shared/coaching/rules.ts'
import type { ActionComment, AddendumView, NoteReader, NoteRevision } from '#shared/coaching/views.ts'
import { commentsOf } from './comment-queries.ts'
import { type NamedReader, namedReaders, readersOf } from './reader-queries.ts'
import { newestReplies } from './reply-queries.ts'

interface PersonCard {
  name: string
  /** An analyst today in a team that the reader leads, or manages. */
  led: boolean
  managed: boolean
}
const personCardStatement = prepare<{ org: string; id: string }, PersonCard>('coaching_person', (db, p) => {
  const analystIn = (role: 'lead' | 'manager') => sql`exists (select 1 from app.membership_today m
    where m.org_id = x.org_id and m.person_id = x.person_id and m.role = 'analyst'
      and m.team_id = any ((select app.visible_teams(${sql.lit(role)}))::uuid[]))`
  return {
    compile: () =>
      sql<PersonCard>`select x.name, ${analystIn('lead')} as led, ${analystIn('manager')} as managed
        from person x where x.org_id = ${p.org} and x.person_id = ${p.id}`.compile(db),
  }
})

export async function personCard(db: ActorDb, personId: string): Promise<PersonCard | undefined> {
  const [row] = await db.run(personCardStatement, { org: db.org, id: personId })
  return row
}

export interface NoteRow {
  note_id: string
  team_id: string
  author_id: string
  author_name: string
  subject_id: string
  subject_name: string
  audience: Audience
  readers: NoteReader[]
  body: NoteBody
  criterion: NoteCriterion | null
  follow_up_on: string | null
  followed_up_at: string | null
  /** For a reader other than the author: when they were let in. */
  created_at: string
  acknowledged_at: string | null
  version: number
}
/** Notes of a page. */
export const pageSize = 100
/** The most older notes that a first page brings along because they wait. */
const waitingLimit = 200

/** Selects the reading of the newest wording that was shared: one that was acknowledged stays, so that it holds for later versions. */
export const latestReading = (note: RawBuilder<unknown>) => sql<{
  note_id: string
  acknowledged_at: string | null
}>`(select r.note_id, r.acknowledged_at from note_reading r
  where r.org_id = ${note}.org_id and r.note_id = ${note}.note_id order by r.note_version desc limit 1)`

interface NotesOf {
  org: string
  me: string
  subject: string
  /** The last note of the page before; null for the first page. */
  before: string | null
}
/** Returns when this reader was let in to a note, which is its place in their order. */
export const since = (note: 'n' | 'b', me: string) => {
  const noteRef = sql.raw(note)
  return sql`case ${me}::uuid when ${noteRef}.author_id then ${noteRef}.created_at
    when ${noteRef}.subject_id then ${noteRef}.person_since
    else (select min(r.since) from note_reader r
      where r.org_id = ${noteRef}.org_id and r.note_id = ${noteRef}.note_id and r.person_id = ${me}::uuid) end`
}
const isOlder = (p: NotesOf) =>
  isAfter(
    { key: sql`e.since`, id: sql`n.note_id` },
    {
      key: sql`(select ${since('b', p.me)} from note b where b.org_id = ${p.org} and b.note_id = ${p.before}::uuid)`,
      id: sql`${p.before}::uuid`,
    },
    { key: 'desc', id: 'desc' },
  )
const notes = (
  p: NotesOf,
  condition: RawBuilder<unknown>,
  limit: number,
) => sql<NoteRow>`select n.note_id, n.team_id,
    n.author_id, coalesce(a.name, '') as author_name, n.subject_id, coalesce(s.name, '') as subject_name, n.audience,
    ${readersOf(sql`n`)} as readers, n.body, n.criterion, n.follow_up_on, case when n.followed_up_at >= e.since then n.followed_up_at end as followed_up_at,
    e.since as created_at, k.acknowledged_at, n.version
  from note n
  cross join lateral (select ${since('n', p.me)} as since) e
  left join person a on a.org_id = n.org_id and a.person_id = n.author_id
  left join person s on s.org_id = n.org_id and s.person_id = n.subject_id
  left join lateral ${latestReading(sql`n`)} k on true
  where n.org_id = ${p.org} and n.subject_id = ${p.subject} and ${condition}
  order by e.since desc, n.note_id desc
  limit ${sql.lit(limit)}`

const notesStatement = prepare<NotesOf, NoteRow>('coaching_notes', (db, p) => ({
  compile: () => notes(p, sql`(${p.before}::uuid is null or ${isOlder(p)})`, pageSize + 1).compile(db),
}))

/** One more than a page, newest first, in the order in which `reader` was let in to them. */
export const notesAbout = (
  db: ActorDb,
  subject: string,
  { before, reader = db.person }: { before: string | null; reader?: string },
): Promise<NoteRow[]> => db.run(notesStatement, { org: db.org, me: reader, subject, before })

const waitingStatement = prepare<NotesOf, NoteRow>('coaching_notes_waiting', (db, p) => ({
  compile: () =>
    notes(
      p,
      sql`${isOlder(p)} and (n.follow_up_on is not null and n.followed_up_at is null
        or k.note_id is not null and k.acknowledged_at is null
        or exists (select from note_addendum a where a.org_id = n.org_id and a.note_id = n.note_id and a.acknowledged_at is null)
        or exists (select from action_item i
          join action_state d on d.org_id = i.org_id and d.action_id = i.action_id
          where i.org_id = n.org_id and i.note_id = n.note_id and i.removed_at is null and d.done_at is null))`,
      waitingLimit,
    ).compile(db),
}))

/** Returns, of the notes from after `before` back, those that somebody still has to do something about. */
export const notesWaiting = (db: ActorDb, subject: string, before: string): Promise<NoteRow[]> =>
  db.run(waitingStatement, { org: db.org, me: db.person, subject, before })

interface OfNotes {
  org: string
  notes: string[]
}
const evidenceStatement = prepare<OfNotes, { note_id: string; audit_id: string }>(
  'coaching_evidence',
  (db, p) =>
    db
      .selectFrom('note_evidence')
      .select(['note_id', 'audit_id'])
      .where('org_id', '=', p.org)
      .where(sql<boolean>`note_id = any (${p.notes}::uuid[])`)
      .orderBy('audit_id'),
)
interface ActionRow {
  note_id: string
  action_id: string
  owner_id: string
  owner_name: string
  title: string
  due_on: string | null
  done_at: string | null
  comments: ActionComment[]
  version: number
}
const actionsStatement = prepare<OfNotes, ActionRow>('coaching_actions', (db, p) =>
  db
    .selectFrom('action_item as i')
    .innerJoin('action_state as d', (join) =>
      join.onRef('d.org_id', '=', 'i.org_id').onRef('d.action_id', '=', 'i.action_id'),
    )
    .leftJoin('person as w', (join) =>
      join.onRef('w.org_id', '=', 'i.org_id').onRef('w.person_id', '=', 'i.owner_id'),
    )
    .select([
      'i.note_id',
      'i.action_id',
      'i.owner_id',
      sql<string>`coalesce(w.name, '')`.as('owner_name'),
      'i.title',
      'i.due_on',
      'd.done_at',
      commentsOf(sql`i`).as('comments'),
      sql<number>`i.version + d.version`.as('version'),
    ])
    .where('i.org_id', '=', p.org)
    .where(sql<boolean>`i.note_id = any (${p.notes}::uuid[])`)
    .where('i.removed_at', 'is', null)
    .orderBy('i.created_at')
    .orderBy('i.action_id'),
)

const addendaStatement = prepare<OfNotes, AddendumView & { noteId: string }>('coaching_addenda', (db, p) =>
  db
    .selectFrom('note_addendum')
    .select([
      'note_id as noteId',
      'addendum_id as addendumId',
      'text',
      'added_at as at',
      'acknowledged_at as acknowledgedAt',
    ])
    .where('org_id', '=', p.org)
    .where(sql<boolean>`note_id = any (${p.notes}::uuid[])`)
    .orderBy('added_at')
    .orderBy('addendum_id'),
)

/** Returns what hangs on these notes, each set in one statement. */
export async function onNotes(db: ActorDb, notes: string[]) {
  const parameters = { org: db.org, notes }
  const [evidence, replies, actions, addenda] = await Promise.all([
    db.run(evidenceStatement, parameters),
    newestReplies(db, notes),
    db.run(actionsStatement, parameters),
    db.run(addendaStatement, parameters),
  ])
  return { evidence, replies, actions, addenda }
}

/** Earlier wordings that are shown at most. */
const revisionsLimit = 100

const revisionsStatement = prepare<
  { org: string; note: string },
  { version: number; audience: Audience; body: NoteBody; follow_up_on: string | null; at: string }
>('coaching_revisions', (db, p) =>
  db
    .selectFrom('note_revision')
    .select(['version', 'audience', 'body', 'follow_up_on', 'at'])
    .where('org_id', '=', p.org)
    .where('note_id', '=', p.note)
    .orderBy('version', 'desc')
    .limit(sql.lit(revisionsLimit)),
)

/** Newest first; only those that were written for an audience with this reader in it. */
export async function revisionsOf(db: ActorDb, note: string): Promise<NoteRevision[]> {
  const rows = await db.run(revisionsStatement, { org: db.org, note })
  return rows.map(({ follow_up_on, ...row }) => ({ ...row, followUpOn: follow_up_on }))
}

export interface NoteFacts {
  note_id: string
  team_id: string
  author_id: string
  subject_id: string
  audience: Audience
  readers: NamedReader[]
  version: number
  follow_up_on: string | null
  followed_up_at: string | null
  acknowledged_at: string | null
  kind: NoteBody['kind']
  has_criterion: boolean
}
const noteFactsStatement = prepare<{ org: string; note: string }, NoteFacts>('coaching_note_facts', (db, p) =>
  db
    .selectFrom('note as n')
    .leftJoinLateral(latestReading(sql`n`).as('k'), (join) => join.onTrue())
    .select([
      'n.note_id',
      'n.team_id',
      'n.author_id',
      'n.subject_id',
      'n.audience',
      namedReaders(sql`n`).as('readers'),
      'n.version',
      'n.follow_up_on',
      'n.followed_up_at',
      'k.acknowledged_at',
      'n.kind',
      sql<boolean>`n.criterion is not null`.as('has_criterion'),
    ])
    .where('n.org_id', '=', p.org)
    .where('n.note_id', '=', p.note),
)

/** Undefined where the note is missing or hidden from the actor. */
export async function noteFacts(db: ActorDb, note: string): Promise<NoteFacts | undefined> {
  const [row] = await db.run(noteFactsStatement, { org: db.org, note })
  return row
}
