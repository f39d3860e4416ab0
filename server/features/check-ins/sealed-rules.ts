import type { KeyOwner, Keystore } from '#server/keys/keystore.ts'
import { opened } from './contents-rules.ts'
import { openQuestionnaire, questionnaireRef } from './questionnaire-contents-rules.ts'

/** A table with sealed columns, and how its person's own copy opens a row of it. */
export interface SealedTable {
  /** The column of the row's id, by which its key is found. */
  readonly id: string
  readonly columns: readonly string[]
  /** Returns what was sealed; null where its key was destroyed. */
  open(
    keys: Keystore,
    owner: KeyOwner,
    row: { id: string; sealed: readonly (Buffer | null)[] },
  ): object | null
}

/** The tables whose texts only their person opens. */
export const tablesWithSeals: Readonly<Record<string, SealedTable>> = {
  check_in_answer: {
    id: 'check_in_id',
    columns: ['answers', 'note'],
    open: (keys, owner, { id, sealed: [answers, note] }) =>
      (answers && note && opened(keys, { ...owner, item: id }, { answers, note })) ?? null,
  },
  questionnaire_answer: {
    id: 'answer_id',
    columns: ['contents'],
    open(keys, owner, { id, sealed: [contents] }) {
      const ref = questionnaireRef(owner, id)
      const key = keys.find(ref)
      return (key && contents && openQuestionnaire(key, ref, contents)) ?? null
    },
  },
}
