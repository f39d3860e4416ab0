import { fieldsNamed, type Reading, readWith } from '#client/forms/reading.ts'
import { type AskQuestionInput, askQuestionInput } from '#shared/questions/contracts.ts'

/** The choice that stands for nobody by name and for no clause. */
export const unnamed = 'none'

/** The form of a question; choices as their fields have them. */
export interface AskForm {
  questionId: string
  commandId: string
  teamId: string
  /** A colleague's id, or `unnamed` for whoever leads the team. */
  addressee: string
  policy: string
  /** A clause's id, or `unnamed` for the policy as a whole. */
  clause: string
  caseRef: string
  text: string
  onHold: boolean
  /** The version of the policy that is asked about as an update. */
  version?: string | undefined
}

const fields = ['teamId', 'addressee', 'policy', 'clause', 'caseRef', 'text', 'onHold'] as const
export type AskField = (typeof fields)[number]
const ofInput = fieldsNamed(['teamId', 'addresseeId', 'policy', 'clauseId', 'caseRef', 'text', 'onHold'])

/** Returns the field of the form that a field of the input belongs to. */
export function fieldOf(path: string): AskField | undefined {
  const field = ofInput(path)
  if (field === 'addresseeId') return 'addressee'
  return field === 'clauseId' ? 'clause' : field
}

type Ids = Pick<AskForm, 'questionId' | 'commandId' | 'teamId'>

type About = Pick<AskForm, 'policy' | 'caseRef' | 'version'> & { text?: string }

/** Returns a form about what the address names, without words of its own; a case of the audit log was decided already. */
export const newForm = (ids: Ids, about: About): AskForm => ({
  ...ids,
  ...{ addressee: unnamed, clause: unnamed, text: '', onHold: false },
  ...about,
})

/** Returns the form of a question that was refused. */
export const formOf = (input: AskQuestionInput, commandId: string): AskForm => ({
  ...{ questionId: input.questionId, commandId, teamId: input.teamId, policy: input.policy },
  ...{ addressee: input.addresseeId ?? unnamed, clause: input.clauseId ?? unnamed },
  ...{ caseRef: input.caseRef ?? '', text: input.text, onHold: input.onHold, version: input.versionId },
})

export const isEmpty = ({ text }: AskForm): boolean => text.trim() === ''

const texts = [
  ...['questionId', 'commandId', 'teamId', 'addressee', 'policy', 'clause', 'caseRef', 'text'],
] as const

/** Tells a form of this release from a draft of another one. */
export function isAskForm(value: unknown): value is AskForm {
  return (
    typeof value === 'object' &&
    value !== null &&
    texts.every((key) => typeof Reflect.get(value, key) === 'string') &&
    typeof Reflect.get(value, 'onHold') === 'boolean' &&
    ['string', 'undefined'].includes(typeof Reflect.get(value, 'version'))
  )
}

/** Reads the form as the input of questions.ask. */
export const readAsk = (form: AskForm): Reading<AskField, AskQuestionInput> =>
  readWith(
    askQuestionInput,
    {
      ...{ questionId: form.questionId, teamId: form.teamId, policy: form.policy, text: form.text },
      ...{ addresseeId: form.addressee === unnamed ? null : form.addressee, onHold: form.onHold },
      ...{ clauseId: form.clause === unnamed ? null : form.clause },
      caseRef: form.caseRef.trim() === '' ? null : form.caseRef,
      ...(form.version === undefined ? {} : { versionId: form.version }),
    },
    fieldOf,
  )
