import type { Generated, JSONColumnType } from 'kysely'
import type { NoteBody, NoteCriterion } from '#shared/coaching.ts'

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
  acknowledged_at: string | null
  version: Generated<number>
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
  author_id: string
  text: string
  at: Generated<string>
}
export interface ActionItemTable {
  org_id: string
  action_id: string
  note_id: string
  owner_id: string
  title: string
  due_on: string | null
  done_at: string | null
  removed_at: string | null
  created_at: Generated<string>
  version: Generated<number>
}
