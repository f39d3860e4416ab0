import { fieldsNamed, type Reading, readWith } from '#client/forms/reading.ts'
import { type WriteUpInput, writeUpInput } from '#shared/rulings/contracts.ts'

/** The form of a write-up: the words are the lead's, everything else is filled in. */
export interface WriteUpForm {
  escalationId: string
  commandId: string
  teamId: string
  policy: string
  /** Empty for none. */
  clauseId: string
  versionId: string
  textKo: string
  textEn: string
}
export type WriteUpField = 'textKo' | 'textEn'

const keys = [
  ...['escalationId', 'commandId', 'teamId', 'policy', 'clauseId', 'versionId', 'textKo', 'textEn'],
]

/** Tells a form of this release from a draft of another one. */
export const isWriteUpForm = (value: unknown): value is WriteUpForm =>
  typeof value === 'object' &&
  value !== null &&
  keys.every((key) => typeof Reflect.get(value, key) === 'string')

export const isEmpty = ({ textKo, textEn }: WriteUpForm): boolean =>
  textKo.trim() === '' && textEn.trim() === ''

const written = (text: string) => (text.trim() === '' ? null : text)

/** Reads the form as the input of rulings.writeUp; `summary` is the subject of the escalation. */
export const readWriteUp = (form: WriteUpForm, summary: string): Reading<WriteUpField, WriteUpInput> =>
  readWith(
    writeUpInput,
    {
      ...{ escalationId: form.escalationId, teamId: form.teamId, policy: form.policy },
      ...{ clauseId: form.clauseId || null, versionId: form.versionId || null, summary },
      ...{ textKo: written(form.textKo), textEn: written(form.textEn) },
    },
    fieldsNamed(['textKo', 'textEn']),
  )

/** Returns the form of a write-up that was refused. */
export const formOf = (input: WriteUpInput, commandId: string): WriteUpForm => ({
  ...{ escalationId: input.escalationId, commandId, teamId: input.teamId, policy: input.policy },
  ...{ clauseId: input.clauseId ?? '', versionId: input.versionId ?? '' },
  ...{ textKo: input.textKo ?? '', textEn: input.textEn ?? '' },
})
