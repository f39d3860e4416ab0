import type { Selectable } from 'kysely'
import type { Schema } from '#server/db/schema.ts'

/** A whole row: nothing is left to a default of the database, or two demos would differ. */
export type RowOf<T extends keyof Schema> = Selectable<Schema[T]>

/** The tables of the demo in the order in which their keys need one another. */
export const demoTables = [
  'org',
  'person',
  'team',
  'membership',
  'sign_in',
  'invitation',
  'feed_epoch',
  'policy',
  'audit_import',
  'audit',
  'another_look',
  'note',
  'note_revision',
  'note_evidence',
  'note_reply',
  'note_reading',
  'action_item',
  'action_state',
  'shift',
  'record_view',
] as const satisfies readonly (keyof Schema)[]
export type DemoTable = (typeof demoTables)[number]
export type DemoRows = { [T in DemoTable]: RowOf<T>[] }
