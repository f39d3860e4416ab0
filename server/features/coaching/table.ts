import type { Generated, JSONColumnType } from 'kysely'
import type { NoteBody, NoteCriterion } from '#shared/coaching/fields.ts'
import type { ReaderRole } from '#shared/coaching/rules.ts'

export interface NoteTable {
  org_id: string
  note_id: string
  team_id: string
  author_id: string
  subject_id: string
  audience: 'me' | 'person' | 'manager'
  kind: NoteBody['kind']
  body: JSONColumnType<NoteBody>
  criterion: JSONColumnType<NoteCriterion> | null
  follow_up_on: string | null
  followed_up_at: string | null
  created_at: Generated<string>
  claimed_at: string
  /** When it was shared with the person, and with the managers who were named then; null while it is not. */
  person_since: string | null
  manager_since: string | null
  /** The follow-up date that its author was reminded of. */
  reminded_for: Generated<string | null>
  version: Generated<number>
}
/** Somebody who was named as a reader, for the role in which they read; never changed and never taken back. */
export interface NoteReaderTable {
  org_id: string
  note_id: string
  person_id: string
  named_as: ReaderRole
  since: Generated<string>
}
export interface NoteRevisionTable {
  org_id: string
  note_id: string
  version: number
  audience: 'me' | 'person' | 'manager'
  kind: NoteBody['kind']
  body: JSONColumnType<NoteBody>
  follow_up_on: string | null
  at: Generated<string>
}
export interface NoteEvidenceTable {
  org_id: string
  note_id: string
  audit_id: string
}
export interface NoteReplyTable {
  org_id: string
  reply_id: string
  note_id: string
  /** For whom a reply is news. */
  note_author_id: string
  author_id: string
  text: string
  at: Generated<string>
}
/** The person is to read, or has acknowledged, exactly this version; at most one of a note waits. */
export interface NoteReadingTable {
  org_id: string
  note_id: string
  note_version: number
  person_id: string
  author_id: string
  /** Of the first version that they have not read. */
  waiting_since: Generated<string>
  acknowledged_at: string | null
}
/** An addition of the author's to a note that was acknowledged. */
export interface NoteAddendumTable {
  org_id: string
  addendum_id: string
  note_id: string
  person_id: string
  author_id: string
  text: string
  added_at: Generated<string>
  acknowledged_at: string | null
}
export interface ActionItemTable {
  org_id: string
  action_id: string
  note_id: string
  owner_id: string
  title: string
  due_on: string | null
  removed_at: string | null
  created_at: Generated<string>
  version: Generated<number>
}
/** One for every item. An item's version is the sum of this one and its own. */
export interface ActionStateTable {
  org_id: string
  action_id: string
  owner_id: string
  done_at: string | null
  done_by: string | null
  version: Generated<number>
}
/** The comment of somebody who may finish an action; without text once they took it back. */
export interface ActionCommentTable {
  org_id: string
  action_id: string
  author_id: string
  text: string | null
  at: Generated<string>
  version: Generated<number>
}
/** The last due date of an action that a person was reminded of. */
export interface ActionReminderTable {
  org_id: string
  action_id: string
  person_id: string
  due_on: string
}

declare module '#server/db/schema.ts' {
  interface Schema {
    note: NoteTable
    note_reader: NoteReaderTable
    note_revision: NoteRevisionTable
    note_evidence: NoteEvidenceTable
    note_reply: NoteReplyTable
    note_reading: NoteReadingTable
    note_addendum: NoteAddendumTable
    action_item: ActionItemTable
    action_state: ActionStateTable
    action_comment: ActionCommentTable
    action_reminder: ActionReminderTable
  }
}
