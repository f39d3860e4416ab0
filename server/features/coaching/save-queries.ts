import { sql } from 'kysely'
import type { WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { SaveNoteInput } from '#shared/coaching/contracts.ts'
import type { NoteBody, NoteCriterion } from '#shared/coaching/fields.ts'
import type { Audience } from '#shared/coaching/rules.ts'
import { latestReading } from './queries.ts'

interface SavingFacts {
  /** The subject is an analyst today in the team, and the actor leads it. */
  analyst: boolean
  /** How many of the audits are the subject's in that team, and visible. */
  evidence: number
  team_id: string | null
  author_id: string | null
  subject_id: string | null
  audience: Audience | null
  version: number | null
  /** The words as they stand were acknowledged, with what else of the note is no more changed then. */
  acknowledged: boolean
  body: NoteBody | null
  criterion: NoteCriterion | null
  attached: string[]
}
interface Saving {
  org: string
  note: string
  team: string
  subject: string
  evidence: readonly string[]
}
const savingFactsStatement = prepare<Saving, SavingFacts>('coaching_saving_facts', (db, p) => ({
  compile: () =>
    sql<SavingFacts>`select
      exists (select 1 from app.membership_today m where m.org_id = o.org_id and m.person_id = ${p.subject}
        and m.team_id = ${p.team} and m.role = 'analyst'
        and m.team_id = any ((select app.visible_teams('lead'))::uuid[])) as analyst,
      (select count(*)::int from audit a where a.org_id = o.org_id and a.audit_id = any (${p.evidence}::uuid[])
        and a.analyst_id = ${p.subject} and a.team_id = ${p.team}) as evidence,
      n.team_id, n.author_id, n.subject_id, n.audience, n.version, n.body, n.criterion,
      k.acknowledged_at is not null as acknowledged,
      array(select e.audit_id::text from note_evidence e where e.org_id = n.org_id and e.note_id = n.note_id) as attached
    from org o left join note n on n.org_id = o.org_id and n.note_id = ${p.note}
    left join lateral ${latestReading(sql`n`)} k on true
    where o.org_id = ${p.org}`.compile(db),
}))

/** Returns what decides whether this note may be saved; what is asked of the note is null where there is none yet. */
export async function savingFacts(db: WriteDb, input: SaveNoteInput): Promise<SavingFacts | undefined> {
  const { noteId: note, teamId: team, subjectId: subject, evidence } = input
  const [row] = await db.run(savingFactsStatement, { org: db.org, note, team, subject, evidence })
  return row
}

interface NoteValues {
  org: string
  note: string
  audience: Audience
  kind: NoteBody['kind']
  body: string
  criterion: string | null
  followUp: string | null
}
const valuesOf = (db: WriteDb, input: SaveNoteInput): NoteValues => ({
  org: db.org,
  note: input.noteId,
  audience: input.audience,
  kind: input.body.kind,
  body: JSON.stringify(input.body),
  criterion: input.criterion && JSON.stringify(input.criterion),
  followUp: input.followUpOn,
})

const insertNoteStatement = prepare<
  NoteValues & { team: string; author: string; subject: string; claimed: string },
  { version: number }
>('coaching_insert_note', (db, p) =>
  db
    .insertInto('note')
    .values({
      org_id: p.org,
      note_id: p.note,
      team_id: p.team,
      author_id: p.author,
      subject_id: p.subject,
      audience: p.audience,
      kind: p.kind,
      body: p.body,
      criterion: p.criterion,
      follow_up_on: p.followUp,
      followed_up_at: null,
      claimed_at: p.claimed,
      person_since: sql`case when ${p.audience}::text <> 'me' then clock_timestamp() end`,
      manager_since: sql`case when ${p.audience}::text = 'manager' then clock_timestamp() end`,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('version'),
)

/** False where a note of this id exists. */
export async function insertNote(db: WriteDb, input: SaveNoteInput, claimed: string): Promise<boolean> {
  const { teamId: team, subjectId: subject } = input
  const rows = await db.run(insertNoteStatement, {
    ...valuesOf(db, input),
    team,
    author: db.person,
    subject,
    claimed,
  })
  return rows.length === 1
}

const updateNoteStatement = prepare<NoteValues & { base: number }, { version: number }>(
  'coaching_update_note',
  (db, p) =>
    db
      .updateTable('note')
      .set({
        audience: p.audience,
        kind: p.kind,
        body: p.body,
        criterion: p.criterion,
        follow_up_on: p.followUp,
        followed_up_at: sql`case when follow_up_on = ${p.followUp}::date then followed_up_at end`,
        person_since: sql`case when ${p.audience}::text <> 'me' then coalesce(person_since, clock_timestamp()) end`,
        manager_since: sql`case when ${p.audience}::text = 'manager' then coalesce(manager_since, clock_timestamp()) end`,
        version: sql`version + 1`,
      })
      .where('org_id', '=', p.org)
      .where('note_id', '=', p.note)
      .where('version', '=', p.base)
      .returning('version'),
)

/** Compare-and-set on the version: false where somebody was quicker. */
export async function updateNote(db: WriteDb, input: SaveNoteInput, base: number): Promise<boolean> {
  const rows = await db.run(updateNoteStatement, { ...valuesOf(db, input), base })
  return rows.length === 1
}

const insertRevisionStatement = prepare<{ org: string; note: string }, { version: number; at: string }>(
  'coaching_insert_revision',
  (db, p) =>
    db
      .insertInto('note_revision')
      .columns(['org_id', 'note_id', 'version', 'audience', 'kind', 'body', 'follow_up_on'])
      .expression((from) =>
        from
          .selectFrom('note')
          .select(['org_id', 'note_id', 'version', 'audience', 'kind', 'body', 'follow_up_on'])
          .where('org_id', '=', p.org)
          .where('note_id', '=', p.note),
      )
      .returning(['version', 'at']),
)

/** Keeps what the note says now. */
export async function insertRevision(db: WriteDb, note: string): Promise<{ version: number; at: string }> {
  const [row] = await db.run(insertRevisionStatement, { org: db.org, note })
  if (!row) throw new Error('A note that was just saved was not found')
  return row
}

const putReadingStatement = prepare<{ org: string; note: string }, never>(
  'coaching_put_reading',
  (db, p) => ({
    compile: () =>
      sql<never>`with before as (
        delete from note_reading where org_id = ${p.org} and note_id = ${p.note} and acknowledged_at is null
        returning waiting_since)
      insert into note_reading (org_id, note_id, note_version, person_id, author_id, waiting_since)
      select n.org_id, n.note_id, n.version, n.subject_id, n.author_id,
        coalesce((select min(waiting_since) from before), clock_timestamp())
      from note n where n.org_id = ${p.org} and n.note_id = ${p.note} and n.audience <> 'me'`.compile(db),
  }),
)

/** The person is to read the note as it is now; one that they had not read yet has waited since then. */
export async function putReading(db: WriteDb, note: string): Promise<void> {
  await db.run(putReadingStatement, { org: db.org, note })
}

interface EvidenceOf {
  org: string
  note: string
  evidence: readonly string[]
}
const insertEvidenceStatement = prepare<EvidenceOf, never>('coaching_insert_evidence', (db, p) => ({
  compile: () =>
    sql<never>`insert into note_evidence (org_id, note_id, audit_id)
      select ${p.org}, ${p.note}, unnest(${p.evidence}::uuid[]) on conflict do nothing`.compile(db),
}))
const deleteEvidenceStatement = prepare<EvidenceOf, never>('coaching_delete_evidence', (db, p) => ({
  compile: () =>
    sql<never>`delete from note_evidence where org_id = ${p.org} and note_id = ${p.note}
      and audit_id <> all (${p.evidence}::uuid[])`.compile(db),
}))

export async function setEvidence(db: WriteDb, { noteId: note, evidence }: SaveNoteInput, isNew: boolean) {
  const parameters = { org: db.org, note, evidence }
  if (!isNew) await db.run(deleteEvidenceStatement, parameters)
  if (evidence.length > 0) await db.run(insertEvidenceStatement, parameters)
}
